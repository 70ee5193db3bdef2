//! What the conversation puts into the store and gets out of it. No `Debug`: these hold what people wrote.

use super::{Key, Receipt, Received, Record, Timeline};
use tanggap_core::{media::MediaClaim, message::MessageKind};

/// What a number and a key may open.
pub struct Candidates {
    /// What was found under both.
    pub opened: Option<Candidate>,
    /// What the number may mean among reports from before, while there are any: each with salt and MAC of its own.
    pub sealed: Option<[Option<Candidate>; 2]>,
}

/// A report that may be meant.
pub struct Candidate {
    /// When the report came, in seconds since 1970.
    pub received_at: i64,
    /// The one that its device made, and the one that it has.
    pub numbers: [String; 2],
    /// The one that received it, and the one that has it.
    pub desks: [String; 2],
    pub erased: bool,
    /// Whether `key` is one.
    pub is_sealed: bool,
    pub key: Key,
    /// Only there so that the work is the same.
    pub is_decoy: bool,
}

impl Candidate {
    /// The number that it has.
    pub fn ticket(&self) -> &str {
        &self.numbers[1]
    }
}

/// A message that passed every check, from somebody with the key.
pub struct NewMessage {
    /// The number that its report has.
    pub ticket: String,
    pub uid: String,
    /// The number that the device asked with.
    pub asked_ticket: String,
    pub kind: MessageKind,
    pub in_reply_to: Option<String>,
    pub at: i64,
    /// SHA-256 of the request body.
    pub fingerprint: [u8; 32],
    /// The body with the key proof struck out.
    pub body: Vec<u8>,
    pub media: Vec<MediaClaim>,
}

/// The answer to a message of a reporter.
pub enum Told {
    Created(Receipt),
    Known(Received),
    /// Where the report stands, this can't be done any more.
    NotNow,
    NoQuestion,
    /// There are as many words about this report as are taken.
    TooMany,
    Erased,
}

/// One entry of a conversation.
pub struct Message {
    pub id: String,
    pub at: i64,
    pub from_office: bool,
    pub desk: String,
    pub kind: String,
    pub in_reply_to: Option<String>,
    pub answered: bool,
    /// Said while the report was about conduct, or might have been, and it is no longer.
    pub in_confidence: bool,
    /// A reporter's body as it came, or the office's words.
    pub body: Vec<u8>,
    /// Names under which its photos are asked for.
    pub photos: Vec<String>,
}

/// The end of a conversation, oldest first: as much as an answer takes.
pub struct Latest {
    pub messages: Vec<Message>,
    /// How many were before those.
    pub earlier: u64,
    /// How many there were between the first and the last, and are not shown to who asks.
    pub withheld: usize,
}

/// All that a reporter may see.
pub struct Private {
    pub record: Record,
    pub body: Vec<u8>,
    /// The number that the device made; another if that was taken.
    pub device_ticket: String,
    pub photos: Vec<OwnPhoto>,
    pub timeline: Timeline,
    pub latest: Latest,
}

/// A photo of a report that is here.
pub struct OwnPhoto {
    /// The name under which it is asked for.
    pub id: String,
    /// Its place in the report's list, from 1: others of that list may not be here.
    pub place: u32,
    /// Taken out of what is public.
    pub is_withheld: bool,
    /// Came after the report was published, and waits for being published.
    pub is_late: bool,
}
