//! A report as it arrives, with the photos that follow it, and what its device is told. Instants are seconds since 1970,
//! UTC. No `Debug`: these hold what people wrote.

use super::Classified;
use tanggap_core::media::MediaClaim;

/// A report that passed every check.
pub struct NewReport {
    pub uid: String,
    /// The number that the device made.
    pub device_ticket: String,
    /// The number to keep it under: the device's, or another because that was taken.
    pub ticket: String,
    pub desk: String,
    pub service_code: String,
    pub classified: Classified,
    pub received_at: i64,
    /// SHA-256 of the request body.
    pub fingerprint: [u8; 32],
    /// The uid of the report that it corrects, if that is what it is: one that this has, or had before. Whoever sends it has
    /// shown the key.
    pub corrects: Option<String>,
    /// What opens it: the MAC of each of its numbers with the key. Empty without a key.
    pub opens: Vec<[u8; 32]>,
    /// The body with the key proof struck out.
    pub body: Vec<u8>,
    /// The photos that follow.
    pub media: Vec<MediaClaim>,
}

#[cfg(test)]
impl NewReport {
    /// With no more than it needs; uid and number are this.
    pub fn named(name: &str) -> Self {
        Self {
            uid: name.into(),
            device_ticket: name.into(),
            ticket: name.into(),
            desk: "aspirasi".into(),
            service_code: "street-light".into(),
            classified: Classified::default(),
            received_at: 0,
            fingerprint: [0; 32],
            corrects: None,
            opens: Vec::new(),
            body: b"{}".to_vec(),
            media: Vec::new(),
        }
    }
}

/// What a device gets for a report, the same for ever but for what is missing.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Receipt {
    pub uid: String,
    /// As the device asked.
    pub device_ticket: String,
    /// The number it has.
    pub ticket: String,
    pub received_at: i64,
    /// Slots of photos that are not here yet.
    pub missing: Vec<String>,
    /// The uid that the report has since it was corrected; `None` while this is the one.
    pub corrected_by: Option<String>,
}

/// The answer to a report.
pub enum Receiving {
    Created(Receipt),
    /// A uid that is known: whether it is the same report is for the caller to compare.
    Known(Received),
}

/// Why a report was not kept. Nothing was written.
pub enum Unkept {
    /// Another report has its number; here it is again.
    Taken(Box<NewReport>),
    /// The report that it corrects is not refused, or was corrected already.
    NotRefused,
    /// The report that it corrects was erased.
    Erased,
}

/// A report that was received before.
pub struct Received {
    pub receipt: Receipt,
    /// Empty when it was erased and nothing else of it is known.
    pub desk: String,
    pub fingerprint: Vec<u8>,
    pub erased: bool,
}

impl Received {
    /// Whether it came to this desk, as far as is known.
    pub fn is_at(&self, desk: &str) -> bool {
        self.desk.is_empty() || self.desk == desk
    }
}

/// What photos hang on.
#[derive(Clone, Copy)]
pub enum Parent {
    Report,
    Message,
}

/// How far a photo has come.
pub struct PhotoState {
    /// Of what the phone sends now.
    pub sha256: [u8; 32],
    pub size: u64,
    pub received: u64,
    pub complete: bool,
    pub parent: Received,
}

impl PhotoState {
    /// What is here of this very photo: nothing, if another one was begun.
    pub fn received_of(&self, sha256: &[u8; 32], size: u64) -> u64 {
        if (&self.sha256, self.size) == (sha256, size) { self.received } else { 0 }
    }
}

/// A piece of a photo on its way.
pub struct Piece {
    pub parent: Parent,
    pub uid: String,
    pub slot: String,
    /// Of the whole.
    pub sha256: [u8; 32],
    pub size: u64,
    /// Where in the whole it begins.
    pub first: u64,
    pub bytes: Vec<u8>,
    pub at: i64,
    /// The hash of the sender's address; `None` where it cannot be told.
    pub sender: Option<u64>,
}

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
    /// The rest of the database is for words.
    NoRoom,
    /// As many photos are on their way as have room, and their senders are at work.
    Crowded,
    Unknown,
    Erased,
}
