//! Photos on their way: begun, continued after any interruption, complete. What is acknowledged is committed.

use super::{Owner, Parent, PhotoState, Picture, Piece, Received, StoreError, messages, receiving};
use crate::random;
use rusqlite::{Connection, OptionalExtension, named_params};
use tanggap_core::media::{MediaClaim, REPORT_PHOTO_BYTES};

/// What became of bytes that were sent.
pub enum Kept {
    /// So many bytes are here now.
    Received(u64),
    /// The piece does not begin where the last one ended: so many bytes are here.
    Elsewhere(u64),
    /// It was here already, whole.
    Complete,
    /// The photos of this report, or of this message, would be too much together.
    TooMuch,
    Unknown,
    Erased,
}

/// The slots of a new report or message, in its own transaction: a receipt always knows what is missing.
pub fn announce(connection: &Connection, owner: Owner, media: &[MediaClaim]) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "insert into photos (report_id, message_id, slot, place, sha256, size)
         values (:report, :message, :slot, :place, unhex(:sha256), :size)",
    )?;
    for (place, claim) in media.iter().enumerate() {
        statement.execute(named_params! {
            ":report": owner.report,
            ":message": owner.message,
            ":slot": owner.stored(claim.slot.as_str()),
            ":place": place,
            ":sha256": claim.sha256,
            ":size": claim.size,
        })?;
    }
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

/// What a uid of that kind names.
pub fn parent(connection: &Connection, parent: Parent, uid: &str) -> Result<Option<Received>, StoreError> {
    match parent {
        Parent::Report => receiving::find(connection, uid),
        Parent::Message => messages::find(connection, uid),
    }
}

pub fn state(
    connection: &Connection,
    kind: Parent,
    uid: &str,
    slot: &str,
) -> Result<Option<PhotoState>, StoreError> {
    let Some(parent) = parent(connection, kind, uid)? else { return Ok(None) };
    // Of this owner only: a slot comes out of an address, and may be written as one of a message or an update is kept.
    let mut statement = connection.prepare_cached(
        "select id, sha256, size, received, received_at is not null from photos
         where report_id = ?1 and slot = ?2 and message_id is ?3 and update_id is null",
    )?;
    let owner = parent.owner;
    let photo = statement.query_row((owner.report, owner.stored(slot), owner.message), |row| {
        Ok(PhotoState {
            id: row.get(0)?,
            sha256: row.get(1)?,
            size: row.get(2)?,
            received: row.get(3)?,
            complete: row.get(4)?,
            parent,
        })
    });
    Ok(photo.optional()?)
}

/// Keeps one piece. Another photo than the one begun, and it begins anew with its first piece.
pub fn keep(connection: &Connection, piece: &Piece) -> Result<Kept, StoreError> {
    let Some(photo) = state(connection, piece.parent, &piece.uid, &piece.slot)? else {
        return Ok(Kept::Unknown);
    };
    if photo.parent.erased {
        return Ok(Kept::Erased);
    }
    if photo.complete {
        return Ok(Kept::Complete);
    }
    let here = photo.received_of(&piece.sha256, piece.size);
    if piece.first != here {
        return Ok(Kept::Elsewhere(here));
    }
    if here == 0 {
        if !has_room(connection, &photo, piece.size)? {
            return Ok(Kept::TooMuch);
        }
        begin(connection, photo.id, piece)?;
    }
    let received = here + piece.bytes.len() as u64;
    connection
        .prepare_cached("insert into photo_pieces (photo_id, first, bytes) values (?1, ?2, ?3)")?
        .execute((photo.id, here, &piece.bytes))?;
    connection
        .prepare_cached("update photos set received = ?2, touched_at = ?3 where id = ?1")?
        .execute((photo.id, received, piece.at))?;
    Ok(Kept::Received(received))
}

fn has_room(connection: &Connection, photo: &PhotoState, size: u64) -> Result<bool, StoreError> {
    let mut others = connection.prepare_cached(
        "select coalesce(sum(size), 0) from photos
         where id <> ?1 and report_id = ?2 and message_id is ?3 and update_id is null",
    )?;
    let owner = photo.parent.owner;
    let others: u64 = others.query_row((photo.id, owner.report, owner.message), |row| row.get(0))?;
    Ok(others + size <= REPORT_PHOTO_BYTES)
}

fn begin(connection: &Connection, photo: i64, piece: &Piece) -> Result<(), StoreError> {
    forget_pieces(connection, photo)?;
    connection.prepare_cached("update photos set sha256 = ?2, size = ?3 where id = ?1")?.execute((
        photo,
        piece.sha256,
        piece.size,
    ))?;
    Ok(())
}

/// What is here of a photo, from its start.
pub fn pieces(connection: &Connection, photo: i64) -> Result<Vec<u8>, StoreError> {
    let mut statement =
        connection.prepare_cached("select bytes from photo_pieces where photo_id = ?1 order by first")?;
    let mut rows = statement.query([photo])?;
    let mut whole = Vec::new();
    while let Some(row) = rows.next()? {
        whole.extend_from_slice(row.get_ref(0)?.as_blob().unwrap_or_default());
    }
    Ok(whole)
}

/// Keeps the picture that was made of a photo, and lets go of what it was made of.
pub fn complete(connection: &Connection, last: &Piece, jpeg: &[u8]) -> Result<Kept, StoreError> {
    let Some(photo) = state(connection, last.parent, &last.uid, &last.slot)? else {
        return Ok(Kept::Unknown);
    };
    if photo.parent.erased {
        return Ok(Kept::Erased);
    }
    if photo.complete {
        return Ok(Kept::Complete);
    }
    if !has_room(connection, &photo, last.size)? {
        return Ok(Kept::TooMuch);
    }
    begin(connection, photo.id, last)?;
    connection
        .prepare_cached("update photos set received_at = ?2, public_id = ?3, jpeg = ?4 where id = ?1")?
        .execute((photo.id, last.at, public_id()?, jpeg))?;
    Ok(Kept::Complete)
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

fn public_id() -> Result<String, StoreError> {
    random::photo_id().map_err(|error| StoreError::Broken(error.to_string()))
}

/// A list of public names as SQLite puts it together.
pub fn names(list: Option<String>) -> Vec<String> {
    list.unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

/// Lets go of bytes that turned out to be no photo, or another than was said; not of another one begun meanwhile.
pub fn forget(
    connection: &Connection,
    parent: Parent,
    uid: &str,
    slot: &str,
    sha256: &[u8; 32],
) -> Result<(), StoreError> {
    match state(connection, parent, uid, slot)? {
        Some(photo) if !photo.complete && photo.sha256 == *sha256 => forget_pieces(connection, photo.id),
        _ => Ok(()),
    }
}

fn forget_pieces(connection: &Connection, photo: i64) -> Result<(), StoreError> {
    connection.prepare_cached("delete from photo_pieces where photo_id = ?1")?.execute([photo])?;
    connection
        .prepare_cached("update photos set received = 0, touched_at = null where id = ?1")?
        .execute([photo])?;
    Ok(())
}

/// Lets go of uploads that nobody went on with since. The phone, should it come back, begins them anew.
pub fn forget_abandoned(connection: &Connection, since: i64) -> Result<usize, StoreError> {
    let mut statement = connection.prepare_cached("select id from photos where touched_at < ?1")?;
    let abandoned: Vec<i64> = statement.query_map([since], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for photo in &abandoned {
        forget_pieces(connection, *photo)?;
    }
    Ok(abandoned.len())
}

/// A photo of a report that this desk has published, or of an update that is for all. Never one of a message.
pub fn published(
    connection: &Connection,
    desk: &str,
    public_id: &str,
) -> Result<Option<Vec<u8>>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select jpeg from photos join reports on reports.id = photos.report_id
         where public_id = ?2 and (first_desk = ?1 or desk = ?1) and withheld_at is null
           and (exists (select 1 from updates where updates.id = photos.update_id and for_all = 1)
               or published_at is not null and message_id is null and photos.update_id is null)",
    )?;
    Ok(statement.query_row((desk, public_id), |row| row.get(0)).optional()?)
}
