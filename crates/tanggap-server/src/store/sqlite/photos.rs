//! Photos of reports, messages and updates: announced and shown. How far one has come is in [`slots`](super::slots), how it
//! comes in [`uploads`](super::uploads).

use super::{
    OwnPhoto, Picture, Sqlite, StoreError,
    columns::text,
    owner::Owner,
    public::{IS_PUBLIC, TELLS_ALL},
};
use crate::random;
use rusqlite::{Connection, OptionalExtension, named_params};
use tanggap_core::media::MediaClaim;

impl Sqlite {
    /// A photo of a published report or of an update, by its public name.
    pub async fn published_photo(&self, desk: String, id: String) -> Result<Option<Vec<u8>>, StoreError> {
        self.readers.run(move |connection| published(connection, &desk, &id)).await
    }
}

/// The slots of a new report or message, in its own transaction: a receipt always knows what is missing.
pub fn announce(connection: &Connection, owner: Owner, media: &[MediaClaim]) -> Result<(), StoreError> {
    media.iter().enumerate().try_for_each(|(place, claim)| announce_one(connection, owner, place, claim))
}

pub fn announce_one(
    connection: &Connection,
    owner: Owner,
    place: usize,
    claim: &MediaClaim,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "insert into photos (report_id, message_id, slot, place, sha256, size)
         values (:report, :message, :slot, :place, unhex(:sha256), :size)",
    )?;
    statement.execute(named_params! {
        ":report": owner.report,
        ":message": owner.message,
        ":slot": owner.stored(claim.slot.as_str()),
        ":place": place,
        ":sha256": claim.sha256,
        ":size": claim.size,
    })?;
    Ok(())
}

/// Slots that are not here yet, in their order, as the phone named them.
pub fn missing(connection: &Connection, owner: Owner) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select substr(slot, instr(slot, ':') + 1) from photos
         where report_id = ?1 and message_id is ?2 and received_at is null order by place",
    )?;
    let slots = statement.query_map((owner.report, owner.message), |row| row.get(0))?;
    Ok(slots.collect::<Result<_, _>>()?)
}

/// The photo of an update: it comes from the desk, whole and made anew already.
pub fn of_update(
    connection: &Connection,
    report: i64,
    update: i64,
    picture: &Picture,
    at: i64,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "insert into photos (report_id, update_id, slot, place, sha256, size, received_at, public_id, jpeg)
             values (?1, ?2, 'update:' || ?2, 0, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute((report, update, picture.sha256, picture.size, at, public_id()?, &picture.jpeg))?;
    Ok(())
}

pub fn public_id() -> Result<String, StoreError> {
    random::photo_id().map_err(|error| StoreError::Broken(error.to_string()))
}

/// The report's own photos that are here, in their order; none of its messages and updates.
pub fn of_report(connection: &Connection, report: i64) -> Result<Vec<OwnPhoto>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select public_id, place, withheld_at is not null, late = 1 from photos
         where report_id = ?1 and message_id is null and update_id is null and public_id is not null order by place",
    )?;
    let photos = statement.query_map([report], |row| {
        let place = u32::try_from(row.get::<_, i64>(1)?.saturating_add(1)).unwrap_or_default();
        Ok(OwnPhoto { id: text(row, 0)?, place, is_withheld: row.get(2)?, is_late: row.get(3)? })
    })?;
    Ok(photos.collect::<Result<_, _>>()?)
}

/// A list of public names as SQLite puts it together.
pub fn names(list: Option<String>) -> Vec<String> {
    list.unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

/// A photo of a report that this desk has published, or of an update that is for all. Never one of a message.
pub fn published(
    connection: &Connection,
    desk: &str,
    public_id: &str,
) -> Result<Option<Vec<u8>>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "select jpeg from photos join reports on reports.id = photos.report_id
         where public_id = ?2 and (first_desk = ?1 or desk = ?1) and withheld_at is null
           and ({tells_all} and exists (select 1 from updates where updates.id = photos.update_id and for_all = 1)
               or {is_public} and late = 0 and message_id is null and photos.update_id is null)",
        tells_all = TELLS_ALL.as_str(),
        is_public = IS_PUBLIC.as_str()
    ))?;
    Ok(statement.query_row((desk, public_id), |row| row.get(0)).optional()?)
}
