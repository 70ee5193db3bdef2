//! What was erased since a backup, as far as the erasures logs tell it without a gap.

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
    /// Every line of every log.
    pub all: Vec<Line>,
    /// What is not known, in words. Empty: every erasure since the backup is in `all`.
    pub lacking: Vec<String>,
}

impl Known {
    /// Reads the logs of the data folder and the one from elsewhere. `here` is what the databases have done that are here.
    pub fn gather(
        backup: &Connection,
        erasures: &Erasures,
        elsewhere: Option<&Path>,
        here: &[Done],
    ) -> Result<Self, StoreError> {
        let done = erasing::done(backup)?;
        let mut logs = Logs { database: done.as_ref().map(|done| done.database.clone()), ..Logs::default() };
        if let Some(path) = elsewhere {
            logs.add_named(path)?;
        }
        logs.add(&erasures.own());
        match erasures.also() {
            Ok(Some(path)) => logs.add(&path),
            Ok(None) => {}
            Err(error) => logs.lacking.push(error.to_string()),
        }
        if let Some(done) = &done {
            let kept = aside::logs(erasures.data()).into_iter();
            logs.kept = kept.filter_map(|log| erasures::lines_of(&log, &done.database)).collect();
        }
        Ok(logs.since(done.map_or(0, |done| done.line), here))
    }

    /// The log that the data folder has from now on. With gaps it begins anew under another name: a log that turns up
    /// later must not pass for one without gaps.
    pub fn log(&self, new_name: impl FnOnce() -> Result<String, StoreError>) -> Result<Told, StoreError> {
        match &self.database {
            Some(database) if self.lacking.is_empty() => {
                Ok(Told { database: database.clone(), lines: self.all.clone() })
            }
            _ => Ok(Told { database: new_name()?, lines: Vec::new() }),
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
    /// Of those that an earlier restore did not go on with: what they tell was erased, and they say nothing of what is not
    /// known.
    kept: Vec<Vec<Line>>,
    found: bool,
    lacking: Vec<String>,
}

impl Logs {
    /// One that the operator has named: it has to be right.
    fn add_named(&mut self, path: &Path) -> Result<(), StoreError> {
        let told = erasures::read(path)?;
        let told =
            told.ok_or_else(|| StoreError::Unusable(format!("there is no file {}", path.display())))?;
        self.take(told, path).map_err(StoreError::Unusable)
    }

    fn add(&mut self, path: &Path) {
        let taken = match erasures::read(path) {
            Ok(Some(told)) => self.take(told, path),
            Ok(None) => Ok(()),
            Err(error) => Err(error.to_string()),
        };
        if let Err(why) = taken {
            self.lacking.push(why);
        }
    }

    fn take(&mut self, told: Told, path: &Path) -> Result<(), String> {
        if told.database.is_empty() {
            return Ok(());
        }
        if self.database.get_or_insert_with(|| told.database.clone()) != &told.database {
            return Err(format!(
                "{} is the erasures log of another database than the backup",
                path.display()
            ));
        }
        self.found = true;
        self.logs.push(told.lines);
        Ok(())
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
        self.logs.extend(self.kept);
        Known { database, all: erasures::merged(self.logs, done), lacking: self.lacking }
    }
}
