//! A change to the file itself that was cut off. All that is kept goes through the write-ahead log; only the last step of a
//! restore, and what brings the file to that log afterwards, write to it directly. SQLite's journal beside it takes such a change
//! back, but only for whoever may write: who only looks gets no further than that.

use super::head::{Head, LIVE, head};
use crate::store::sqlite::{StoreError, schema};
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use std::path::{Path, PathBuf};

/// Takes it back, so that what the file says of itself is true.
///
/// # Errors
/// `Unusable` where that can't be done, with what to do.
pub fn take_back(database: &Path) -> Result<(), StoreError> {
    let journal = PathBuf::from(format!("{}-journal", database.display()));
    let is_there = journal.metadata().is_ok_and(|about| about.len() > 0);
    if !is_there || !matches!(head(database), Ok(Head::Database(0 | LIVE))) {
        return Ok(());
    }
    roll_back(database).map_err(|error| {
        StoreError::Unusable(format!(
            "{} has {} beside it, of a change that was cut off, such as the last step of a restore, and it cannot be taken \
             back: {error}. Make both writable to this user, or restore again: tanggap-server restore FILE",
            database.display(),
            journal.display()
        ))
    })
}

/// SQLite does it at the first reading, once nobody is in the middle of such a change.
fn roll_back(database: &Path) -> Result<(), StoreError> {
    let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.busy_timeout(schema::BUSY_TIMEOUT)?;
    Ok(connection.query_row("select count(*) from sqlite_schema", [], |_| Ok(()))?)
}
