//! The steps of erasing one report, each small enough to be borne by a full disk.

use crate::{data_folder::ballast, store::sqlite::StoreError};
use rusqlite::{Connection, OptionalExtension};

/// Pieces of a photo, of up to 64 KB each, that one step takes.
const PIECES: u32 = 16;
/// Messages, of up to 24 KB each, that one step takes.
const MESSAGES: u32 = 32;

/// Takes from a report all that can be seen of it, and leaves the rest to [`sweep`].
pub fn strike_out(connection: &Connection, id: i64, at: i64) -> Result<(), StoreError> {
    // The fingerprint, too: it would tell whether a text that somebody guesses was this one. What is kept of the key
    // stays: whoever has the key hears that the report was erased, and nobody else does.
    connection
        .prepare_cached(
            "update reports set erased_at = coalesce(erased_at, ?2), published_at = null, body = x'',
                 fingerprint = zeroblob(32), clock = case when expired = 1 then clock end, redaction = null,
                 forwarding = null
             where id = ?1",
        )?
        .execute((id, at))?;
    for step in [
        // A desk's words may quote the person's.
        "update updates set note = null where report_id = ?1",
        "update former_uids set fingerprint = zeroblob(32) where report_id = ?1",
        "insert or ignore into erasing (report_id) values (?1)",
    ] {
        connection.prepare_cached(step)?.execute([id])?;
    }
    Ok(())
}

/// Reports that are marked and not yet swept.
pub fn unfinished(connection: &Connection) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare_cached("select report_id from erasing")?;
    let unfinished = statement.query_map([], |row| row.get(0))?;
    Ok(unfinished.collect::<Result<_, _>>()?)
}

/// The room that its next step may take: the log has a picture once more when it is erased.
pub fn next_step(connection: &Connection, id: i64) -> Result<u64, StoreError> {
    let largest = "select coalesce(max(length(jpeg)), 0) from photos where report_id = ?1";
    let largest: u64 = connection.prepare_cached(largest)?.query_row([id], |row| row.get(0))?;
    Ok(largest + ballast::MARKING)
}

/// One step; false once nothing is left.
pub fn sweep(connection: &Connection, id: i64) -> Result<bool, StoreError> {
    let photo = connection
        .prepare_cached("select id from photos where report_id = ?1 limit 1")?
        .query_row([id], |row| row.get::<_, i64>(0))
        .optional()?;
    if let Some(photo) = photo {
        let pieces = "delete from photo_pieces where rowid in
             (select rowid from photo_pieces where photo_id = ?1 limit ?2)";
        if connection.prepare_cached(pieces)?.execute((photo, PIECES))? == 0 {
            connection.prepare_cached("delete from photos where id = ?1")?.execute([photo])?;
        }
        return Ok(true);
    }
    for step in [
        "delete from messages where id in
             (select id from messages where report_id = ?1 and sender = 'office' limit ?2)",
        // Their uids stay as marks, as the report's does.
        "update messages set body = x'', fingerprint = zeroblob(32), in_reply_to = null where id in
             (select id from messages where report_id = ?1 and length(body) > 0 limit ?2)",
    ] {
        if connection.prepare_cached(step)?.execute((id, MESSAGES))? > 0 {
            return Ok(true);
        }
    }
    for step in [
        // Pictures hang on them, so they go last. What counts in the figures stays: status, desk and instant.
        "delete from updates where report_id = ?1 and exists
             (select 1 from reports where id = ?1 and expired = 0)",
        "delete from erasing where report_id = ?1",
    ] {
        connection.prepare_cached(step)?.execute([id])?;
    }
    Ok(false)
}
