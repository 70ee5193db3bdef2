//! Puts a backup in the place of the database. All that can fail is done to a copy first: it is read whole, brought to
//! this release's version, and erased in again. Until the last step the copy is marked as a backup, so that whatever
//! moment the power fails at, a server finds the old database or refuses to start.
//!
//! - [`copy`]: the copy and what it must be; [`known`]: which erasures the logs tell; [`before`]: the databases that know what
//!   else was [`decided`] since, of the [`same`] reports; [`place`]: the exchange, [`alone`] with the database;
//!   [`aside`](mod@aside): what is kept of before

mod alone;
mod aside;
mod before;
mod copy;
mod decided;
mod known;
mod place;
mod same;

use super::{
    PepperMark, StoreError,
    erasing::{self, Again},
    meta, pepper_mark,
};
use crate::{
    data_folder::DataFolder,
    erasures::{Erasures, Told},
    random,
};
use alone::Alone;
pub use aside::set_aside_before;
use before::{Before, Look};
use copy::Copy;
pub use copy::remove_copy;
use known::Known;
use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// What is to be restored, and what the operator has accepted.
pub struct Restore<'a> {
    pub data: &'a Path,
    pub file: &'a Path,
    /// An erasures log from elsewhere.
    pub erasures: Option<&'a Path>,
    /// Go on although it is not known what was erased since the backup.
    pub accept_erased_return: bool,
    /// Says why the pepper at hand does not open this database's keys.
    pub check_pepper: &'a dyn Fn(&PepperMark) -> Result<(), String>,
    /// Now, in seconds since 1970.
    pub at: i64,
}

/// What became of it.
#[derive(Debug)]
pub struct Restored {
    /// When the backup was made, if it says so.
    pub backed_up_at: Option<i64>,
    /// Reports that are there now and not erased.
    pub reports: u64,
    /// Erasures that an erasures log or a database knows, and the backup had not done.
    pub erased_again: usize,
    /// Reports that the log knows to be about police conduct, and the backup not.
    pub guarded: usize,
    /// The last line of the backup's own log: its number and its instant.
    pub log_end: Option<(u64, i64)>,
    /// The database that was there before.
    pub set_aside: Option<PathBuf>,
    /// The databases that know what was there and what was decided since the backup.
    pub before: Look,
    /// Reports that they had and the backup lacks; `None` where that cannot be read of all of them.
    pub lost: Option<u64>,
    /// Reports that are not public any more, or guarded, because the office has decided that since the backup; `None`
    /// where that cannot be read of all of them.
    pub held: Option<u64>,
    /// Reports that are public now.
    pub public: u64,
    /// What is not known of erasures, in words; empty unless the operator has accepted it.
    pub not_known: Vec<String>,
}

impl Restore<'_> {
    /// # Errors
    /// `Unusable` with what is wrong and what to do. The database that was there is then there still.
    pub fn run(&self) -> Result<Restored, StoreError> {
        DataFolder::make(self.data)?;
        let _folder = DataFolder::claim(self.data)?;
        drop(Alone::with(self.data)?);
        aside::take_second_names(self.data);
        let erasures = Erasures::new(self.data);
        let copy = Copy::of(self.file, self.data)?;
        let connection = copy.open()?;
        (self.check_pepper)(&pepper_mark::mark_of(&connection)?).map_err(StoreError::Unusable)?;
        let backed_up_at: Option<i64> =
            meta::get(&connection, meta::BACKED_UP_AT)?.and_then(|at| at.parse().ok());
        // One of the future says nothing of what came after it.
        let mut before = Before::look(self.data, backed_up_at.filter(|at| *at <= self.at));
        let (done, erased) = (before.done(), before.erased());
        let known = Known::gather(&connection, &erasures, self.erasures, &done, erased)?;
        if !known.lacking.is_empty() && !self.accept_erased_return {
            return Err(StoreError::Unusable(known.refusal(self.file)));
        }
        let told = known.log(|| {
            let name = random::bytes::<16>().map_err(|error| StoreError::Broken(error.to_string()))?;
            Ok(random::hex(&name))
        })?;
        let again = erase_again(&connection, &known, &told, self.at)?;
        let held = before.hold(copy.path(), &connection)?;
        let count = "select count(*), count(published_at) from reports where erased_at is null";
        let (reports, public) = connection.query_row(count, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        copy.close(connection)?;
        let (lost, told_before) = (before.lacking(copy.path()), before.told());
        drop(before);
        let _alone = Alone::with(self.data)?;
        let set_aside = place::exchange(self.data, &copy, &erasures, &told, self.at)?;
        Ok(Restored {
            backed_up_at,
            reports,
            erased_again: again.lines,
            guarded: again.guarded,
            log_end: known.end,
            set_aside,
            before: told_before,
            lost,
            held,
            public,
            not_known: known.lacking,
        })
    }
}

/// Every line, whatever the backup believes to have done: it may be of a time to which the database was put back.
fn erase_again(connection: &Connection, known: &Known, told: &Told, at: i64) -> Result<Again, StoreError> {
    connection.execute_batch("begin immediate")?;
    let again = erasing::erase_all_again(connection, &known.all)?;
    erasing::finish_all(connection)?;
    erasing::belong_to(connection, &told.database, told.lines.last().map_or(0, |line| line.id))?;
    connection.execute("delete from meta where name = ?1", [meta::BACKED_UP_AT])?;
    meta::is_restored(connection, at)?;
    connection.execute_batch("commit")?;
    Ok(again)
}

#[cfg(test)]
mod tests;
