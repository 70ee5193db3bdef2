//! Which report a number and a key open. What they open is looked up under one MAC of both, so whatever is wrong with
//! them, and whatever else the number may mean, the same statements run and the same number of rows is read (S13): who
//! measures learns nothing that an answer doesn't say.
//!
//! Reports from before that keep a salt and a MAC until their key is shown ([`unseal`]). While there are any, every try
//! looks for them as well, with decoys where there are none.

use super::{Candidate, Candidates, Key, Sqlite, StoreError, standing};
use rusqlite::{Connection, OptionalExtension};

impl Sqlite {
    /// What a number and a key may open: the same work whatever they do. `opens` is the MAC of both.
    pub async fn candidates(
        &self,
        ticket: String,
        opens: [u8; 32],
        chance: u64,
    ) -> Result<Candidates, StoreError> {
        self.readers.run(move |connection| candidates(connection, &ticket, &opens, chance)).await
    }

    /// Keeps what opens a report from before, in the place of its salt and MAC.
    pub async fn unseal(&self, ticket: String, opens: Vec<[u8; 32]>) -> Result<(), StoreError> {
        self.writer.run(move |connection| unseal(connection, &ticket, &opens)).await
    }
}

/// `opens` is the MAC of number and key; `chance` chooses the decoys: real rows that no key opens.
pub fn candidates(
    connection: &Connection,
    ticket: &str,
    opens: &[u8; 32],
    chance: u64,
) -> Result<Candidates, StoreError> {
    let mut statement = connection.prepare_cached(
        "select (select max(id) from reports), (select report_id from openings where opens = ?1),
             exists (select 1 from reports where key_mac is not null)",
    )?;
    let (most, opened, any_sealed): (Option<i64>, Option<i64>, bool) =
        statement.query_row([opens], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let most = most.unwrap_or(0).unsigned_abs().max(1);
    let decoy = |place: u32| i64::try_from((chance >> (21 * place)) % 0x20_0000 % most + 1).unwrap_or(1);
    let sealed = match any_sealed {
        true => Some(sealed(connection, ticket, [decoy(1), decoy(2)])?),
        false => None,
    };
    Ok(Candidates { opened: row(connection, opened, decoy(0))?, sealed })
}

/// Two, because a number may have two owners from before: whoever it was given to, and the first who claimed it.
fn sealed(
    connection: &Connection,
    ticket: &str,
    [first, second]: [i64; 2],
) -> Result<[Option<Candidate>; 2], StoreError> {
    let mut statement = connection.prepare_cached(
        "select (select id from reports where ticket = ?1),
             (select id from reports where device_ticket = ?1 and device_ticket <> ticket order by id limit 1)",
    )?;
    let (own, other): (Option<i64>, Option<i64>) =
        statement.query_row([ticket], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok([row(connection, own, first)?, row(connection, other, second)?])
}

/// One row is read in any case, and what is kept of its key taken out of it.
fn row(connection: &Connection, id: Option<i64>, decoy: i64) -> Result<Option<Candidate>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select received_at, device_ticket, ticket, first_desk, desk, erased_at is not null, key_salt, key_mac from reports
         where id >= ?1 order by id limit 1",
    )?;
    let found = statement.query_row([id.unwrap_or(decoy)], |row| {
        let (salt, mac): (Option<[u8; 16]>, Option<[u8; 32]>) = (row.get(6)?, row.get(7)?);
        Ok(Candidate {
            received_at: row.get(0)?,
            numbers: [row.get(1)?, row.get(2)?],
            desks: [row.get(3)?, row.get(4)?],
            erased: row.get(5)?,
            // What is not there is as long as what is.
            is_sealed: mac.is_some(),
            key: Key { salt: salt.unwrap_or_default(), mac: mac.unwrap_or_default() },
            is_decoy: id.is_none(),
        })
    });
    Ok(found.optional()?)
}

/// Keeps what opens a report. The same number and key open the report that came first with them, and no other instead.
pub fn keep(connection: &Connection, report: i64, opens: &[[u8; 32]]) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "insert into openings (opens, report_id) values (?1, ?2)
         on conflict (opens) do update set report_id = excluded.report_id where excluded.report_id < report_id",
    )?;
    for opens in opens {
        statement.execute((opens, report))?;
    }
    Ok(())
}

/// Puts what opens a report in the place of its salt and MAC, once somebody has shown its key.
pub fn unseal(connection: &Connection, ticket: &str, opens: &[[u8; 32]]) -> Result<(), StoreError> {
    let report = standing::known(connection, ticket)?;
    keep(connection, report, opens)?;
    connection
        .prepare_cached("update reports set key_salt = null, key_mac = null where id = ?1")?
        .execute([report])?;
    Ok(())
}

#[cfg(test)]
mod tests;
