//! The slots that a report or a message has announced, each for one photo: how far that has come, and what it hangs on.

use super::{Parent, PhotoState, Received, Sqlite, StoreError, messages, owner::Owner, receiving};
use rusqlite::{Connection, OptionalExtension};

impl Sqlite {
    /// How much of a photo is here; `None` without such a report or slot.
    pub async fn photo(
        &self,
        parent: Parent,
        uid: String,
        slot: String,
    ) -> Result<Option<PhotoState>, StoreError> {
        self.readers
            .run(move |connection| Ok(find(connection, parent, &uid, &slot)?.map(|slot| slot.photo)))
            .await
    }

    /// What is known of a report or a message by its uid.
    pub async fn parent(&self, kind: Parent, uid: String) -> Result<Option<Received>, StoreError> {
        self.readers
            .run(move |connection| Ok(parent(connection, kind, &uid)?.map(|(received, _)| received)))
            .await
    }
}

/// A slot by its row.
pub struct Slot {
    pub id: i64,
    pub owner: Owner,
    pub photo: PhotoState,
}

/// What a uid of that kind names.
fn parent(connection: &Connection, kind: Parent, uid: &str) -> Result<Option<(Received, Owner)>, StoreError> {
    match kind {
        Parent::Report => receiving::find(connection, uid),
        Parent::Message => messages::find(connection, uid),
    }
}

pub fn find(
    connection: &Connection,
    kind: Parent,
    uid: &str,
    slot: &str,
) -> Result<Option<Slot>, StoreError> {
    // Nothing hangs on a uid that its report no longer has.
    let parent = parent(connection, kind, uid)?.filter(|(parent, _)| parent.receipt.corrected_by.is_none());
    let Some((parent, owner)) = parent else { return Ok(None) };
    // Of this owner only: a slot comes out of an address, and may be written as one of a message or an update is kept.
    let mut statement = connection.prepare_cached(
        "select id, sha256, size, received, received_at is not null from photos
         where report_id = ?1 and slot = ?2 and message_id is ?3 and update_id is null",
    )?;
    let slot = statement.query_row((owner.report, owner.stored(slot), owner.message), |row| {
        let photo = PhotoState {
            sha256: row.get(1)?,
            size: row.get(2)?,
            received: row.get(3)?,
            complete: row.get(4)?,
            parent,
        };
        Ok(Slot { id: row.get(0)?, owner, photo })
    });
    Ok(slot.optional()?)
}
