//! The databases that know what was decided until now: the one whose place the backup takes, and those that restores have set
//! aside since the backup was made. A restore of too old a backup leaves in the database's place one that knows nothing of
//! the days in between, and only what it has set aside does; where a restore that was cut off has put something there, or
//! nothing is there, any of them may be the one from before.

use super::{aside, decided::Decided};
use crate::{
    erasures::Line,
    store::sqlite::{
        DATABASE, StoreError,
        erasing::{self, Done},
        integrity::{self, BACKUP, Head, LIVE},
        meta, schema,
    },
};
use rusqlite::Connection;
use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

pub struct Before {
    databases: Vec<Old>,
    /// What should be one of them and can't be read.
    unreadable: Vec<PathBuf>,
    /// When those were set aside that lie there, whatever they are.
    set_aside_at: Vec<i64>,
    /// Somebody has removed one that would know what was decided since the backup.
    is_gone: bool,
    /// Whether one of them is in the database's place, and not set aside.
    has_present: bool,
    is_half_made: bool,
}

/// One that can be read.
struct Old {
    path: PathBuf,
    connection: Option<Connection>,
}

/// What an operator is told of them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// In the database's place is a restore that was cut off, or a backup that was copied there.
    pub is_half_made: bool,
    pub read: Vec<PathBuf>,
    pub unreadable: Vec<PathBuf>,
}

impl Before {
    /// Of those that were set aside, the ones that know what was decided since `made_at`, when the backup was made; all of them
    /// where it doesn't say when. The caller has the folder for itself.
    pub fn look(data: &Path, made_at: Option<i64>) -> Self {
        let path = data.join(DATABASE);
        let (is_half_made, has_present) = match integrity::head(&path) {
            Ok(Head::Database(BACKUP)) => (true, false),
            Err(error) if error.kind() == io::ErrorKind::NotFound => (false, false),
            _ => (false, true),
        };
        let (databases, unreadable) = (Vec::new(), Vec::new());
        let mut before = Self {
            databases,
            unreadable,
            set_aside_at: Vec::new(),
            has_present,
            is_half_made,
            is_gone: false,
        };
        if has_present {
            before.add(path, None);
        }
        for path in aside::databases(data) {
            before.add(path, made_at);
        }
        before.is_gone = before.lacks_one(made_at);
        before
    }

    /// Whether a restore since the backup was made left one of these, and what it has set aside is gone: only that knows what
    /// was decided before.
    fn lacks_one(&self, made_at: Option<i64>) -> bool {
        let connections = self.databases.iter().filter_map(|old| old.connection.as_ref());
        let mut restored =
            connections.flat_map(|connection| meta::restored_at(connection).unwrap_or_default());
        restored.any(|at| made_at.is_none_or(|made_at| at >= made_at) && !self.set_aside_at.contains(&at))
    }

    fn add(&mut self, path: PathBuf, since: Option<i64>) {
        let is_named_older = since.is_some_and(|since| aside::at(&path).is_some_and(|at| at < since));
        self.set_aside_at.extend(aside::at(&path));
        match Old::open(path.clone()) {
            // By what is in it as well: the clock may have been wrong when it got its name.
            Ok(Some(old)) if is_named_older && old.last_change().is_some_and(|at| Some(at) < since) => {}
            Ok(Some(old)) => self.databases.push(old),
            Ok(None) => {}
            Err(_) if is_named_older => {}
            Err(_) => self.unreadable.push(path),
        }
    }

    /// The last lines that they have done.
    pub fn done(&self) -> Vec<Done> {
        let connections = self.databases.iter().filter_map(|old| old.connection.as_ref());
        connections.filter_map(|connection| erasing::done(connection).ok().flatten()).collect()
    }

    /// What they have erased, whatever their logs tell.
    pub fn erased(&mut self) -> Vec<Line> {
        let mut erased = Vec::new();
        let mut unreadable = Vec::new();
        for old in &self.databases {
            match old.connection.as_ref().map(erasing::erased_in) {
                Some(Ok(lines)) => erased.extend(lines),
                Some(Err(_)) | None => unreadable.push(old.path.clone()),
            }
        }
        self.databases.retain(|old| !unreadable.contains(&old.path));
        self.unreadable.extend(unreadable);
        erased
    }

    /// How many reports the one in the database's place has that the copy lacks, or without one all of them together; `None`
    /// where that is not known.
    pub fn lacking(&self, copy: &Path) -> Option<u64> {
        let mut lacking = BTreeSet::new();
        let asked = |old: &&Old| !self.has_present || old.is_present();
        let is_known = match self.has_present {
            true => self.databases.iter().any(Old::is_present),
            false => self.is_whole(),
        };
        for old in self.databases.iter().filter(asked) {
            lacking.extend(old.beside(copy, |connection| Ok(lacking_in(connection)?))?);
        }
        is_known.then_some(lacking.len() as u64)
    }

    /// Writes into the copy what the office has decided in any of them; how many reports that were, and `None` where that is
    /// not known of all.
    pub fn hold(&mut self, path: &Path, copy: &Connection) -> Result<Option<u64>, StoreError> {
        let mut held = BTreeSet::new();
        let mut unreadable = Vec::new();
        for old in &self.databases {
            match old.beside(path, Decided::read) {
                Some(decided) => {
                    decided.hold(copy)?;
                    held.extend(decided.reports());
                }
                None => unreadable.push(old.path.clone()),
            }
        }
        self.databases.retain(|old| !unreadable.contains(&old.path));
        self.unreadable.extend(unreadable);
        Ok(self.is_whole().then_some(held.len() as u64))
    }

    pub fn told(&self) -> Look {
        Look {
            is_half_made: self.is_half_made,
            read: self.databases.iter().map(|old| old.path.clone()).collect(),
            unreadable: self.unreadable.clone(),
        }
    }

    fn is_whole(&self) -> bool {
        !self.databases.is_empty() && self.unreadable.is_empty() && !self.is_gone
    }
}

impl Old {
    /// `None` for one that is marked as a backup: no server has worked with it.
    fn open(path: PathBuf) -> Result<Option<Self>, StoreError> {
        integrity::take_back(&path)?;
        match integrity::head(&path) {
            Ok(Head::Database(0 | LIVE)) => {
                let connection = Some(schema::open_to_check(&path)?);
                Ok(Some(Self { path, connection }))
            }
            Ok(Head::Database(BACKUP)) => Ok(None),
            _ => Err(StoreError::Unusable(String::new())),
        }
    }

    fn is_present(&self) -> bool {
        self.path.ends_with(DATABASE)
    }

    /// When something last happened in it, in seconds since 1970.
    fn last_change(&self) -> Option<i64> {
        let last = "select max(updated_at) from reports";
        self.connection.as_ref()?.query_row(last, [], |row| row.get(0)).ok()
    }

    fn beside<T>(&self, copy: &Path, look: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Option<T> {
        let connection = self.connection.as_ref()?;
        connection.execute("attach ?1 as restored", [copy.to_string_lossy()]).ok()?;
        let seen = look(connection).ok();
        drop(connection.execute_batch("detach restored"));
        seen
    }
}

impl Drop for Old {
    /// Nothing stays beside one that was set aside but a log that holds something.
    fn drop(&mut self) {
        drop(self.connection.take());
        if self.is_present() {
            return;
        }
        let log = aside::beside(&self.path, "-wal");
        if !log.metadata().is_ok_and(|about| about.len() > 0) {
            for file in [log, aside::beside(&self.path, "-shm")] {
                drop(fs::remove_file(file));
            }
        }
    }
}

fn lacking_in(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut lacking = connection.prepare(
        "select uid from reports where erased_at is null and uid not in (select uid from restored.reports)",
    )?;
    lacking.query_map([], |row| row.get(0))?.collect()
}
