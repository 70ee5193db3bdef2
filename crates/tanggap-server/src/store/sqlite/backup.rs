//! A copy of the database beside a writing server. `vacuum into` writes it out of one read transaction, row by row: it is
//! the state of one moment, takes no page along in which traces of deleted text might be left, and is one file without a
//! log. (The online backup API would copy pages as they are.) It is checked, and only then gets its name.
//!
//! - [`part`]: the file while it is written

mod part;

use super::{
    DATABASE, StoreError,
    integrity::{self, BACKUP},
    meta, schema,
};
use crate::data_folder::{self, DataFolder};
use part::{Part, present};
use rusqlite::Connection;
use std::{fs, io, path::Path};

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
    if data_folder::is_own(file, data) {
        return Err(StoreError::Unusable(format!(
            "{} is a name of the data folder's own: the server, or SQLite, would take the backup for something else. Name \
             another file, best on another disk",
            file.display()
        )));
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
    source.execute("vacuum into ?1", [part.path().to_string_lossy()])?;
    drop(source);
    let backed_up = finish(part.path(), at)?;
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

#[cfg(test)]
mod tests;
