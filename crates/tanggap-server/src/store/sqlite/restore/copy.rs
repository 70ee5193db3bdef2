//! The copy of a backup, in the data folder, before it takes the database's place: held to be a whole database of a
//! portal that this program knows.

use super::aside;
use crate::{
    named_file, secret_file,
    store::sqlite::{
        DATABASE, StoreError,
        integrity::{self, BACKUP, Head, LIVE},
        schema, versions,
    },
};
use rusqlite::Connection;
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

/// What stays of one that is cut off is removed by whoever opens the database next.
const NAME: &str = "tanggap.sqlite.restoring";

/// Removed when it is let go of, unless it has taken the database's place.
pub struct Copy {
    path: PathBuf,
    /// What it is a copy of, for messages.
    file: PathBuf,
}

impl Copy {
    pub fn of(file: &Path, data: &Path) -> Result<Self, StoreError> {
        let unusable = |why: &str| StoreError::Unusable(format!("{} {why}", file.display()));
        let read = |error: io::Error| unusable(&format!("cannot be read: {error}"));
        match integrity::head(file).map_err(read)? {
            Head::Database(0 | LIVE | BACKUP) => {}
            Head::Database(_) => return Err(unusable("is the database of another program")),
            Head::Empty | Head::Something => return Err(unusable("is no database")),
        }
        if file.canonicalize().map_err(read)? == data.join(DATABASE).canonicalize().unwrap_or_default() {
            return Err(unusable("is the database itself, not a backup of it"));
        }
        for log in ["-wal", "-journal"] {
            let beside = PathBuf::from(format!("{}{log}", file.display()));
            if beside.metadata().is_ok_and(|about| about.len() > 0) {
                return Err(unusable(&format!(
                    "has the log {} beside it: it was copied while it was in use, or opened since. Take a backup that \
                     `tanggap-server backup` made",
                    beside.display()
                )));
            }
        }
        let copy = Self { path: data.join(NAME), file: file.to_owned() };
        copy.write().map_err(|error| copy.cannot(&error))?;
        Ok(copy)
    }

    fn write(&self) -> io::Result<()> {
        self.remove();
        io::copy(&mut named_file::open(&self.file)?, &mut secret_file::open(&self.path)?)?;
        Ok(())
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads all of it and brings it to this release's version.
    pub fn open(&self) -> Result<Connection, StoreError> {
        let unusable = |why: &str| StoreError::Unusable(format!("{} {why}", self.file.display()));
        let mut connection = Connection::open(&self.path)?;
        let whole = connection
            .pragma_update(None, "journal_mode", "delete")
            .map_err(StoreError::from)
            .and_then(|()| integrity::whole(&connection));
        match whole {
            Ok(None) => {}
            Ok(Some(finding)) | Err(StoreError::Disk(finding)) => {
                return Err(unusable(&format!("is damaged: {finding}. Take another backup")));
            }
            Err(error) => return Err(error),
        }
        let reports = "select exists (select 1 from sqlite_schema where type = 'table' and name = 'reports')";
        let is_portal: bool = connection.query_row(reports, [], |row| row.get(0))?;
        if versions::of(&connection)? == 0 || !is_portal {
            return Err(unusable("is not the database of a portal"));
        }
        if let Some(refusal) = versions::refusal(&connection)? {
            return Err(unusable(&format!("{refusal}: restore it with a release that does")));
        }
        schema::settle(&mut connection, "delete")?;
        connection.pragma_update(None, "application_id", BACKUP)?;
        Ok(connection)
    }

    /// When this returns, all that was done to it is on the disk.
    pub fn close(&self, connection: Connection) -> Result<(), StoreError> {
        connection.close().map_err(|(_, error)| error)?;
        File::open(&self.path).and_then(|file| file.sync_all()).map_err(|error| self.cannot(&error))
    }

    fn cannot(&self, error: &io::Error) -> StoreError {
        let told = format!("cannot copy {} to {}: {error}", self.file.display(), self.path.display());
        if error.kind() == io::ErrorKind::StorageFull {
            StoreError::Full(told)
        } else {
            StoreError::Unusable(told)
        }
    }

    fn remove(&self) {
        remove(&self.path);
    }
}

/// Removes what a restore has left that was cut off: what was erased since its backup may be in it. The caller shares the
/// folder, so no restore runs.
pub fn remove_copy(data: &Path) {
    aside::take_second_names(data);
    let path = data.join(NAME);
    if path.symlink_metadata().is_ok() {
        remove(&path);
        tracing::info!("{} was left by a restore that was cut off, and is removed", path.display());
    }
}

fn remove(path: &Path) {
    for end in ["-journal", "-wal", "-shm", ""] {
        drop(fs::remove_file(format!("{}{end}", path.display())));
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        self.remove();
    }
}
