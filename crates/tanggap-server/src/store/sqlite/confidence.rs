//! What was said about a report while it was about police conduct, or might have been: it stays in confidence when the report
//! does not.

use super::{StoreError, columns::text};
use rusqlite::{Connection, OptionalExtension};

/// All that was said until now.
pub fn keep(connection: &Connection, report: i64) -> Result<(), StoreError> {
    for keep in [
        "update messages set in_confidence = 1 where report_id = ?1",
        "update updates set in_confidence = 1 where report_id = ?1",
    ] {
        connection.prepare_cached(keep)?.execute([report])?;
    }
    Ok(())
}

/// The desk that had the report when this picture came with such words; `None`: with others.
pub fn of_photo(
    connection: &Connection,
    ticket: &str,
    public_id: &str,
) -> Result<Option<String>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select coalesce(messages.desk, updates.desk) from photos join reports on reports.id = photos.report_id
             left join messages on messages.id = photos.message_id and (messages.in_confidence = 1 or messages.in_reply_to in
                 (select message_id from messages where report_id = reports.id and in_confidence = 1))
             left join updates on updates.id = photos.update_id and updates.in_confidence = 1
         where public_id = ?2 and ticket = ?1 and coalesce(messages.desk, updates.desk) is not null",
    )?;
    Ok(statement.query_row((ticket, public_id), |row| text(row, 0)).optional()?)
}
