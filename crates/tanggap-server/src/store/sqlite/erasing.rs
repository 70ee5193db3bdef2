//! Erases what a person wrote, when the law or the person asks. What stays is the mark: a uid and a number that are
//! never used again, so that the phone is told (410) and does not send it once more.
//!
//! Erasing goes in steps. The first one, once its line is in the erasures log, marks the report: from then on nothing
//! of it can be seen. Pictures and messages follow, a few hundred kilobytes at a time, so that neither other writers nor
//! a full disk have to bear a large report at once. What is cut off in between is finished at the next start.
//!
//! - [`mark`](mod@mark), [`steps`]: the first step, and all others; [`log`]: which log belongs to the database
//! - [`again`]: the same where a log knows more than the database; [`held`]: what is said where it knows less;
//!   [`conduct`]: what else is told there

mod again;
mod conduct;
mod held;
mod log;
mod mark;
mod steps;

pub use again::{Again, erase_all_again, finish_all, settle};
pub use conduct::tell_at_opening;
pub use held::erased_in;
pub use log::{Done, begin, belong_to, done};
pub use mark::mark;

use super::{DATABASE, Sqlite, StoreError, held_room::spare, meta, schema};
use crate::{
    data_folder::{DataFolder, ballast},
    erasures::Erasures,
};
use rusqlite::Connection;
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};
use steps::{next_step, sweep, unfinished};
use tokio::task;

impl Sqlite {
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

    /// Holds the logs against what the database has erased, and writes again what they lack; what is wrong with them, in words
    /// with what to do. Passes over all that was erased.
    pub async fn hold_erasures_log(&self) -> Result<Vec<String>, StoreError> {
        let erasures = self.erasures.clone();
        let hold = || {
            let erasures = erasures.clone();
            move |connection: &Connection| held::against_database(connection, &erasures)
        };
        self.write_despite_full_disk(hold).await
    }

    /// Tells the erasures log of what became conduct, once that is committed: a line in front of a commit that then fails would do
    /// by itself, at the next opening, half of what nobody has done. Where it can't be told the report is guarded all the same,
    /// and the next act or opening tries again: without its line only a backup from before doesn't know.
    pub(super) async fn tell_conduct(&self) {
        let told = async {
            if !self.readers.run(conduct::has_untold).await? {
                return Ok(());
            }
            let _spared = spare(&self.erasures.ballast(), ballast::MARKING);
            let erasures = self.erasures.clone();
            self.writer.shrink(move |connection| conduct::tell(connection, &erasures)).await
        };
        if let Err(error) = told.await {
            conduct::untold_for_now(&error);
        }
    }

    /// One step, with as much of the room that is held for erasing as it takes.
    async fn sweep(&self, report: i64) -> Result<bool, StoreError> {
        let step = self.readers.run(move |connection| next_step(connection, report)).await?;
        let mut spared = spare(&self.erasures.ballast(), step);
        let again = || self.writer.shrink(move |connection| sweep(connection, report));
        match again().await {
            Err(StoreError::Full(_)) if !self.erasures.ballast().is_empty() => {
                drop(spared.take());
                let _all = spare(&self.erasures.ballast(), ballast::ERASING);
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
        let name = || {
            let (erasures, path) = (erasures.clone(), path.clone());
            move |connection: &Connection| {
                let (database, done) = (log::database(connection)?, meta::number(connection, log::ERASURES)?);
                erasures.keep_also(&database, done, &path)?;
                let readable = erase_all_again(connection, &erasures.told(&database))?.readable;
                log::has_done(connection, erasures.open(&database, done)?.last())?;
                Ok(readable)
            }
        };
        let readable = self.write_despite_full_disk(name).await?;
        self.finish_erasures().await?;
        Ok(readable)
    }
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
    let spared = spare(&erasures.ballast(), log + ballast::OPENING[0]);
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
