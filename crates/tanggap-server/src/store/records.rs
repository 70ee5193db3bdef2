//! What goes into the store and comes out of it. Instants are seconds since 1970, UTC.
//! No `Debug`: these hold what people wrote.

use tanggap_core::{media::MediaClaim, office::Standing, service::ServiceKind, status::Status};

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
    /// What opens it: the MAC of each of its numbers with the key. Empty without a key.
    pub opens: Vec<[u8; 32]>,
    /// The body with the key proof struck out.
    pub body: Vec<u8>,
    /// The photos that follow.
    pub media: Vec<MediaClaim>,
}

/// What the city's catalogue says of a report's service, kept with the report.
#[derive(Clone, Default)]
pub struct Classified {
    /// `None`: nobody stated one.
    pub kind: Option<ServiceKind>,
    /// Whether its reports may be public.
    pub publishable: bool,
    /// The id of its clock in the config.
    pub clock: Option<String>,
}

/// What was kept of a key before there were openings.
pub struct Key {
    pub salt: [u8; 16],
    pub mac: [u8; 32],
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
}

/// The answer to a report.
pub enum Receiving {
    Created(Receipt),
    /// A uid that is known: whether it is the same report is for the caller to compare.
    Known(Received),
}

/// Another report has the number of this one: nothing was kept.
pub struct Taken(pub Box<NewReport>);

/// A report that was received before.
pub struct Received {
    pub receipt: Receipt,
    /// Empty when it was erased and nothing else of it is known.
    pub desk: String,
    pub fingerprint: Vec<u8>,
    pub erased: bool,
    pub owner: Owner,
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

/// The same by its rows: a message's photos belong to its report, too, and are erased with it.
#[derive(Clone, Copy)]
pub struct Owner {
    pub report: i64,
    pub message: Option<i64>,
}

impl Owner {
    /// A slot as it is kept. No slot has a colon, so names of messages and reports never meet.
    pub fn stored(&self, slot: &str) -> String {
        self.message.map_or_else(|| slot.to_owned(), |message| format!("{message}:{slot}"))
    }
}

/// How far a photo has come.
pub struct PhotoState {
    pub id: i64,
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

/// A report as its readers need it.
pub struct Record {
    pub id: i64,
    pub ticket: String,
    pub first_desk: String,
    pub desk: String,
    pub service_code: String,
    pub classified: Classified,
    pub status: String,
    pub received_at: i64,
    pub updated_at: i64,
    /// The last words of a desk to everyone with the number.
    pub last_note: Option<String>,
    /// Only of a published report: what a person wrote leaves the store for nobody else.
    pub published_body: Option<Vec<u8>>,
    /// What it then says instead of its own words ([`Redaction`](super::Redaction) as JSON).
    pub redaction: Option<String>,
    /// Public names of a published report's photos.
    pub published_photos: Vec<String>,
    /// Whether a key opens more of it.
    pub has_key: bool,
    /// Whether a question of the office waits for the reporter.
    pub is_asked: bool,
}

impl Record {
    /// Where it stands, for the question whether a desk may see it.
    pub fn standing(&self) -> Standing {
        Standing {
            desk: self.desk.clone(),
            status: Status::from_foreign(&self.status),
            is_published: self.published_body.is_some(),
            has_key: self.has_key,
            ..Standing::new(
                &self.first_desk,
                &self.service_code,
                self.classified.kind,
                self.classified.publishable,
            )
        }
    }
}

/// What stands behind a number.
pub enum ByNumber {
    Unknown,
    /// Its content was erased.
    Erased,
    Report(Box<Record>),
}

/// A line of a desk's list: nothing a person wrote.
pub struct Row {
    pub ticket: String,
    pub desk: String,
    pub service_code: String,
    /// The word for the kind of its service.
    pub kind: Option<String>,
    pub status: String,
    pub received_at: i64,
    pub published: bool,
    pub erased: bool,
    /// Photos that are here, of those that the report announced.
    pub photos: (u32, u32),
}

/// One entry of the timeline.
pub struct Update {
    pub update_id: String,
    pub at: i64,
    pub kind: String,
    pub status: String,
    pub desk: String,
    pub to_desk: Option<String>,
    pub note: Option<String>,
    /// Whether everyone with the number reads the note and sees the photo, or the reporter alone.
    pub for_all: bool,
    /// Not the desk: the reporter.
    pub by_reporter: bool,
    /// The public name of its photo.
    pub photo: Option<String>,
}
