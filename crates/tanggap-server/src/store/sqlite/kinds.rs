//! A report's kind, as it is given to it after it has arrived.

use super::{StoreError, confidence, public, updates};
use rusqlite::Connection;
use tanggap_core::{office::Standing, service::ServiceKind};

/// Gives a report another kind. What had none so far, or becomes conduct, is neither public any more nor read by everyone
/// with the number, whatever was decided of it before. What is in confidence no longer keeps what was said until then in
/// confidence.
pub fn reclassify(
    connection: &Connection,
    report: i64,
    before: &Standing,
    after: &Standing,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "update reports set kind = ?2, publishable = ?3, may_be_publishable = ?4, was_conduct = ?5, classified = 1,
                 became_conduct = case when ?2 is 'police-conduct' and kind is not 'police-conduct' then 1
                     else became_conduct end
             where id = ?1",
        )?
        .execute((
            report,
            after.kind.map(ServiceKind::word),
            after.publishable,
            after.may_be_publishable,
            after.was_conduct,
        ))?;
    let begins_anew = before.kind.is_none() || after.is_conduct();
    if begins_anew || !after.publishable {
        public::unpublish(connection, report)?;
    }
    if begins_anew {
        updates::for_reporter_only(connection, report)?;
    }
    if after.leaves(before) {
        confidence::keep(connection, report)?;
    }
    Ok(())
}
