//! What SQLite says went wrong, as the caller has to treat it.

use super::StoreError;
use rusqlite::{ErrorCode, ffi};

/// Of bringing a database to this release's version.
pub fn of_migration(error: rusqlite_migration::Error) -> StoreError {
    let told = format!("cannot bring the database to this release's version: {error}");
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => match StoreError::from(err) {
            StoreError::Full(_) => StoreError::Full(told),
            StoreError::Busy => StoreError::Busy,
            _ => StoreError::Broken(told),
        },
        _ => StoreError::Broken(told),
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            // The index of the log could not be made longer.
            _ if error
                .sqlite_error()
                .is_some_and(|error| error.extended_code == ffi::SQLITE_IOERR_SHMSIZE) =>
            {
                Self::Full(error.to_string())
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full(error.to_string()),
            Some(ErrorCode::ReadOnly) => Self::ReadOnly(error.to_string()),
            Some(
                ErrorCode::SystemIoFailure
                | ErrorCode::CannotOpen
                | ErrorCode::DatabaseCorrupt
                | ErrorCode::NotADatabase,
            ) => Self::Disk(error.to_string()),
            _ => Self::Broken(error.to_string()),
        }
    }
}
