//! A report that its desk's own system has refused, corrected by its reporter: in one transaction the report keeps its
//! row, and with it number, timeline, conversation and key, and from then on consists of the correction. The uid that it
//! had stays a mark with the receipt that was given for it.

use super::{
    Forwarding, Named, NewReport, StoreError, Unkept, confidence, manifest, merging, standing, updates,
};
use rusqlite::{Connection, OptionalExtension, named_params};
use tanggap_core::{office::Standing, service::ServiceKind, status::Status};

/// The report that a new one corrects, by its row; `None` where that is a report like every other. What is corrected has
/// the number and the desk of the correction, and is refused; its uid has to be the one that it has now, as under a former
/// one it was corrected already.
pub fn find(
    connection: &Connection,
    correction: &NewReport,
) -> Result<Result<Option<i64>, Unkept>, StoreError> {
    let Some(uid) = &correction.corrects else { return Ok(Ok(None)) };
    let Some(report) = standing::row(connection, &Named::Uid(uid.clone()))? else { return Ok(Ok(None)) };
    let mut statement = connection.prepare_cached(
        "select uid = :uid, forwarding is 'refused', erased_at is not null from reports
         where id = :report and first_desk = :desk and :number in (ticket, device_ticket)",
    )?;
    let named = named_params! {
        ":report": report,
        ":uid": uid,
        ":desk": correction.desk,
        ":number": correction.device_ticket,
    };
    let found = statement.query_row(named, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    Ok(match found.optional()? {
        None => Ok(None),
        Some((_, _, true)) => Err(Unkept::Erased),
        Some((true, true, false)) => Ok(Some(report)),
        Some((_, _, false)) => Err(Unkept::NotRefused),
    })
}

/// Makes a report consist of its correction. Its number as others know it.
pub fn correct(connection: &Connection, report: i64, correction: &NewReport) -> Result<String, StoreError> {
    let before = standing::read(connection, report)?;
    let classified = &correction.classified;
    let code = correction.service_code.as_str();
    let after = before.corrected(code, classified.kind, classified.publishable);
    connection
        .prepare_cached(
            "insert into former_uids (uid, report_id, fingerprint, asked_ticket, received_at)
             select uid, id, fingerprint, coalesce(corrected_ticket, device_ticket), coalesce(corrected_at, received_at)
             from reports where id = ?1",
        )?
        .execute([report])?;
    write(connection, report, correction, &after)?;
    manifest::replace(connection, report, &correction.media)?;
    let at = correction.received_at;
    updates::by_reporter(connection, report, &after.desk, Status::Received.word(), at)?;
    if after.is_guarded() {
        updates::for_reporter_only(connection, report)?;
    }
    if after.leaves(&before) {
        confidence::keep(connection, report)?;
    }
    merging::follow_correction(connection, report, at)?;
    let mut statement = connection.prepare_cached("select ticket from reports where id = ?1")?;
    Ok(statement.query_row([report], |row| row.get(0))?)
}

/// What was published, redacted or merged was the report as it had been. What it told of the same as others it has told.
fn write(
    connection: &Connection,
    report: i64,
    correction: &NewReport,
    after: &Standing,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "update reports set uid = :uid, fingerprint = :fingerprint, body = :body, service_code = :service,
                 clock = :clock, kind = :kind, publishable = :publishable, may_be_publishable = :may_be_publishable,
                 was_conduct = :was_conduct, classified = 1, corrected_at = :at,
                 corrected_ticket = :asked, published_at = null, redaction = null, merged_into = null,
                 forwarding = :forwarding,
                 became_conduct = case when :kind is 'police-conduct' and kind is not 'police-conduct' then 1
                     else became_conduct end
             where id = :report",
        )?
        .execute(named_params! {
            ":report": report,
            ":uid": correction.uid,
            ":fingerprint": correction.fingerprint,
            ":body": correction.body,
            ":service": after.service_code,
            ":clock": correction.classified.clock,
            ":kind": after.kind.map(ServiceKind::word),
            ":publishable": after.publishable,
            ":may_be_publishable": after.may_be_publishable,
            ":was_conduct": after.was_conduct,
            ":at": correction.received_at,
            ":asked": correction.device_ticket,
            ":forwarding": Forwarding::Waiting.word(),
        })?;
    Ok(())
}
