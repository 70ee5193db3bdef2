//! Takes a report once. The unique keys in the database decide, not a check before the insert: two requests at
//! the same moment would both pass a check.

use super::{
    NewReport, Receipt, Received, Receiving, Sqlite, StoreError, Unkept, columns::text, correcting, keys,
    owner::Owner, photos, updates,
};
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use tanggap_core::service::ServiceKind;

impl Sqlite {
    /// Keeps a report once, if no other has its number; or puts it in the place of the one that it corrects. When this
    /// returns, it is on the disk.
    pub async fn receive(&self, report: NewReport) -> Result<Result<Receiving, Unkept>, StoreError> {
        let is_correction = report.corrects.is_some();
        let received = self.writer.run(move |connection| receive(connection, report)).await?;
        if is_correction {
            // It may have become about police conduct by that, and so may what it is merged with.
            self.tell_conduct().await;
        }
        self.counts.received(&received);
        Ok(received)
    }

    /// What is known of a uid: the question after an ambiguous failure.
    pub async fn received(&self, uid: String) -> Result<Option<Received>, StoreError> {
        self.readers.run(move |connection| Ok(find(connection, &uid)?.map(|(received, _)| received))).await
    }
}

pub fn receive(connection: &Connection, report: NewReport) -> Result<Result<Receiving, Unkept>, StoreError> {
    // Known first: a replay is common, and finding it costs no write.
    if let Some((known, _)) = find(connection, &report.uid)? {
        return Ok(Ok(Receiving::Known(known)));
    }
    match correcting::find(connection, &report)? {
        Err(unkept) => return Ok(Err(unkept)),
        Ok(Some(corrected)) => {
            let ticket = correcting::correct(connection, corrected, &report)?;
            return created(connection, corrected, NewReport { ticket, ..report });
        }
        Ok(None) => {}
    }
    if !insert(connection, &report)? {
        return Ok(Err(Unkept::Taken(Box::new(report))));
    }
    let id = connection.last_insert_rowid();
    keys::keep(connection, id, &report.opens)?;
    updates::begin(connection, id, &report.desk, report.received_at)?;
    photos::announce(connection, Owner { report: id, message: None }, &report.media)?;
    created(connection, id, report)
}

fn created(
    connection: &Connection,
    report: i64,
    new: NewReport,
) -> Result<Result<Receiving, Unkept>, StoreError> {
    let missing = photos::missing(connection, Owner { report, message: None })?;
    let NewReport { uid, device_ticket, ticket, received_at, .. } = new;
    let receipt = Receipt { uid, device_ticket, ticket, received_at, missing, corrected_by: None };
    Ok(Ok(Receiving::Created(receipt)))
}

/// By the uid that a report has, or had before it was corrected: then nothing is missing any more. With what its photos hang
/// on; what was erased after the backup has none.
pub fn find(connection: &Connection, uid: &str) -> Result<Option<(Received, Owner)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select uid, coalesce(corrected_ticket, device_ticket), ticket, coalesce(corrected_at, received_at), first_desk,
             fingerprint, erased_at is not null, id, null
         from reports where uid = ?1
         union all
         select former_uids.uid, former_uids.asked_ticket, ticket, former_uids.received_at, first_desk,
             former_uids.fingerprint, erased_at is not null, id, reports.uid
         from former_uids join reports on id = report_id where former_uids.uid = ?1",
    )?;
    let found = statement.query_row([uid], |row| {
        let mut received = received(row)?;
        received.receipt.corrected_by = row.get(8)?;
        Ok((received, Owner { report: row.get(7)?, message: None }))
    });
    let Some((mut received, owner)) = found.optional()? else {
        return Ok(erased_after_backup(connection, uid)?.map(|received| (received, Owner::NONE)));
    };
    if received.receipt.corrected_by.is_none() {
        received.receipt.missing = photos::missing(connection, owner)?;
    }
    Ok(Some((received, owner)))
}

/// A report that is not here and was erased all the same: it came after the backup that this database was restored
/// from, and is never taken again.
fn erased_after_backup(connection: &Connection, uid: &str) -> Result<Option<Received>, StoreError> {
    let mut statement = connection.prepare_cached("select 1 from erased_uids where uid = ?1")?;
    Ok(statement.exists([uid])?.then(|| Received {
        receipt: Receipt { uid: uid.to_owned(), ..Receipt::default() },
        desk: String::new(),
        fingerprint: Vec::new(),
        erased: true,
    }))
}

/// From uid, the device's number, the number, the instant, the desk, the fingerprint, whether it was erased.
pub fn received(row: &Row<'_>) -> rusqlite::Result<Received> {
    let receipt = Receipt {
        uid: text(row, 0)?,
        device_ticket: text(row, 1)?,
        ticket: text(row, 2)?,
        received_at: row.get(3)?,
        missing: Vec::new(),
        corrected_by: None,
    };
    Ok(Received { receipt, desk: text(row, 4)?, fingerprint: row.get(5)?, erased: row.get(6)? })
}

/// False when the number is taken. The uid cannot be: nobody else writes, and it was looked up just before.
fn insert(connection: &Connection, report: &NewReport) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached(
        "insert into reports (uid, ticket, device_ticket, first_desk, desk, service_code, clock, kind, publishable,
             may_be_publishable, was_conduct, classified, status, received_at, updated_at, fingerprint, has_key, body)
         values (:uid, :ticket, :device_ticket, :desk, :desk, :service, :clock, :kind, :publishable,
             :publishable, :was_conduct, 1, 'received', :at, :at, :fingerprint, :has_key, :body)
         on conflict (ticket) do nothing",
    )?;
    let inserted = statement.execute(named_params! {
        ":uid": report.uid,
        ":ticket": report.ticket,
        ":device_ticket": report.device_ticket,
        ":desk": report.desk,
        ":service": report.service_code,
        ":clock": report.classified.clock,
        ":kind": report.classified.kind.map(ServiceKind::word),
        ":publishable": report.classified.publishable,
        ":was_conduct": report.classified.kind == Some(ServiceKind::PoliceConduct),
        ":at": report.received_at,
        ":fingerprint": report.fingerprint,
        ":has_key": !report.opens.is_empty(),
        ":body": report.body,
    })?;
    Ok(inserted == 1)
}
