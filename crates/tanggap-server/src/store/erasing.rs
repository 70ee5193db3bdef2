//! Erases what a person wrote, when the law or the person asks. What stays is the mark: a uid and a number that are
//! never used again, so that the phone is told (410) and does not send it once more.

use super::{DATABASE, StoreError, schema, standing};
use crate::data_folder::DataFolder;
use rusqlite::Connection;
use std::path::Path;

/// Which report is meant.
pub enum Named {
    Uid(String),
    Ticket(String),
}

/// False when there is no such report. Erasing twice changes nothing.
pub fn erase(connection: &Connection, report: &Named, at: i64) -> Result<bool, StoreError> {
    let Some(id) = standing::row(connection, report)? else { return Ok(false) };
    erase_row(connection, id, at)?;
    Ok(true)
}

/// The same of a row that is known.
pub fn erase_row(connection: &Connection, id: i64, at: i64) -> Result<(), StoreError> {
    for delete in [
        "delete from photo_pieces where photo_id in (select id from photos where report_id = ?1)",
        "delete from photos where report_id = ?1",
        // A desk's words may quote the person's.
        "delete from updates where report_id = ?1",
        "delete from messages where report_id = ?1 and sender = 'office'",
        // Their uids stay as marks, as the report's does.
        "update messages set body = x'', fingerprint = zeroblob(32), in_reply_to = null where report_id = ?1",
    ] {
        connection.prepare_cached(delete)?.execute([id])?;
    }
    // The fingerprint, too: it would tell whether a text that somebody guesses was this one. What is kept of the key
    // stays: whoever has the key hears that the report was erased, and nobody else does.
    connection
        .prepare_cached(
            "update reports set erased_at = coalesce(erased_at, ?2), published_at = null, body = x'',
                 fingerprint = zeroblob(32), clock = null, redaction = null
             where id = ?1",
        )?
        .execute((id, at))?;
    Ok(())
}

/// Takes the log into the database and empties it: until then it still holds what was erased. False when somebody
/// reads from it at this moment.
pub fn empty_log(data: &Path) -> Result<bool, StoreError> {
    let _shared = DataFolder::share(data)?;
    let connection = schema::open_writer(&data.join(DATABASE))?;
    let busy: bool = connection.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0))?;
    Ok(!busy)
}
