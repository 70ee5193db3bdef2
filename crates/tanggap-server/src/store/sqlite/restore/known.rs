//! What was erased since a backup, as far as the erasures logs tell it without a gap. Only logs of the backup's own database say
//! whether there is one. But a uid is a random name: whatever any log at hand, or any database, knows as erased is erased, and
//! what any log knows to be about conduct is guarded, whatever database they are of.

use super::aside;
use crate::{
    erasures::{self, Erasures, Line, Told},
    store::sqlite::{
        StoreError,
        erasing::{self, Done},
    },
};
use rusqlite::Connection;
use std::{collections::BTreeSet, path::Path};

pub struct Known {
    /// The name of the database whose logs these are; `None` without any log.
    database: Option<String>,
    /// Every line of every log, and a line for what else the databases here have erased. Those of this database stand under their
    /// own numbers, and all others behind them.
    pub all: Vec<Line>,
    /// The last line of this database's logs: its number and its instant.
    pub end: Option<(u64, i64)>,
    /// What is not known, in words. Empty: every erasure since the backup is in `all`.
    pub lacking: Vec<String>,
}

impl Known {
    /// Reads the logs of the data folder and the one from elsewhere. `here` is what the databases have done that are here, and
    /// `erased` what they have erased.
    pub fn gather(
        backup: &Connection,
        erasures: &Erasures,
        elsewhere: Option<&Path>,
        here: &[Done],
        erased: Vec<Line>,
    ) -> Result<Self, StoreError> {
        let done = erasing::done(backup)?;
        let mut logs = Logs { database: done.as_ref().map(|done| done.database.clone()), ..Logs::default() };
        if let Some(path) = elsewhere {
            logs.add_named(path)?;
        }
        logs.add(&erasures.own());
        match erasures.also() {
            Ok(Some(path)) => logs.add_second(&path),
            Ok(None) => {}
            Err(error) => logs.lacking.push(error.to_string()),
        }
        logs.others.extend(aside::logs(erasures.data()).iter().flat_map(|log| erasures::all_lines(log)));
        logs.others.extend(erased);
        Ok(logs.since(done.map_or(0, |done| done.line), here))
    }

    /// The log that the data folder has from now on. With gaps it begins anew under another name, with all that is known: a log
    /// that turns up later must not pass for one without gaps.
    pub fn log(&self, new_name: impl FnOnce() -> Result<String, StoreError>) -> Result<Told, StoreError> {
        match &self.database {
            Some(database) if self.lacking.is_empty() => {
                Ok(Told { database: database.clone(), lines: self.all.clone() })
            }
            _ => {
                let lines = (1..).zip(&self.all).map(|(id, line)| Line { id, ..line.clone() });
                Ok(Told { database: new_name()?, lines: lines.collect() })
            }
        }
    }

    pub fn refusal(&self, file: &Path) -> String {
        format!(
            "{} was not restored, because what was erased since would come back: {}. Name the erasures log that lies \
             elsewhere by --erasures FILE. If there is none, --accept-erased-return restores all the same, and says what \
             it does not know",
            file.display(),
            self.lacking.join("; ")
        )
    }
}

#[derive(Default)]
struct Logs {
    database: Option<String>,
    logs: Vec<Vec<Line>>,
    /// Of logs of other databases, of those that an earlier restore did not go on with, and of what databases have erased: what
    /// they tell was erased, and they say nothing of what is not known.
    others: Vec<Line>,
    found: bool,
    lacking: Vec<String>,
}

impl Logs {
    /// One that the operator has named: it has to be right.
    fn add_named(&mut self, path: &Path) -> Result<(), StoreError> {
        let told = erasures::read(path)?;
        let told =
            told.ok_or_else(|| StoreError::Unusable(format!("there is no file {}", path.display())))?;
        self.take(told, path);
        Ok(())
    }

    /// One that the data folder is to have on another disk.
    fn add_second(&mut self, path: &Path) {
        if path.try_exists().is_ok_and(|is_there| !is_there) {
            self.lacking.push(format!(
                "the second erasures log {} is missing (is its disk mounted?), and it may tell what this folder's own doesn't \
                 know",
                path.display()
            ));
        }
        self.add(path);
    }

    fn add(&mut self, path: &Path) {
        match erasures::read(path) {
            Ok(Some(told)) => self.take(told, path),
            Ok(None) => {}
            Err(error) => {
                self.lacking.push(error.to_string());
                // What stands before and after the damage was told.
                self.others.extend(erasures::all_lines(path));
            }
        }
    }

    fn take(&mut self, told: Told, path: &Path) {
        if told.database.is_empty() {
            return;
        }
        if self.database.get_or_insert_with(|| told.database.clone()) == &told.database {
            self.found = true;
            self.logs.push(told.lines);
        } else {
            self.others.extend(told.lines);
            self.lacking.push(format!(
                "{} is the erasures log of another database than the backup: what it tells is done, and what was erased \
                 before it began, it may not know",
                path.display()
            ));
        }
    }

    fn since(mut self, done: u64, here: &[Done]) -> Known {
        let ids: BTreeSet<_> = self.logs.iter().flatten().map(|line| line.id).collect();
        let last = ids.last().copied().unwrap_or_default();
        if !self.found {
            self.lacking.push(format!(
                "no erasures log of this database was found, so whatever was erased after its line {done} is not known"
            ));
        } else if last < done {
            self.lacking.push(format!(
                "the erasures log ends with line {last}, and the backup was made after line {done}: whatever was erased \
                 after that is not known"
            ));
        }
        let mut next = done + 1;
        for id in ids.range(next..).copied() {
            if id > next {
                self.lacking.push(format!("lines {next} to {} of the erasures log are missing", id - 1));
            }
            next = id + 1;
        }
        let here = here.iter().filter(|here| Some(&here.database) == self.database.as_ref());
        let here = here.max_by_key(|here| here.line);
        if let Some(here) = here.filter(|here| self.found && here.line > last.max(done)) {
            self.lacking.push(format!(
                "the erasures log ends with line {last}, and the database that is here has done line {}",
                here.line
            ));
        }
        let database = self.database.filter(|_| self.found);
        let own = erasures::merged(self.logs, done);
        let end = own.last().map(|line| (line.id, line.at));
        Known { database, all: erasures::with_others(own, self.others, done), end, lacking: self.lacking }
    }
}
