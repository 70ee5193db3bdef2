//! Photos on their way: begun, continued after any interruption, complete. What is acknowledged is committed. All of
//! them together have so much room; beyond it, one that nobody goes on with makes way and begins anew.
//!
//! - [`crowd`]: who makes way, and what is given up; [`holders`]: who has how much on its way

mod crowd;
mod holders;

pub use holders::Holders;

use super::{
    Kept, Parent, Piece, Sqlite, StoreError,
    owner::Owner,
    photos,
    room::Room,
    slots::{self, Slot},
};
use crowd::{forget_abandoned, forget_pieces, make_way};
use rusqlite::Connection;
use std::sync::{Arc, PoisonError};
use tanggap_core::media::REPORT_PHOTO_BYTES;

impl Sqlite {
    /// Keeps one piece of a photo. When this returns, it is on the disk.
    pub async fn keep_piece(&self, piece: Piece) -> Result<Kept, StoreError> {
        self.upload(false, move |connection, holders| keep(connection, &piece, holders)).await
    }

    /// The pieces of a photo that are here, put together; nothing where none was begun.
    pub async fn pieces(&self, parent: Parent, uid: String, slot: String) -> Result<Vec<u8>, StoreError> {
        self.readers.run(move |connection| pieces(connection, parent, &uid, &slot)).await
    }

    /// Keeps the picture made of a photo. When this returns, it is on the disk.
    pub async fn complete_photo(&self, last: Piece, jpeg: Vec<u8>) -> Result<Kept, StoreError> {
        let kept = self
            .upload(false, move |connection, holders| complete(connection, &last, &jpeg, holders))
            .await?;
        self.counts.completed(&kept);
        Ok(kept)
    }

    /// Forgets the pieces of a photo, which then begins anew.
    pub async fn forget_pieces(
        &self,
        parent: Parent,
        uid: String,
        slot: String,
        sha256: [u8; 32],
    ) -> Result<(), StoreError> {
        self.upload(true, move |connection, holders| {
            forget(connection, parent, &uid, &slot, &sha256, holders)
        })
        .await
    }

    /// Forgets pieces that nobody went on with for so many seconds; how many photos that were.
    pub async fn forget_abandoned(&self, seconds: i64, now: i64) -> Result<usize, StoreError> {
        self.upload(true, move |connection, holders| forget_abandoned(connection, seconds, now, holders))
            .await
    }

    /// `shrinks`: it gives room back.
    async fn upload<T, F>(&self, shrinks: bool, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection, &mut Holders) -> Result<T, StoreError> + Send + 'static,
    {
        let holders = Arc::clone(&self.holders);
        let locked = move |connection: &Connection| {
            let mut holders = holders.lock().unwrap_or_else(PoisonError::into_inner);
            work(connection, &mut holders)
        };
        if shrinks { self.writer.shrink(locked).await } else { self.writer.run(locked).await }
    }
}

/// Keeps one piece. Another photo than the one begun, and it begins anew with its first piece.
fn keep(connection: &Connection, piece: &Piece, holders: &mut Holders) -> Result<Kept, StoreError> {
    let Some(Slot { id, owner, photo }) = slots::find(connection, piece.parent, &piece.uid, &piece.slot)?
    else {
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
    if here == 0 && !fits_owner(connection, id, owner, piece.size)? {
        return Ok(Kept::TooMuch);
    }
    let (room, bytes) = (Room::measure(connection)?, piece.bytes.len() as u64);
    if !room.has_room_for_photo(bytes) {
        return Ok(Kept::NoRoom);
    }
    if here == 0 {
        begin(connection, id, piece, holders)?;
    }
    if !make_way(connection, id, piece, room.for_uploads(), holders)? {
        return Ok(Kept::Crowded);
    }
    let received = here + bytes;
    connection
        .prepare_cached("insert into photo_pieces (photo_id, first, bytes) values (?1, ?2, ?3)")?
        .execute((id, here, &piece.bytes))?;
    connection
        .prepare_cached("update photos set received = ?2, touched_at = ?3 where id = ?1")?
        .execute((id, received, piece.at))?;
    Ok(Kept::Received(received))
}

fn fits_owner(connection: &Connection, photo: i64, owner: Owner, size: u64) -> Result<bool, StoreError> {
    let mut others = connection.prepare_cached(
        "select coalesce(sum(size), 0) from photos
         where id <> ?1 and report_id = ?2 and message_id is ?3 and update_id is null",
    )?;
    let others: u64 = others.query_row((photo, owner.report, owner.message), |row| row.get(0))?;
    Ok(others + size <= REPORT_PHOTO_BYTES)
}

fn begin(
    connection: &Connection,
    photo: i64,
    piece: &Piece,
    holders: &mut Holders,
) -> Result<(), StoreError> {
    forget_pieces(connection, photo, holders)?;
    connection.prepare_cached("update photos set sha256 = ?2, size = ?3 where id = ?1")?.execute((
        photo,
        piece.sha256,
        piece.size,
    ))?;
    Ok(())
}

/// What is here of a photo, from its start.
fn pieces(connection: &Connection, parent: Parent, uid: &str, slot: &str) -> Result<Vec<u8>, StoreError> {
    let Some(Slot { id, .. }) = slots::find(connection, parent, uid, slot)? else { return Ok(Vec::new()) };
    let mut statement =
        connection.prepare_cached("select bytes from photo_pieces where photo_id = ?1 order by first")?;
    let mut rows = statement.query([id])?;
    let mut whole = Vec::new();
    while let Some(row) = rows.next()? {
        whole.extend_from_slice(row.get_ref(0)?.as_blob().unwrap_or_default());
    }
    Ok(whole)
}

/// Keeps the picture that was made of a photo, and lets go of what it was made of.
fn complete(
    connection: &Connection,
    last: &Piece,
    jpeg: &[u8],
    holders: &mut Holders,
) -> Result<Kept, StoreError> {
    let Some(Slot { id, owner, photo }) = slots::find(connection, last.parent, &last.uid, &last.slot)? else {
        return Ok(Kept::Unknown);
    };
    if photo.parent.erased {
        return Ok(Kept::Erased);
    }
    if photo.complete {
        return Ok(Kept::Complete);
    }
    if !fits_owner(connection, id, owner, last.size)? {
        return Ok(Kept::TooMuch);
    }
    if !Room::measure(connection)?.has_room_for_photo(jpeg.len() as u64) {
        return Ok(Kept::NoRoom);
    }
    begin(connection, id, last, holders)?;
    connection
        .prepare_cached(
            "update photos set received_at = ?2, public_id = ?3, jpeg = ?4,
                 late = (select published_at is not null from reports where id = report_id)
             where id = ?1",
        )?
        .execute((id, last.at, photos::public_id()?, jpeg))?;
    Ok(Kept::Complete)
}

/// Lets go of bytes that turned out to be no photo, or another than was said; not of another one begun meanwhile.
fn forget(
    connection: &Connection,
    parent: Parent,
    uid: &str,
    slot: &str,
    sha256: &[u8; 32],
    holders: &mut Holders,
) -> Result<(), StoreError> {
    match slots::find(connection, parent, uid, slot)? {
        Some(Slot { id, photo, .. }) if !photo.complete && photo.sha256 == *sha256 => {
            forget_pieces(connection, id, holders)
        }
        _ => Ok(()),
    }
}
