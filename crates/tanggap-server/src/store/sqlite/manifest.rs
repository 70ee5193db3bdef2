//! The photos of a report that was corrected: what the correction names by hash stays, as far as it has come, and gets the
//! name and the place that it has there; the rest goes.

use super::{StoreError, owner::Owner, photos};
use rusqlite::Connection;
use tanggap_core::media::MediaClaim;

pub fn replace(connection: &Connection, report: i64, media: &[MediaClaim]) -> Result<(), StoreError> {
    // Out of the way first, as the correction may give the same names to other photos. No name has a colon.
    connection
        .prepare_cached(
            "update photos set slot = 'former:' || id, withheld_at = null
             where report_id = ?1 and message_id is null and update_id is null",
        )?
        .execute([report])?;
    // Those that are here before those that are only begun.
    let mut keep = connection.prepare_cached(
        "update photos set slot = ?2, place = ?3 where id =
             (select id from photos where report_id = ?1 and slot glob 'former:*' and sha256 = unhex(?4)
              order by received_at is null, received desc limit 1)",
    )?;
    let owner = Owner { report, message: None };
    for (place, claim) in media.iter().enumerate() {
        if keep.execute((report, claim.slot.as_str(), place, &claim.sha256))? == 0 {
            photos::announce_one(connection, owner, place, claim)?;
        }
    }
    for delete in [
        "delete from photo_pieces where photo_id in
             (select id from photos where report_id = ?1 and slot glob 'former:*')",
        "delete from photos where report_id = ?1 and slot glob 'former:*'",
    ] {
        connection.prepare_cached(delete)?.execute([report])?;
    }
    Ok(())
}
