//! SQLite's own lock on the database that is there, beside that of the folder: whoever has the database open is seen by it, also
//! when somebody has removed the folder's lock.

use crate::store::sqlite::{
    DATABASE, StoreError,
    integrity::{self, Head, LIVE},
};
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use std::path::Path;

/// Nobody else opens the database while this lives, except where it is none that SQLite can lock.
pub struct Alone {
    _connection: Option<Connection>,
}

impl Alone {
    /// # Errors
    /// `Unusable` where somebody has it open.
    pub fn with(data: &Path) -> Result<Self, StoreError> {
        let path = data.join(DATABASE);
        if !matches!(integrity::head(&path), Ok(Head::Database(0 | LIVE))) {
            return Ok(Self { _connection: None });
        }
        match lock(&path) {
            Ok(connection) => Ok(Self { _connection: Some(connection) }),
            Err(StoreError::Busy) => Err(StoreError::Unusable(format!(
                "{} is in use, though nobody holds the folder's lock: somebody has removed it. First end every \
                 tanggap-server that runs",
                path.display()
            ))),
            // Of a damaged one nobody can say who has it open.
            Err(_) => Ok(Self { _connection: None }),
        }
    }
}

/// Changes nothing, and takes nothing in from the log beside it.
fn lock(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "locking_mode", "exclusive")?;
    connection.execute_batch("begin exclusive")?;
    Ok(connection)
}
