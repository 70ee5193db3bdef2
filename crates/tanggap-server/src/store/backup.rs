//! A copy of the database beside a writing server. `vacuum into` writes it out of one read transaction, row by row: it is
//! the state of one moment, takes no page along in which traces of deleted text might be left, and is one file without a
//! log. (The online backup API would copy pages as they are.) It is checked, and only then gets its name.

use super::{
    DATABASE, StoreError,
    integrity::{self, BACKUP},
    meta, schema,
};
use crate::{data_folder::DataFolder, secret_file};
use rusqlite::Connection;
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
};

/// What is in a backup.
#[derive(Debug, PartialEq, Eq)]
pub struct BackedUp {
    pub bytes: u64,
    /// Those whose content was not erased.
    pub reports: u64,
}

/// Makes a backup of the database of a data folder; never over an existing file. `at` is when.
pub fn back_up(data: &Path, file: &Path, at: i64) -> Result<BackedUp, StoreError> {
    is_there(data)?;
    let _shared = DataFolder::share(data)?;
    integrity::look(data)?;
    let database = data.join(DATABASE);
    if file.symlink_metadata().is_ok() {
        return Err(present(file));
    }
    let part = Part::begin(file)?;
    let source = schema::open_to_check(&database).map_err(|error| match error {
        StoreError::Full(_) => StoreError::Full(format!(
            "the disk of {} has none to open it, and a backup takes none of what is held for erasing. Start the server \
             first, or make room",
            database.display()
        )),
        error => error,
    })?;
    source.execute("vacuum into ?1", [part.path.to_string_lossy()])?;
    drop(source);
    let backed_up = finish(&part.path, at)?;
    part.name(file)?;
    Ok(backed_up)
}

/// Whether a data folder has a database. A folder that belongs to somebody else is not one without.
pub fn is_there(data: &Path) -> Result<(), StoreError> {
    let unusable = |why: String| Err(StoreError::Unusable(why));
    match fs::metadata(data.join(DATABASE)) {
        Ok(about) if about.is_file() => Ok(()),
        Err(error) if error.kind() != io::ErrorKind::NotFound => unusable(format!(
            "cannot look for {DATABASE} in {}: {error}. The folder belongs to the user that runs the server: use that user \
             (sudo -u), or root",
            data.display()
        )),
        Ok(_) | Err(_) => unusable(format!("there is no {DATABASE} in {}", data.display())),
    }
}

/// Marks the copy as a backup and reads all of it.
fn finish(path: &Path, at: i64) -> Result<BackedUp, StoreError> {
    let connection = Connection::open(path)?;
    // Nobody else knows the file, and a copy that was cut off is written anew.
    connection.pragma_update(None, "journal_mode", "off")?;
    if meta::is_there(&connection)? {
        meta::set(&connection, meta::BACKED_UP_AT, &at.to_string())?;
    }
    connection.pragma_update(None, "application_id", BACKUP)?;
    if let Some(finding) = integrity::whole(&connection)? {
        return Err(StoreError::Unusable(format!(
            "no backup was made, because the database is damaged: {finding}. End the server and start it: it says what \
             to do"
        )));
    }
    let count = "select count(*) from reports where erased_at is null";
    let reports = connection.query_row(count, [], |row| row.get(0))?;
    let bytes = path.metadata().map(|about| about.len()).unwrap_or_default();
    Ok(BackedUp { bytes, reports })
}

fn present(file: &Path) -> StoreError {
    StoreError::Unusable(format!("{} is there already, and a backup never replaces a file", file.display()))
}

/// Ends the name of a backup that is being written.
const PART: &str = ".tanggap-part";

/// Removes what backups to this folder have left that were cut off: it holds what people wrote, and nobody sees it.
fn remove_parts(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if !path.to_string_lossy().ends_with(PART) {
            continue;
        }
        // One that is locked is being written.
        if File::options().write(true).open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            fs::remove_file(&path)?;
            tracing::info!("{} was left by a backup that was cut off, and is removed", path.display());
        }
    }
    Ok(())
}

/// The file while it is written, under a name that the next backup to this folder knows should this one be cut off.
struct Part {
    path: PathBuf,
    /// Locked, so that two backups to the same file do not write into each other.
    file: File,
}

impl Part {
    fn begin(target: &Path) -> Result<Self, StoreError> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let folder = secret_file::folder_of(target);
        remove_parts(folder).map_err(|error| cannot(target, &error))?;
        let path = folder.join(format!(".{name}{PART}"));
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(|error| cannot(target, &error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::Unusable(format!(
                    "another backup to {} is being made at this moment",
                    target.display()
                )));
            }
            Err(TryLockError::Error(error)) => return Err(cannot(target, &error)),
        }
        let part = Self { path, file };
        // Another backup may have taken it for one that was cut off, between its making and its lock.
        if !part.path.exists() {
            return Err(cannot(target, &io::ErrorKind::NotFound.into()));
        }
        part.file.set_len(0).and_then(|()| part.hide()).map_err(|error| cannot(target, &error))?;
        Ok(part)
    }

    /// For its owner only; a disk that cannot keep a file from others is no place for a backup.
    fn hide(&self) -> io::Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            self.file.set_permissions(fs::Permissions::from_mode(0o600))?;
            if self.file.metadata()?.permissions().mode() & 0o077 != 0 {
                return Err(io::Error::other("its file system cannot keep a file from other users"));
            }
        }
        Ok(())
    }

    fn name(&self, target: &Path) -> Result<(), StoreError> {
        let name = || {
            self.file.sync_all()?;
            fs::hard_link(&self.path, target)?;
            secret_file::sync_folder(target)
        };
        name().map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => present(target),
            _ => cannot(target, &error),
        })
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.path));
    }
}

fn cannot(target: &Path, error: &io::Error) -> StoreError {
    let told = format!("cannot make the backup {}: {error}", target.display());
    if error.kind() == io::ErrorKind::StorageFull {
        StoreError::Full(told)
    } else {
        StoreError::Unusable(told)
    }
}

#[cfg(test)]
mod tests;
