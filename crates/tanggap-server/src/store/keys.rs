//! Whose report a number and a key open. Whether a number is known, erased, shared or without a key, the same
//! statements run and the same number of rows is read (S13): who measures learns nothing that an answer doesn't say.

use super::{Candidate, Key, StoreError};
use rusqlite::{Connection, OptionalExtension};

/// Two, because a number may have two owners. Where there are fewer, decoys take the places: real rows that
/// no key opens. `chance` chooses them.
pub fn candidates(
    connection: &Connection,
    ticket: &str,
    chance: u64,
) -> Result<[Option<Candidate>; 2], StoreError> {
    let mut numbers = connection.prepare_cached(
        "select (select max(id) from reports),
             (select id from reports where ticket = ?1),
             (select id from reports where device_ticket = ?1 and device_ticket <> ticket order by id limit 1)",
    )?;
    let (most, own, other): (Option<i64>, Option<i64>, Option<i64>) =
        numbers.query_row([ticket], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let most = most.unwrap_or(0).unsigned_abs().max(1);
    let decoy = |half: u64| i64::try_from(half % most + 1).unwrap_or(1);
    Ok([row(connection, own, decoy(chance & 0xffff_ffff))?, row(connection, other, decoy(chance >> 32))?])
}

/// One row is read in any case, and its key taken out of it.
fn row(connection: &Connection, id: Option<i64>, decoy: i64) -> Result<Option<Candidate>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select id, first_desk, desk, erased_at is not null, key_salt, key_mac from reports
         where id >= ?1 order by id limit 1",
    )?;
    let found = statement.query_row([id.unwrap_or(decoy)], |row| {
        let (salt, mac): (Option<[u8; 16]>, Option<[u8; 32]>) = (row.get(4)?, row.get(5)?);
        Ok(Candidate {
            report: row.get(0)?,
            desks: [row.get(1)?, row.get(2)?],
            erased: row.get(3)?,
            // What is not there is as long as what is.
            has_key: mac.is_some(),
            key: Key { salt: salt.unwrap_or_default(), mac: mac.unwrap_or_default() },
            is_decoy: id.is_none(),
        })
    });
    Ok(found.optional()?)
}

#[cfg(test)]
mod tests;
