//! What goes into the store and comes out of it. Instants are seconds since 1970, UTC.
//! No `Debug`: these hold what people wrote.

use tanggap_core::{office::Standing, service::ServiceKind, status::Status};

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

/// Which report is meant.
pub enum Named {
    Uid(String),
    Ticket(String),
}

/// A report as its readers need it.
pub struct Record {
    /// The number that it has. No two reports have the same, and a correction keeps it: the store is asked by it.
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
    /// Its content was erased; of the record what is left.
    Erased(Box<Record>),
    Report(Box<Record>),
}

/// A line of a desk's list: nothing a person wrote.
pub struct Row {
    pub ticket: String,
    pub first_desk: String,
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

impl Row {
    /// Where it stands, for the question whether a desk may see it.
    pub fn standing(&self) -> Standing {
        let kind = self.kind.as_deref().and_then(ServiceKind::parse);
        Standing {
            desk: self.desk.clone(),
            ..Standing::new(&self.first_desk, &self.service_code, kind, false)
        }
    }
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
    /// Said while the report was about conduct, or might have been, and it is no longer.
    pub in_confidence: bool,
    /// The public name of its photo.
    pub photo: Option<String>,
}

/// Who reads a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everyone with the number.
    Everyone,
    /// Who has shown the key, and the office.
    Reporter,
}

/// The end of what happened to a report, oldest first: as much as an answer takes.
pub struct Timeline {
    pub updates: Vec<Update>,
    /// How many entries were before those.
    pub earlier: u64,
}
