//! Reports that the erasures log knows to be about police conduct, and that the database has to know so.

use super::{Named, StoreError, kinds, merging, standing};
use crate::erasures::Line;
use rusqlite::Connection;
use tanggap_core::service::ServiceKind;

/// In `became_conduct`: it did, and has no line yet; or has one.
pub const UNTOLD: i64 = 1;
pub const TOLD: i64 = 2;

/// Its line is written.
pub fn mark_told(connection: &Connection, report: i64) -> Result<(), StoreError> {
    let mark = "update reports set became_conduct = ?2 where id = ?1";
    connection.prepare_cached(mark)?.execute((report, TOLD))?;
    Ok(())
}

/// Whether the database, which has done the log up to line `done`, has done what a line says. A report of an earlier line that
/// was taken out of confidence since is out of it; one of a later line is not.
pub fn is_guarded(connection: &Connection, line: &Line, done: u64) -> Result<bool, StoreError> {
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
        kinds::reclassify(connection, *report, &before, &after)?;
        merging::follow(connection, *report, &before, line.at.max(before.changed_at))?;
        mark_told(connection, *report)?;
    }
    Ok(reports.len())
}

fn reports(connection: &Connection, line: &Line) -> Result<Vec<i64>, StoreError> {
    let mut all = Vec::new();
    for uid in &line.uids {
        all.extend(standing::row(connection, &Named::Uid(uid.clone()))?);
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}
