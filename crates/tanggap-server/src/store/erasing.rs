//! Erases what a person wrote, when the law or the person asks. What stays is the mark: a uid and a number that are
//! never used again, so that the phone is told (410) and does not send it once more.
//!
//! Erasing goes in steps. The first one, once its line is in the erasures log, marks the report: from then on nothing
//! of it can be seen. Pictures and messages follow, a few hundred kilobytes at a time, so that neither other writers nor
//! a full disk have to bear a large report at once. What is cut off in between is finished at the next start.
//!
//! - [`log`]: which log belongs to the database; [`again`]: the same where a log knows more than the database

mod again;
mod log;

pub use again::{erase_all_again, finish_all, settle};
pub use log::{Done, begin, belong_to, done};

use super::{DATABASE, Store, StoreError, meta, schema};
use crate::{
    data_folder::{
        DataFolder,
        ballast::{self, Spared},
    },
    erasures::{Erasures, Line},
};
use rusqlite::{Connection, OptionalExtension};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};
use tokio::task;

/// Which report is meant.
pub enum Named {
    Uid(String),
    Ticket(String),
}

/// Pieces of a photo, of up to 64 KB each, that one step takes.
const PIECES: u32 = 16;
/// Messages, of up to 24 KB each, that one step takes.
const MESSAGES: u32 = 32;

impl Store {
    /// Finishes what was begun and may have been cut off; how many reports that were.
    pub async fn finish_erasures(&self) -> Result<usize, StoreError> {
        let unfinished = self.readers.run(unfinished).await?;
        if unfinished.is_empty() {
            return Ok(0);
        }
        for report in &unfinished {
            while self.sweep(*report).await? {}
        }
        Ok(unfinished.len())
    }

    /// One step, with as much of the room that is held for erasing as it takes.
    async fn sweep(&self, report: i64) -> Result<bool, StoreError> {
        let step = self.readers.run(move |connection| next_step(connection, report)).await?;
        let mut spared = spare(&self.erasures, step);
        let again = || self.writer.shrink(move |connection| sweep(connection, report));
        match again().await {
            Err(StoreError::Full(_)) if !self.erasures.ballast().is_empty() => {
                drop(spared.take());
                let _all = spare(&self.erasures, ballast::ERASING);
                again().await
            }
            swept => swept,
        }
    }

    /// As [`empty_log`], with another patience.
    pub async fn empty_log(&self, patience: Duration) -> Result<bool, StoreError> {
        let data = self.erasures.data().to_owned();
        let emptied = task::spawn_blocking(move || empty_log_within(&data, patience)).await;
        emptied.map_err(|error| StoreError::Broken(error.to_string()))?
    }

    /// Names a second erasures log, on another disk, for this process and every other that erases in this folder. What
    /// it knows as erased is erased here, too: how many reports that were.
    pub async fn log_erasures_to(&self, path: PathBuf) -> Result<usize, StoreError> {
        let erasures = self.erasures.clone();
        // In a transaction: nobody else erases meanwhile.
        let name = move |connection: &Connection| {
            let (database, done) = (log::database(connection)?, meta::number(connection, log::ERASURES)?);
            erasures.keep_also(&database, done, &path)?;
            let readable = erase_all_again(connection, &erasures.told(&database))?.readable;
            log::has_done(connection, erasures.open(&database, done)?.last())?;
            Ok(readable)
        };
        let _spared = spare(&self.erasures, ballast::MARKING);
        let readable = self.writer.shrink(name).await?;
        self.finish_erasures().await?;
        Ok(readable)
    }
}

/// Where so much is not free, room that is held for erasing; until it is dropped, it is not taken back.
pub fn spare(erasures: &Erasures, bytes: u64) -> Option<Spared> {
    erasures.ballast().spare(bytes).unwrap_or_else(|error| {
        tracing::warn!(%error, "the ballast is not given up");
        None
    })
}

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
    let done = meta::number(connection, log::ERASURES)?;
    let mut logs = erasures.open(&log::database(connection)?, done)?;
    // The database's number must not pass over a line that is not done.
    erase_all_again(connection, &logs.since(done)?)?;
    let line = Line { id: done + 1, at, uids: uids(connection, id)?, keeps_figures };
    log::has_done(connection, logs.append(line)?)
}

/// Takes from a report all that can be seen of it, and leaves the rest to [`sweep`].
fn strike_out(connection: &Connection, id: i64, at: i64) -> Result<(), StoreError> {
    // The fingerprint, too: it would tell whether a text that somebody guesses was this one. What is kept of the key
    // stays: whoever has the key hears that the report was erased, and nobody else does.
    connection
        .prepare_cached(
            "update reports set erased_at = coalesce(erased_at, ?2), published_at = null, body = x'',
                 fingerprint = zeroblob(32), clock = case when expired = 1 then clock end, redaction = null,
                 forwarding = null
             where id = ?1",
        )?
        .execute((id, at))?;
    for step in [
        // A desk's words may quote the person's.
        "update updates set note = null where report_id = ?1",
        "update former_uids set fingerprint = zeroblob(32) where report_id = ?1",
        "insert or ignore into erasing (report_id) values (?1)",
    ] {
        connection.prepare_cached(step)?.execute([id])?;
    }
    Ok(())
}

/// Everything that a report has been known by.
fn uids(connection: &Connection, id: i64) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select uid from reports where id = ?1 union all select uid from former_uids where report_id = ?1",
    )?;
    let uids = statement.query_map([id], |row| row.get(0))?;
    Ok(uids.collect::<Result<_, _>>()?)
}

/// Reports that are marked and not yet swept.
pub fn unfinished(connection: &Connection) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare_cached("select report_id from erasing")?;
    let unfinished = statement.query_map([], |row| row.get(0))?;
    Ok(unfinished.collect::<Result<_, _>>()?)
}

/// The room that its next step may take: the log has a picture once more when it is erased.
pub fn next_step(connection: &Connection, id: i64) -> Result<u64, StoreError> {
    let largest = "select coalesce(max(length(jpeg)), 0) from photos where report_id = ?1";
    let largest: u64 = connection.prepare_cached(largest)?.query_row([id], |row| row.get(0))?;
    Ok(largest + ballast::MARKING)
}

/// One step; false once nothing is left.
pub fn sweep(connection: &Connection, id: i64) -> Result<bool, StoreError> {
    let photo = connection
        .prepare_cached("select id from photos where report_id = ?1 limit 1")?
        .query_row([id], |row| row.get::<_, i64>(0))
        .optional()?;
    if let Some(photo) = photo {
        let pieces = "delete from photo_pieces where rowid in
             (select rowid from photo_pieces where photo_id = ?1 limit ?2)";
        if connection.prepare_cached(pieces)?.execute((photo, PIECES))? == 0 {
            connection.prepare_cached("delete from photos where id = ?1")?.execute([photo])?;
        }
        return Ok(true);
    }
    for step in [
        "delete from messages where id in
             (select id from messages where report_id = ?1 and sender = 'office' limit ?2)",
        // Their uids stay as marks, as the report's does.
        "update messages set body = x'', fingerprint = zeroblob(32), in_reply_to = null where id in
             (select id from messages where report_id = ?1 and length(body) > 0 limit ?2)",
    ] {
        if connection.prepare_cached(step)?.execute((id, MESSAGES))? > 0 {
            return Ok(true);
        }
    }
    for step in [
        // Pictures hang on them, so they go last. What counts in the figures stays: status, desk and instant.
        "delete from updates where report_id = ?1 and exists
             (select 1 from reports where id = ?1 and expired = 0)",
        "delete from erasing where report_id = ?1",
    ] {
        connection.prepare_cached(step)?.execute([id])?;
    }
    Ok(false)
}

/// Takes the log into the database and empties it: until then it still holds what was erased. False when somebody
/// reads from it for longer than it waits. Nobody writes meanwhile.
pub fn empty_log(data: &Path) -> Result<bool, StoreError> {
    empty_log_within(data, schema::BUSY_TIMEOUT)
}

fn empty_log_within(data: &Path, patience: Duration) -> Result<bool, StoreError> {
    let _shared = DataFolder::share(data)?;
    let connection = schema::open_writer(&data.join(DATABASE))?;
    connection.busy_timeout(patience)?;
    let erasures = Erasures::new(data);
    // The database may have to grow by all that the log has, before the log gives that room back.
    let log = fs::metadata(data.join(format!("{DATABASE}-wal"))).map_or(0, |about| about.len());
    let spared = spare(&erasures, log + ballast::OPENING[0]);
    let busy: bool = connection.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0))?;
    drop(spared);
    let ballast = erasures.ballast();
    if !ballast.is_whole() {
        // What has become free belongs to it first; without room for all of it the server tries again.
        ballast.refill().map_err(|error| StoreError::Disk(error.to_string()))?;
    }
    Ok(!busy)
}

#[cfg(test)]
mod tests;
