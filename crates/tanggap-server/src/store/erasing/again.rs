//! Erases in a restored database what was erased after its backup was made.

use super::{StoreError, strike_out, sweep, unfinished};
use rusqlite::{Connection, OptionalExtension};

/// Erases the report that has one of these uids. Where the database knows none of them, its report came after the backup:
/// the uids become marks, so that it is not taken when a phone sends it again.
pub fn erase_again(connection: &Connection, uids: &[String], at: i64) -> Result<(), StoreError> {
    for uid in uids {
        let known = connection
            .prepare_cached("select id from reports where uid = ?1")?
            .query_row([uid], |row| row.get::<_, i64>(0))
            .optional()?;
        match known {
            Some(id) => strike_out(connection, id, at)?,
            None => {
                let mark = "insert or ignore into erased_uids (uid) values (?1)";
                connection.prepare_cached(mark)?.execute([uid])?;
            }
        }
    }
    Ok(())
}

/// Finishes all that is marked.
pub fn finish_all(connection: &Connection) -> Result<(), StoreError> {
    for report in unfinished(connection)? {
        while sweep(connection, report)? {}
    }
    Ok(())
}
