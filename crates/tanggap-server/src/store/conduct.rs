//! Reports that turned out to be about police conduct. That is told in the erasures log as well, so that a backup from before
//! doesn't bring one back to the desk that it was taken from, also where the database is lost that knew of it.

use super::{StoreError, acting, erasing, merging, meta, standing};
use crate::erasures::{Decision, Erasures, Line};
use rusqlite::Connection;
use std::collections::HashSet;
use tanggap_core::service::ServiceKind;

/// In `became_conduct`: it did, and has no line yet; or has one.
const UNTOLD: i64 = 1;
const TOLD: i64 = 2;

/// Writes a line for each that has none. Where that can't be done the report is guarded all the same, and the next act or
/// start tries again: without its line only a backup from before doesn't know.
pub fn tell(connection: &Connection, erasures: &Erasures) -> Result<(), StoreError> {
    let sql = "select id, updated_at from reports where became_conduct = ?1 and became_conduct = 1";
    let mut statement = connection.prepare_cached(sql)?;
    let untold = statement.query_map([UNTOLD], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let untold = untold.collect::<rusqlite::Result<Vec<(i64, i64)>>>()?;
    if untold.is_empty() {
        return Ok(());
    }
    let line = |(report, at): &(i64, i64)| {
        let uids = erasing::uids(connection, *report)?;
        Ok(Line { id: 0, at: *at, uids, decision: Decision::Conduct })
    };
    let lines = untold.iter().map(line).collect::<Result<Vec<_>, StoreError>>()?;
    if let Err(error) = erasing::append(connection, erasures, lines) {
        tracing::warn!(%error, "that reports are about police conduct is not in the erasures log yet");
        return Ok(());
    }
    for (report, _) in untold {
        mark(connection, report, TOLD)?;
    }
    Ok(())
}

fn mark(connection: &Connection, report: i64, told: i64) -> Result<(), StoreError> {
    let mark = "update reports set became_conduct = ?2 where id = ?1";
    connection.prepare_cached(mark)?.execute((report, told))?;
    Ok(())
}

/// What has its line by the database, and stands in none of these.
pub fn untold(connection: &Connection, lines: &[Line]) -> Result<Vec<Line>, StoreError> {
    let told = lines.iter().filter(|line| line.decision == Decision::Conduct);
    let told: HashSet<&str> = told.flat_map(|line| &line.uids).map(String::as_str).collect();
    let sql = "select id, updated_at from reports where became_conduct = ?1 and erased_at is null order by updated_at, id";
    let mut guarded = connection.prepare(sql)?;
    let guarded = guarded.query_map([TOLD], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut untold = Vec::new();
    for (report, at) in guarded.collect::<rusqlite::Result<Vec<(i64, i64)>>>()? {
        let uids = erasing::uids(connection, report)?;
        if !uids.iter().any(|uid| told.contains(uid.as_str())) {
            untold.push(Line { id: 0, at, uids, decision: Decision::Conduct });
        }
    }
    Ok(untold)
}

/// Whether the database has done what a line says. One that the database did and then took out of confidence is out of it;
/// one after the last line that it did came later.
pub fn is_guarded(connection: &Connection, line: &Line) -> Result<bool, StoreError> {
    let done = meta::number(connection, erasing::ERASURES)?;
    for report in reports(connection, line)? {
        let stands = standing::read(connection, report)?;
        if !stands.is_conduct() && (line.id > done || !stands.was_conduct) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Does what a line says; how many reports that were. One that is at a desk that must not have it is brought back by the next
/// start of a server, as always, and until then no desk acts on it.
pub fn guard(connection: &Connection, line: &Line) -> Result<usize, StoreError> {
    let reports = reports(connection, line)?;
    for report in &reports {
        let before = standing::read(connection, *report)?;
        let after = before.reclassified(ServiceKind::PoliceConduct, false);
        let joined = merging::with(connection, *report)?;
        acting::reclassify(connection, *report, &before, &after)?;
        merging::follow(connection, *report, &before, &joined, line.at.max(before.changed_at))?;
        mark(connection, *report, TOLD)?;
    }
    Ok(reports.len())
}

fn reports(connection: &Connection, line: &Line) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select id from reports where uid = ?1 union select report_id from former_uids where uid = ?1",
    )?;
    let mut all = Vec::new();
    for uid in &line.uids {
        let found = statement.query_map([uid], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
        all.extend(found);
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}
