//! Photos on their way: begun, continued after any interruption, complete. What is acknowledged is committed.

use super::{Parent, PhotoState, Piece, Store, StoreError, photos};
use rusqlite::Connection;
use tanggap_core::media::REPORT_PHOTO_BYTES;

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

impl Store {
    /// Keeps one piece of a photo. When this returns, it is on the disk.
    pub async fn keep_piece(&self, piece: Piece) -> Result<Kept, StoreError> {
        self.writer.run(move |connection| keep(connection, &piece)).await
    }

    /// The pieces of a photo that are here, put together.
    pub async fn pieces(&self, photo: i64) -> Result<Vec<u8>, StoreError> {
        self.readers.run(move |connection| pieces(connection, photo)).await
    }

    /// Keeps the picture made of a photo. When this returns, it is on the disk.
    pub async fn complete_photo(&self, last: Piece, jpeg: Vec<u8>) -> Result<Kept, StoreError> {
        self.writer.run(move |connection| complete(connection, &last, &jpeg)).await
    }

    /// Forgets the pieces of a photo, which then begins anew.
    pub async fn forget_pieces(
        &self,
        parent: Parent,
        uid: String,
        slot: String,
        sha256: [u8; 32],
    ) -> Result<(), StoreError> {
        self.writer.run(move |connection| forget(connection, parent, &uid, &slot, &sha256)).await
    }

    /// Forgets pieces that nobody went on with since; how many photos that were.
    pub async fn forget_abandoned(&self, since: i64) -> Result<usize, StoreError> {
        self.writer.run(move |connection| forget_abandoned(connection, since)).await
    }
}

/// Keeps one piece. Another photo than the one begun, and it begins anew with its first piece.
pub fn keep(connection: &Connection, piece: &Piece) -> Result<Kept, StoreError> {
    let Some(photo) = photos::state(connection, piece.parent, &piece.uid, &piece.slot)? else {
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
    let Some(photo) = photos::state(connection, last.parent, &last.uid, &last.slot)? else {
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
        .execute((photo.id, last.at, photos::public_id()?, jpeg))?;
    Ok(Kept::Complete)
}

/// Lets go of bytes that turned out to be no photo, or another than was said; not of another one begun meanwhile.
pub fn forget(
    connection: &Connection,
    parent: Parent,
    uid: &str,
    slot: &str,
    sha256: &[u8; 32],
) -> Result<(), StoreError> {
    match photos::state(connection, parent, uid, slot)? {
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
