//! Erases in a restored database what was erased after its backup was made.

use super::{StoreError, strike_out, sweep, unfinished};
use crate::erasures::Line;
use rusqlite::{Connection, OptionalExtension};

/// Erases the report that has one of the line's uids. Where the database knows none of them, its report came after the backup:
/// the uids become marks, so that it is not taken when a phone sends it again.
pub fn erase_again(connection: &Connection, line: &Line) -> Result<(), StoreError> {
    for uid in &line.uids {
        let known = connection
            .prepare_cached("select id from reports where uid = ?1")?
            .query_row([uid], |row| row.get::<_, i64>(0))
            .optional()?;
        match known {
            Some(id) => {
                let expire = "update reports set expired = ?2 where id = ?1 and erased_at is null";
                connection.prepare_cached(expire)?.execute((id, line.keeps_figures))?;
                strike_out(connection, id, line.at)?;
            }
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
