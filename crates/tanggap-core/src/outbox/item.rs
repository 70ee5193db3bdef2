//! One report in the outbox: its identity, its parcels and where it stands. The frozen bytes are in the store
//! beside it, under [`Item::bytes_key`] and [`Item::media_key`].

use super::{about::About, key_kept::KeyKept, proof::Proof, reason::Reason};
use crate::{
    report::Uid,
    ticket::{Key, Ticket},
    wire::ApiError,
};
use serde_json::{Map, Value};

/// A report that waits, or that has been waiting: it stays listed with its numbers once received. A message of its
/// reporter is one too, with the report's numbers.
#[derive(Clone, PartialEq)]
pub struct Item {
    pub uid: Uid,
    pub about: About,
    /// A message saved while its report, or one before it, had yet to arrive: the carrier, which knows no order, leaves
    /// it to the app until its turn has come once.
    pub behind: bool,
    /// The order in which this device saved them; no clock has a say.
    pub seq: u64,
    /// The version in the store; counted by every commit.
    pub rev: u64,
    pub desk: String,
    /// For the list on screen: a neutral name, nothing of the content.
    pub label: String,
    pub door: Door,
    pub numbers: Numbers,
    /// The device's own time when it was saved: shown, never reckoned with.
    pub saved_at: i64,
    pub app_version: String,
    pub form_version: String,
    pub report: Parcel,
    /// Where to ask whether it arrived; plain desks may have none.
    pub ask: Option<String>,
    /// A plain desk's `…/tokens/`: the token and `.json` follow.
    pub tokens: Option<String>,
    pub media: Vec<Media>,
    /// Its photos wait for Wi-Fi or for the person's word; the carrier, which knows neither, leaves them alone.
    pub wifi_only: bool,
    pub state: State,
    /// Why the last attempt came to nothing.
    pub reason: Option<Reason>,
    /// The server asked to wait: until when by the wall, and how long that was.
    pub asked_wait: Option<(i64, u32)>,
    /// A plain desk's POST is on its way, or its outcome was never learned (R9).
    pub attempt_open: bool,
    /// A plain desk's attempts so far, so that each is told from the next. Never a limit.
    pub attempts: u32,
    /// Which of the frozen bytes count: a person who sends an uncertain report again freezes new ones.
    pub generation: u32,
    /// Another number that a second proof carried (B21): shown beside the first.
    pub other_number: Option<String>,
    pub kept: Kept,
    /// Whether its key is anywhere but here.
    pub key_kept: KeyKept,
    /// What a newer minor version wrote beside, kept as it is.
    pub extra: Map<String, Value>,
}

/// How a desk takes reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// `PUT reports/{uid}`: the same bytes count once, however often they come.
    Idempotent,
    /// Plain GeoReport `POST`: twice is twice.
    Plain,
}

/// What the person was told at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Numbers {
    /// Ticket and key of ours, from the device, for ever.
    Ours { ticket: Ticket, key: Key },
    /// A desk that gives its own numbers: until then a reference for this device, which the text carries too.
    Reference(String),
}

/// How to send the frozen bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub size: u64,
}

/// One photo. It goes after the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    pub slot: String,
    pub parcel: Parcel,
    pub state: MediaState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaState {
    Waiting,
    Received,
    /// 413: the person may offer it smaller.
    TooLarge,
    Refused,
    /// The device lost its bytes.
    Lost,
}

/// Where a report stands. What a person reads for it is in [`super::words`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Saved, with no proof that it arrived. `withdraw`: the person wants it back, the server is asked first.
    Waiting { withdraw: bool },
    /// Proven (R3). `lost_there`: the server has forgotten it since, so it is sent again (F6).
    Received { proof: Proof, lost_there: bool },
    /// A plain desk may or may not have it (R9).
    Uncertain,
    /// The server read it and said no; kept, and can be corrected.
    Refused(Vec<ApiError>),
    /// The server says that this uid belongs to other bytes: only a person can help; kept (B14).
    IdentityTaken,
    /// The desk erased it; not sent again.
    Erased,
    /// The person took it back.
    Withdrawn,
    /// Refused once, and since corrected under another uid. It stays, unseen, so that the ledger never has a line
    /// without an item.
    Corrected,
    /// The device lost its bytes.
    Lost,
}

/// What of an item is still on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The frozen bytes of text and photos.
    Whole,
    /// The numbers only.
    Numbers,
}

/// One thing to send for an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    Report,
    Media(String),
    /// The question whether it arrived.
    Ask,
}

/// One attempt: an answer that comes late must not be taken for the answer to a later one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    pub uid: Uid,
    pub job: Job,
    /// [`Item::attempts`] when it began.
    pub number: u32,
}

impl Item {
    pub fn key(&self) -> &str {
        self.uid.as_str()
    }

    pub fn is_message(&self) -> bool {
        self.about != About::Report
    }

    /// The uid as the ledger has it.
    pub fn uid8(&self) -> &str {
        self.uid.as_str().get(..8).unwrap_or_default()
    }

    pub fn bytes_key(&self) -> String {
        match self.generation {
            0 => self.key().to_owned(),
            more => [self.key(), "~", &more.to_string()].concat(),
        }
    }

    pub fn media_key(&self, slot: &str) -> String {
        [self.key(), "/", slot].concat()
    }

    /// Whether the carrier may send it: only where twice counts once.
    pub fn may_be_carried(&self) -> bool {
        self.door == Door::Idempotent && self.kept == Kept::Whole && !self.behind && self.is_to_be_sent()
    }

    pub(super) fn is_to_be_sent(&self) -> bool {
        matches!(self.state, State::Waiting { withdraw: false } | State::Received { lost_there: true, .. })
    }

    /// Nothing more will happen by itself, and nothing is owed to the person.
    pub fn is_settled(&self) -> bool {
        matches!(
            self.state,
            State::Received { .. } | State::Erased | State::Withdrawn | State::Corrected | State::Lost
        )
    }

    pub fn has_waiting_photo(&self) -> bool {
        self.media.iter().any(|media| media.state == MediaState::Waiting)
    }

    /// What comes next for this item, if anything does.
    pub fn job(&self) -> Option<Job> {
        let can_ask = self.ask.is_some();
        match &self.state {
            State::Waiting { withdraw: true } if can_ask => Some(Job::Ask),
            _ if self.is_to_be_sent() => {
                (!self.attempt_open && self.kept == Kept::Whole).then_some(Job::Report)
            }
            State::Uncertain => can_ask.then_some(Job::Ask),
            State::Received { proof: Proof::Token(_), .. } => self.tokens.is_some().then_some(Job::Ask),
            State::Received { .. } if self.kept == Kept::Whole && self.door == Door::Idempotent => {
                let waiting = self.media.iter().find(|media| media.state == MediaState::Waiting);
                waiting.map(|media| Job::Media(media.slot.clone())).or(can_ask.then_some(Job::Ask))
            }
            _ => None,
        }
    }
}

impl Item {
    /// The token that stands for a number to come.
    pub fn token(&self) -> Option<&str> {
        match &self.state {
            State::Received { proof: Proof::Token(token), .. } => Some(token),
            _ => None,
        }
    }
}
