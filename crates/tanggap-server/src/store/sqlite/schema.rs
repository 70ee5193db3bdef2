//! Opens the database the one way it may be opened: durable, strict, migrated.

use super::{StoreError, held_room, versions};
use crate::{
    data_folder::ballast::{self, Ballast},
    secret_file,
};
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use std::{io, path::Path, time::Duration};

/// The database's file inside the data folder.
pub const DATABASE: &str = "tanggap.sqlite";

/// How long a command waits for another process's transaction.
pub const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// A read-mostly database of a city fits; look-ups then copy nothing.
const MMAP_BYTES: i64 = 256 << 20;

/// The most that the log keeps for itself when nothing in it is needed any more.
const LOG_BYTES: i64 = 16 << 20;

/// The one connection that writes; creates and migrates the database.
pub fn open_writer(path: &Path) -> Result<Connection, StoreError> {
    make_private(path)
        .map_err(|error| StoreError::Broken(format!("cannot make {}: {error}", path.display())))?;
    with_room(path, || {
        let mut connection = Connection::open(path)?;
        settle(&mut connection, "wal")?;
        // A long reader (a backup) makes the log long; once it is written back it gives the room back.
        connection.pragma_update(None, "journal_size_limit", LOG_BYTES)?;
        Ok(connection)
    })
}

/// Whoever opens first makes the index of the log; on a full disk some of the ballast is given up for it, and what is left
/// of that taken back at once.
fn with_room(
    path: &Path,
    open: impl Fn() -> Result<Connection, StoreError>,
) -> Result<Connection, StoreError> {
    let ballast = Ballast::of(path.parent().unwrap_or(Path::new(".")));
    held_room::despite_full_disk(&ballast, &ballast::OPENING, open)
}

/// What holds for every connection that writes, in the journal mode of its place; brings the database to this release's
/// version.
pub fn settle(connection: &mut Connection, journal: &str) -> Result<(), StoreError> {
    guard(connection)?;
    if let Some(refusal) = versions::refusal(connection)? {
        return Err(StoreError::Unusable(format!(
            "{} {refusal}: use a release that does, or bring the database back as migrations/README.md says",
            connection.path().unwrap_or("the database")
        )));
    }
    // Must come before the first table: deleted text leaves the file instead of waiting in free pages. Later it would
    // only write a page at every opening, which a full disk has no room for.
    if connection.pragma_query_value(None, "page_count", |row| row.get::<_, u64>(0))? == 0 {
        connection.pragma_update(None, "auto_vacuum", "full")?;
    }
    connection.pragma_update(None, "journal_mode", journal)?;
    // FULL: a receipt is sent only when its report survives a power cut.
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "secure_delete", "on")?;
    versions::migrate(connection)
}

/// The file, for its owner only; SQLite gives the files beside it the same mode.
fn make_private(path: &Path) -> io::Result<()> {
    match secret_file::create(path, &[]) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// A connection that only looks.
pub fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    guard(&connection)?;
    connection.pragma_update(None, "query_only", "on")?;
    connection.pragma_update(None, "mmap_size", MMAP_BYTES)?;
    Ok(connection)
}

/// A connection that only looks, and does not even take the log in when it is closed. It takes nothing of the ballast.
pub fn open_to_check(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    guard(&connection)?;
    // Nothing is opened before something is read.
    connection.query_row("select count(*) from sqlite_schema", [], |_| Ok(()))?;
    Ok(connection)
}

/// The same before a start, which a full disk must not stop.
pub fn open_to_check_before_start(path: &Path) -> Result<Connection, StoreError> {
    with_room(path, || open_to_check(path))
}

/// Never below what is there: SQLite then keeps to the present size.
pub fn bound(connection: &Connection, bytes: u64) -> Result<(), StoreError> {
    let page: u64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
    // SQLite takes 0 for a question: nothing would be bounded.
    let pages = u32::try_from(bytes / page.max(1)).unwrap_or(u32::MAX - 1).max(1);
    Ok(connection.pragma_update(None, "max_page_count", pages)?)
}

fn guard(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "foreign_keys", "on")?;
    connection.pragma_update(None, "trusted_schema", "off")?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_is_durable_and_guarded() {
        let folder = tempfile::tempdir().unwrap();
        let connection = open_writer(&folder.path().join("t.sqlite")).unwrap();
        for (pragma, expected) in [
            ("journal_mode", "wal"),
            ("synchronous", "2"),
            ("foreign_keys", "1"),
            ("secure_delete", "1"),
            ("trusted_schema", "0"),
            ("auto_vacuum", "1"),
            ("busy_timeout", "5000"),
        ] {
            let value: rusqlite::types::Value =
                connection.pragma_query_value(None, pragma, |row| row.get(0)).unwrap();
            let value = match value {
                rusqlite::types::Value::Integer(number) => number.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => format!("{other:?}"),
            };
            assert_eq!(value, expected, "{pragma}");
        }
    }
}
