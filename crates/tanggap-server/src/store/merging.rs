//! Reports that were merged: they tell of the same, so what is known of one may be true of all. The strictest kind among them
//! holds for every one, and who leaves it leaves them.

use super::{
    StoreError, kinds, standing,
    updates::{self, Entry},
};
use rusqlite::Connection;
use tanggap_core::{office::Standing, status::Status};

/// Every report that is merged with this one, directly or by others: into it, or it into them.
pub fn with(connection: &Connection, report: i64) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare_cached(
        "with recursive joined (id) as (
             values (?1)
             union select merged_into from reports join joined using (id) where merged_into is not null
             union select reports.id from reports join joined on merged_into = joined.id
         ) select id from joined where id <> ?1",
    )?;
    let joined = statement.query_map([report], |row| row.get(0))?;
    Ok(joined.collect::<Result<_, _>>()?)
}

/// What follows for those that a report was merged with, once it stands otherwise than `before`.
pub fn follow(
    connection: &Connection,
    report: i64,
    before: &Standing,
    joined: &[i64],
    at: i64,
) -> Result<(), StoreError> {
    let now = standing::read(connection, report)?;
    if now.leaves(before) {
        return leave(connection, report, &now, joined, at);
    }
    joined.iter().try_for_each(|other| join(connection, *other, &now, at))
}

/// One that is merged with a report that stands like this. It stays merged, and at the desk where that is.
fn join(connection: &Connection, report: i64, strict: &Standing, at: i64) -> Result<(), StoreError> {
    let before = standing::read(connection, report)?;
    let Some(after) = before.beside(strict) else { return Ok(()) };
    kinds::reclassify(connection, report, &before, &after)?;
    if after.desk == before.desk {
        return Ok(());
    }
    if before.is_erased {
        // How it went may still count in the figures.
        let go = "update reports set desk = ?2 where id = ?1";
        connection.prepare_cached(go)?.execute((report, &after.desk))?;
        return Ok(());
    }
    let status = before.status.word();
    let entry = Entry { at, desk: &before.desk, to_desk: Some(&after.desk), ..Entry::default() };
    updates::insert(connection, report, &Entry { kind: "referral", status, ..entry })?;
    updates::move_report(connection, report, status, &after.desk, at)
}

/// Nothing is merged any more with a report that is in confidence no longer. What was merged into it, or it into that, is
/// open again, because nothing else goes on in its place.
fn leave(
    connection: &Connection,
    report: i64,
    now: &Standing,
    joined: &[i64],
    at: i64,
) -> Result<(), StoreError> {
    let mut reopened = Vec::new();
    let mut directly =
        connection.prepare_cached("select 1 from reports where id = ?1 and merged_into = ?2")?;
    for other in joined {
        if directly.exists((other, report))? {
            reopened.push((*other, standing::read(connection, *other)?));
        }
    }
    if now.is_merged {
        reopened.push((report, now.clone()));
    }
    for (report, stands) in reopened {
        if stands.is_erased {
            let alone = "update reports set merged_into = null where id = ?1";
            connection.prepare_cached(alone)?.execute([report])?;
            continue;
        }
        let (status, desk) = (Status::Reopened.word(), stands.desk.as_str());
        updates::insert(connection, report, &Entry { at, kind: "status", status, desk, ..Entry::default() })?;
        updates::move_report(connection, report, status, desk, at)?;
    }
    Ok(())
}

/// Holds to the strictest kind whatever is merged and isn't: what an earlier release has left, or a kind that the city's files
/// say only now. How many reports follow is not bounded by anything but how many are merged.
pub fn settle(connection: &Connection, at: i64) -> Result<(), StoreError> {
    let mut statement = connection.prepare(
        "select report.id, other.id from reports report join reports other on other.id = report.merged_into
         where (report.kind is 'police-conduct') <> (other.kind is 'police-conduct')
             or (report.kind is null and report.classified = 1) <> (other.kind is null and other.classified = 1)",
    )?;
    let pairs = statement.query_map([], |row| Ok([row.get(0)?, row.get(1)?]))?;
    let pairs = pairs.collect::<rusqlite::Result<Vec<[i64; 2]>>>()?;
    let mut decided = connection.prepare("select 1 from reports where id = ?1 and classified = 1")?;
    for report in pairs.into_iter().flatten() {
        let stands = standing::read(connection, report)?;
        if stands.is_guarded() && decided.exists([report])? {
            let joined = with(connection, report)?;
            follow(connection, report, &stands, &joined, at)?;
        }
    }
    Ok(())
}
