//! The exchange of the databases. The old one is kept beside it under another name, with the log that belongs to it,
//! before anything takes its place.

use super::{aside, copy::Copy};
use crate::{
    erasures::{self, Erasures, Told},
    secret_file,
    store::sqlite::{DATABASE, StoreError, integrity::LIVE},
};
use rusqlite::Connection;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

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
    let set_aside = aside::set_aside(data, at).map_err(failed)?;
    if is_another(erasures, told) {
        aside::keep_log(data, erasures, at).map_err(failed)?;
    }
    erasures::replace(&erasures.own(), told)?;
    fs::rename(copy.path(), &path).map_err(failed)?;
    for end in ["-wal", "-shm", "-journal"] {
        match fs::remove_file(aside::beside(&path, end)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
    }
    secret_file::sync_folder(&path).map_err(failed)?;
    // The last step: until here no server starts with it.
    let connection = Connection::open(&path)?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "application_id", LIVE)?;
    Ok(set_aside)
}

/// Whether what is about to be replaced holds what the log that comes does not go on with, or can't be read.
fn is_another(erasures: &Erasures, told: &Told) -> bool {
    match erasures::database(&erasures.own()) {
        Ok(of) => of.is_some_and(|of| !of.is_empty() && of != told.database),
        Err(_) => true,
    }
}
