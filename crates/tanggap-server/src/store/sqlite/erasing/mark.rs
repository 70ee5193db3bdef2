//! The first step: its line is written to the erasures log, and the report is marked.

use super::{again::erase_all_again, log, steps::strike_out};
use crate::{
    erasures::{Decision, Erasures, Line},
    store::sqlite::{StoreError, meta},
};
use rusqlite::Connection;

/// The first step, of a row that is known.
pub fn mark(connection: &Connection, erasures: &Erasures, id: i64, at: i64) -> Result<(), StoreError> {
    let standing = "select erased_at is not null, expired from reports where id = ?1";
    let mut standing = connection.prepare_cached(standing)?;
    let (erased, keeps_figures) = standing.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if erased {
        return Ok(());
    }
    strike_out(connection, id, at)?;
    // After the rest: what cannot be erased gets no line. Before the commit: without its line nothing is erased.
    let line = Line { id: 0, at, uids: uids(connection, id)?, decision: Decision::erased(keeps_figures) };
    append(connection, erasures, vec![line])
}

/// Writes lines to the logs once all that they tell so far is done; their numbers are given here.
pub fn append(connection: &Connection, erasures: &Erasures, lines: Vec<Line>) -> Result<(), StoreError> {
    let done = meta::number(connection, log::ERASURES)?;
    let mut logs = erasures.open(&log::database(connection)?, done)?;
    // The database's number must not pass over a line that is not done.
    erase_all_again(connection, &logs.since(done)?)?;
    let lines = lines.into_iter().map(|line| Line { id: done + 1, ..line }).collect();
    log::has_done(connection, logs.append_all(lines)?)
}

/// Everything that a report has been known by.
pub fn uids(connection: &Connection, id: i64) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select uid from reports where id = ?1 union all select uid from former_uids where report_id = ?1",
    )?;
    let uids = statement.query_map([id], |row| row.get(0))?;
    Ok(uids.collect::<Result<_, _>>()?)
}
