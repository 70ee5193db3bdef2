//! Reports that were merged. They tell of the same, so what is known of one may be true of all: the strictest kind among them
//! holds for every one, whatever has become of the merge since, and who leaves it leaves them ([`matters`] says which they are).
//! And one waits for the other's answer: where that ends without one, the merge ends.

use super::{
    StoreError, kinds, matters, standing,
    updates::{self, Entry},
};
use rusqlite::Connection;
use tanggap_core::{office::Standing, status::Status};

/// One report goes on in another one's place; `entry` says who merges them and when.
pub fn merge(connection: &Connection, report: i64, into: i64, entry: Entry<'_>) -> Result<(), StoreError> {
    let status = Status::Duplicate.word();
    updates::insert(connection, report, &Entry { kind: "status", status, ..entry })?;
    updates::move_report(connection, report, status, entry.desk, entry.at)?;
    let merge = "update reports set merged_into = ?2 where id = ?1";
    connection.prepare_cached(merge)?.execute((report, into))?;
    matters::join(connection, report, into)
}

/// What follows for those that tell of the same as a report, once an act of the office has given it another kind than
/// `before`.
pub fn follow(connection: &Connection, report: i64, before: &Standing, at: i64) -> Result<(), StoreError> {
    let now = standing::read(connection, report)?;
    if now.leaves(before) {
        return leave(connection, report, &now, at);
    }
    hold_others(connection, report, &now, at)
}

/// What follows once a report's reporter has corrected it. That decides nothing of what it was merged with: it is held to what
/// is known of those.
pub fn follow_correction(connection: &Connection, report: i64, at: i64) -> Result<(), StoreError> {
    for other in matters::decided_with(connection, report)? {
        hold(connection, report, &standing::read(connection, other)?, at)?;
    }
    hold_others(connection, report, &standing::read(connection, report)?, at)
}

fn hold_others(connection: &Connection, report: i64, strict: &Standing, at: i64) -> Result<(), StoreError> {
    let joined = matters::with(connection, report)?;
    joined.into_iter().try_for_each(|other| hold(connection, other, strict, at))
}

/// One that tells of the same as a report that stands like this. It stays merged, and at the desk where that is.
fn hold(connection: &Connection, report: i64, strict: &Standing, at: i64) -> Result<(), StoreError> {
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
fn leave(connection: &Connection, report: i64, now: &Standing, at: i64) -> Result<(), StoreError> {
    reopen_merged(connection, report, at)?;
    if now.is_merged {
        reopen(connection, report, now, at)?;
    }
    matters::leave(connection, report)
}

/// What follows for those that were merged into a report once it may have ended: where that was without an answer, nothing
/// goes on in their place.
pub fn ended(connection: &Connection, report: i64, at: i64) -> Result<(), StoreError> {
    match standing::read(connection, report)?.is_unanswered() {
        true => reopen_merged(connection, report, at),
        false => Ok(()),
    }
}

/// Opens again what was merged into a report. One of those that was erased has nothing to open, and in its place what was
/// merged into it is opened.
fn reopen_merged(connection: &Connection, report: i64, at: i64) -> Result<(), StoreError> {
    let mut merged =
        connection.prepare_cached("select id from reports where merged_into = ?1 order by id")?;
    let mut targets = vec![report];
    while let Some(target) = targets.pop() {
        let into: Vec<i64> = merged.query_map([target], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for report in into {
            let stands = standing::read(connection, report)?;
            if stands.is_erased {
                let alone = "update reports set merged_into = null where id = ?1";
                connection.prepare_cached(alone)?.execute([report])?;
                targets.push(report);
            } else {
                reopen(connection, report, &stands, at)?;
            }
        }
    }
    Ok(())
}

fn reopen(connection: &Connection, report: i64, stands: &Standing, at: i64) -> Result<(), StoreError> {
    let (status, desk) = (Status::Reopened.word(), stands.desk.as_str());
    updates::insert(connection, report, &Entry { at, kind: "status", status, desk, ..Entry::default() })?;
    updates::move_report(connection, report, status, desk, at)
}

/// Holds to the strictest kind whatever was merged and isn't: what an earlier release has left, or a kind that the city's files
/// say only now. How many reports follow is not bounded by anything but how many are merged.
pub fn settle(connection: &Connection, at: i64) -> Result<(), StoreError> {
    for report in matters::beside_others(connection)? {
        let stands = standing::read(connection, report)?;
        hold_others(connection, report, &stands, at)?;
    }
    settle_ended(connection, at)
}

/// Opens again whatever is merged into a report that has ended without an answer: what an earlier release has left, or what
/// was erased when there was no room for more.
pub fn settle_ended(connection: &Connection, at: i64) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "select distinct target.id from reports report join reports target on target.id = report.merged_into
         where report.merged_into is not null
             and (target.status in ('withdrawn', 'rejected', 'duplicate') or target.erased_at is not null)",
    )?;
    let targets = statement.query_map([], |row| row.get(0))?;
    let targets: Vec<i64> = targets.collect::<Result<_, _>>()?;
    targets.into_iter().try_for_each(|target| ended(connection, target, at))
}
