//! The databases that know what was decided until now. That is the one whose place the backup takes; but where only a restore
//! that was cut off has put something there, or nothing is there, those that restores have set aside know it: all that lie
//! there, because any of them may be the one from before.

use super::{aside, decided::Decided};
use crate::store::sqlite::{
    DATABASE, StoreError,
    erasing::{self, Done},
    integrity::{self, BACKUP, Head, LIVE},
    schema,
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
    /// The caller has the folder for itself.
    pub fn look(data: &Path) -> Self {
        let path = data.join(DATABASE);
        let (is_half_made, candidates) = match integrity::head(&path) {
            Ok(Head::Database(BACKUP)) => (true, aside::databases(data)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => (false, aside::databases(data)),
            _ => (false, vec![path]),
        };
        let mut before = Self { databases: Vec::new(), unreadable: Vec::new(), is_half_made };
        for path in candidates {
            match Old::open(path.clone()) {
                Ok(Some(old)) => before.databases.push(old),
                Ok(None) => {}
                Err(_) => before.unreadable.push(path),
            }
        }
        before
    }

    /// The last lines that they have done.
    pub fn done(&self) -> Vec<Done> {
        let connections = self.databases.iter().filter_map(|old| old.connection.as_ref());
        connections.filter_map(|connection| erasing::done(connection).ok().flatten()).collect()
    }

    /// How many reports they have that the copy lacks; `None` where that is not known of all.
    pub fn lacking(&self, copy: &Path) -> Option<u64> {
        let mut lacking = BTreeSet::new();
        for old in &self.databases {
            lacking.extend(old.beside(copy, |connection| Ok(lacking_in(connection)?))?);
        }
        self.is_whole().then_some(lacking.len() as u64)
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
        !self.databases.is_empty() && self.unreadable.is_empty()
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
        if self.path.ends_with(DATABASE) {
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
