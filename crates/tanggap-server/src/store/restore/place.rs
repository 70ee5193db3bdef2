//! The exchange of the databases. The old one is kept beside it under another name, with the log that belongs to it,
//! before anything takes its place.

use super::{copy::Copy, decided::Decided};
use crate::{
    erasures::{self, Erasures, Told},
    secret_file,
    store::{
        DATABASE, StoreError,
        erasing::{self, Done},
        integrity::{self, Head, LIVE},
        schema,
    },
};
use rusqlite::Connection;
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use tanggap_core::instant::rfc3339;

/// The database that is about to be replaced, if it can be read.
pub struct Before {
    connection: Option<Connection>,
    pub done: Option<Done>,
}

impl Before {
    pub fn look(data: &Path) -> Self {
        let path = data.join(DATABASE);
        // One that is marked as a backup is none that a server has worked with.
        let is_live = matches!(integrity::head(&path), Ok(Head::Database(0 | LIVE)));
        let connection = schema::open_to_check(&path).ok().filter(|_| is_live);
        let done = connection.as_ref().and_then(|connection| erasing::done(connection).ok().flatten());
        Self { connection, done }
    }

    /// How many reports it has that the copy lacks.
    pub fn lacking(&self, copy: &Path) -> Option<u64> {
        let count = "select count(*) from reports where erased_at is null
             and uid not in (select uid from restored.reports)";
        self.beside(copy, |connection| connection.query_row(count, [], |row| row.get(0)).ok())
    }

    /// What the office has decided in it and the copy doesn't know.
    pub fn decided(&self, copy: &Path) -> Option<Decided> {
        self.beside(copy, |connection| Decided::read(connection).ok())
    }

    fn beside<T>(&self, copy: &Path, look: impl FnOnce(&Connection) -> Option<T>) -> Option<T> {
        let connection = self.connection.as_ref()?;
        connection.execute("attach ?1 as restored", [copy.to_string_lossy()]).ok()?;
        let seen = look(connection);
        drop(connection.execute_batch("detach restored"));
        seen
    }
}

/// Hands back where the old database is now.
pub fn exchange(
    data: &Path,
    copy: &Copy,
    erasures: &Erasures,
    told: &Told,
    at: i64,
) -> Result<Option<PathBuf>, StoreError> {
    let path = data.join(DATABASE);
    let failed = |error: io::Error| {
        StoreError::Unusable(format!("cannot put the backup in the place of {}: {error}", path.display()))
    };
    let aside = set_aside(data, &path, at).map_err(failed)?;
    if !told_before(erasures, told) {
        keep_log(data, erasures, at).map_err(failed)?;
    }
    erasures::replace(&erasures.own(), told)?;
    fs::rename(copy.path(), &path).map_err(failed)?;
    for end in ["-wal", "-shm", "-journal"] {
        match fs::remove_file(beside(&path, end)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
    }
    secret_file::sync_folder(&path).map_err(failed)?;
    // The last step: until here no server starts with it.
    let connection = Connection::open(&path)?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "application_id", LIVE)?;
    Ok(aside)
}

/// What the name of an old database begins with.
const ASIDE: &str = "tanggap-before-restore";

/// Databases from before a restore that still lie in the folder, oldest first. They hold whatever was erased since.
pub fn set_aside_before(data: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for file in fs::read_dir(data)? {
        let file = file?;
        if file.file_name().to_str().is_some_and(|name| name.starts_with(ASIDE)) {
            found.push(file.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Gives the old database, and what its log holds, a second name; the first one stays until it is replaced.
fn set_aside(data: &Path, path: &Path, at: i64) -> io::Result<Option<PathBuf>> {
    if !path.try_exists()? {
        return Ok(None);
    }
    let aside = free(data, ASIDE, "sqlite", at);
    fs::hard_link(path, &aside)?;
    for end in ["-wal", "-journal"] {
        let log = beside(path, end);
        if log.metadata().is_ok_and(|about| about.len() > 0) {
            fs::hard_link(log, beside(&aside, end))?;
        }
    }
    secret_file::sync_folder(path)?;
    Ok(Some(aside))
}

fn told_before(erasures: &Erasures, told: &Told) -> bool {
    !matches!(erasures::database(&erasures.own()), Ok(Some(of)) if of != told.database)
}

/// A log that is not gone on with is kept, too.
fn keep_log(data: &Path, erasures: &Erasures, at: i64) -> io::Result<()> {
    fs::hard_link(erasures.own(), free(data, "erased-before-restore", "log", at))
}

/// A name that says when, and that nothing has yet.
fn free(data: &Path, name: &str, end: &str, at: i64) -> PathBuf {
    let at = rfc3339(at).replace(['-', ':'], "");
    let named = |extra: String| data.join(format!("{name}-{at}{extra}.{end}"));
    let mut names = (1..).map(|n| if n == 1 { named(String::new()) } else { named(format!("-{n}")) });
    names.find(|path| path.symlink_metadata().is_err()).unwrap_or_else(|| named(String::new()))
}

fn beside(path: &Path, end: &str) -> PathBuf {
    PathBuf::from(format!("{}{end}", path.display()))
}
