//! Photos on their way.

use super::answer::Answer;
use crate::store::{Kept, Parent, PhotoState, Piece, Received};

pub trait Uploads: Send + Sync {
    /// How much of a photo is here; `None` without such a report or message, or such a slot.
    fn photo(&self, parent: Parent, uid: String, slot: String) -> Answer<'_, Option<PhotoState>>;

    /// What is known of a report or a message by its uid.
    fn parent(&self, kind: Parent, uid: String) -> Answer<'_, Option<Received>>;

    /// Keeps one piece of a photo. When this returns, it is on the disk.
    fn keep_piece(&self, piece: Piece) -> Answer<'_, Kept>;

    /// The pieces of a photo that are here, put together; nothing where none was begun.
    fn pieces(&self, parent: Parent, uid: String, slot: String) -> Answer<'_, Vec<u8>>;

    /// Keeps the picture made of a photo, and lets go of its pieces. When this returns, it is on the disk.
    fn complete_photo(&self, last: Piece, jpeg: Vec<u8>) -> Answer<'_, Kept>;

    /// Forgets the pieces of the photo with this hash, which then begins anew; not of another one begun meanwhile.
    fn forget_pieces(&self, parent: Parent, uid: String, slot: String, sha256: [u8; 32]) -> Answer<'_, ()>;

    /// Forgets pieces that nobody went on with for so many seconds; how many photos that were.
    fn forget_abandoned(&self, seconds: i64, now: i64) -> Answer<'_, usize>;

    /// Whether a photo of so many bytes has room at this moment.
    fn has_room_for_photo(&self, bytes: u64) -> Answer<'_, bool>;
}
