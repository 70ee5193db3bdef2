//! Erases once more what an erasures log knows as erased and the database does not: it was restored from a backup, put back as
//! an image of its disk, or taken over from elsewhere together with a log that goes further. Every line is looked at, whatever
//! number the database believes to have done: a uid that a log knows is never readable after a start.

use super::{
    log,
    steps::{next_step, strike_out, sweep, unfinished},
};
use crate::{
    data_folder::ballast,
    erasures::{Decision, Erasures, Line},
    store::sqlite::{StoreError, conduct, held_room::despite_full_disk, meta},
};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

/// Lines that are done in one transaction: a full disk need not bear more at once.
const AT_ONCE: usize = 8;

/// Whether a line has anything left to erase, to mark, or to guard.
fn is_done(connection: &Connection, line: &Line) -> Result<bool, StoreError> {
    if line.decision == Decision::Conduct {
        return conduct::is_guarded(connection, line, meta::number(connection, log::ERASURES)?);
    }
    let mut readable = connection.prepare_cached(
        "select exists (select 1 from reports where uid = ?1 and erased_at is null)
             or exists (select 1 from former_uids join reports on id = report_id
                 where former_uids.uid = ?1 and erased_at is null)",
    )?;
    let mut known = connection.prepare_cached(
        "select exists (select 1 from reports where uid = ?1)
             or exists (select 1 from former_uids where uid = ?1)
             or exists (select 1 from erased_uids where uid = ?1)",
    )?;
    for uid in &line.uids {
        let is_readable: bool = readable.query_row([uid], |row| row.get(0))?;
        if is_readable || !known.query_row([uid], |row| row.get::<_, bool>(0))? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Erases the report that has one of the line's uids. Where the database knows none of them, its report came after the backup:
/// the uids become marks, so that it is not taken when a phone sends it again. True where words were readable until now.
fn erase_again(connection: &Connection, line: &Line) -> Result<bool, StoreError> {
    let mut was_readable = false;
    for uid in &line.uids {
        let known = connection
            .prepare_cached(
                "select id, erased_at is null from reports where uid = ?1
                 union all select id, erased_at is null from former_uids join reports on id = report_id
                     where former_uids.uid = ?1",
            )?
            .query_row([uid], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?)))
            .optional()?;
        match known {
            Some((id, is_readable)) => {
                was_readable |= is_readable;
                let expire = "update reports set expired = ?2 where id = ?1 and erased_at is null";
                connection.prepare_cached(expire)?.execute((id, line.decision == Decision::Expired))?;
                strike_out(connection, id, line.at)?;
            }
            None => {
                let mark = "insert or ignore into erased_uids (uid) values (?1)";
                connection.prepare_cached(mark)?.execute([uid])?;
            }
        }
    }
    Ok(was_readable)
}

/// What was left to do of some lines; `lines`: those that erase.
#[derive(Debug, Default)]
pub struct Again {
    pub lines: usize,
    /// Reports that are about police conduct again.
    pub guarded: usize,
    /// Those of a report that could be read until now; the others are of reports that the database never had.
    pub readable: usize,
}

pub fn erase_all_again(connection: &Connection, lines: &[Line]) -> Result<Again, StoreError> {
    let mut again = Again::default();
    for line in lines {
        if is_done(connection, line)? {
            continue;
        }
        if line.decision == Decision::Conduct {
            again.guarded += conduct::guard(connection, line)?;
        } else {
            again.lines += 1;
            again.readable += usize::from(erase_again(connection, line)?);
        }
    }
    Ok(again)
}

/// Brings database and logs to one state when the store is opened: each log gets what the other one has, and the database
/// erases what any of them knows. How many reports were readable until now.
///
/// # Errors
/// Where something is readable that must not be, and cannot be erased.
pub fn settle(connection: &mut Connection, erasures: &Erasures) -> Result<usize, StoreError> {
    let (database, ballast) = (log::database(connection)?, erasures.ballast());
    let told = erasures.told(&database).into_iter().chain(erasures.told_by_another(&database));
    let mut left = Vec::new();
    for line in told {
        if !is_done(connection, &line)? {
            left.push(line);
        }
    }
    let mut readable = 0;
    for lines in left.chunks(AT_ONCE) {
        readable += despite_full_disk(&ballast, &ballast::PROTECTING, || {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let again = erase_all_again(&transaction, lines)?;
            transaction.commit()?;
            Ok(again.readable)
        })?;
    }
    if !left.is_empty() || erasures.differ() {
        despite_full_disk(&ballast, &ballast::PROTECTING, || {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            match erasures.open(&database, meta::number(&transaction, log::ERASURES)?) {
                Ok(logs) => log::has_done(&transaction, logs.last())?,
                // Who erases is told why nothing can be erased, and so is `serve`. What the logs say has been done.
                Err(error) => tracing::debug!(%error, "the erasures logs are not brought to one state"),
            }
            Ok(transaction.commit()?)
        })?;
    }
    for report in if left.is_empty() { Vec::new() } else { unfinished(connection)? } {
        let steps = [next_step(connection, report)?, ballast::ERASING];
        while despite_full_disk(&ballast, &steps, || sweep(connection, report))? {}
    }
    Ok(readable)
}

/// Finishes all that is marked.
pub fn finish_all(connection: &Connection) -> Result<(), StoreError> {
    for report in unfinished(connection)? {
        while sweep(connection, report)? {}
    }
    Ok(())
}
