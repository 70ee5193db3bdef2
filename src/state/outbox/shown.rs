//! What the screens know of the outbox: plain values, nothing that the machine itself is made of.

use std::collections::{BTreeMap, BTreeSet};
use tanggap_core::{
    outbox::{KeyKept, MediaState, Numbers, policy::Reason, words::Word},
    ports::StoreFault,
    report::Uid,
    service::ServiceClock,
    ticket::Ticket,
    wire::ApiError,
};

/// What the screens know. Nothing of it before the store has been read.
#[derive(Clone, Default)]
pub struct Outbox {
    /// Whether the machine runs: the store has been read, or is known not to be readable.
    pub begun: bool,
    /// Its part can't be had now: nothing is known of what is kept.
    pub no_part: bool,
    /// Reports, the newest first.
    pub rows: Vec<Row>,
    /// What was said about reports, oldest first.
    pub messages: Vec<Row>,
    /// How many drafts were deleted a moment ago and can be had back.
    pub deleted: usize,
    pub draft: DraftState,
    /// How many reports the device lost, until the person has seen it.
    pub lost: usize,
    /// Records that a newer version wrote, or that cannot be read: key and text, to be saved as files.
    pub aside: Vec<(String, String)>,
    /// There is something, but it cannot be read now (R10).
    pub unreadable: bool,
    /// Nothing outlives this page here: the browser has no store for us.
    pub memory_only: bool,
    /// The browser took the store away under the page, as when site data is cleared (C9).
    pub store_closed: bool,
    /// Nothing gets through from here: the browser says so, or the portal's own server has not answered.
    pub no_line: bool,
    /// How sure it is that what is kept stays.
    pub keeping: Keeping,
    pub saving: Saving,
    /// The person's switch: photos wait for Wi-Fi.
    pub wifi_only: bool,
    /// Reports of this visit: their receipts are shown before any PIN.
    pub sent_here: BTreeSet<String>,
    /// Reports of this session that are about an emergency.
    pub urgent: BTreeSet<String>,
    /// The call has to come before anything written.
    pub call_first: bool,
    /// The person was told to call, and wants the report sent later all the same.
    pub later_wanted: bool,
    /// What a person asked for could not be written: the report and why.
    pub not_done: Option<Uid>,
    /// By when an answer was promised to the reports of this session.
    pub promised: BTreeMap<String, ServiceClock>,
    /// The page's steady clock, as of a few seconds ago, while something waits for its time.
    pub now_ms: u64,
    /// A draft was opened: the address where it goes on, until a screen has gone there.
    pub opened: Option<String>,
}

/// One report in the list, or one message.
#[derive(Clone, PartialEq)]
pub struct Row {
    pub uid: Uid,
    /// What a message does, by its word on the wire; `None` for a report.
    pub message: Option<String>,
    pub desk: String,
    pub saved_at: i64,
    pub word: Word,
    pub reason: Option<Reason>,
    pub numbers: Numbers,
    /// The number that the desk's server allotted where ours was taken.
    pub renumbered: Option<String>,
    /// A second number that another proof carried, as it is written (B21).
    pub other_number: Option<String>,
    pub received_at: Option<String>,
    /// When this session last tried it, on the page's steady clock.
    pub tried_ms: Option<u64>,
    /// When it is tried again, on the page's steady clock.
    pub due_ms: Option<u64>,
    /// It has waited so long that a copy should be taken.
    pub overdue: bool,
    pub errors: Vec<ApiError>,
    /// Whether its content is still here.
    pub whole: bool,
    /// Whether its key is anywhere but here.
    pub key_kept: KeyKept,
    /// Whether a person may still take it back.
    pub may_withdraw: bool,
    pub photos: Vec<PhotoRow>,
    /// Its photos wait for Wi-Fi, or for the person's word.
    pub waits_for_wifi: bool,
}

/// One photo of a report, and how far it has come.
#[derive(Clone, PartialEq)]
pub struct PhotoRow {
    pub slot: String,
    /// In bytes.
    pub size: u64,
    pub sent: u64,
    pub state: MediaState,
    pub going: bool,
}

/// How the draft at hand is kept.
#[derive(Clone, Default, PartialEq)]
pub enum DraftState {
    /// Nothing told, or nothing kept of it yet.
    #[default]
    Unkept,
    /// The store does not have the last of it yet.
    Saving,
    /// The store has it to the last key.
    Kept {
        saved_at: i64,
    },
    /// From an earlier visit, and where it went on.
    Restored {
        saved_at: i64,
        address: String,
    },
    /// Another tab edits it; here it is only read.
    Elsewhere {
        uid: Uid,
        is_free: bool,
    },
    /// A sensitive service: only as long as the page is open, unless the person wants it kept.
    MemoryOnly,
    NotKept(StoreFault),
}

/// How far the saving of the report at hand is.
#[derive(Clone, Default, PartialEq)]
pub enum Saving {
    #[default]
    Not,
    Going,
    /// It stands in the list; the number may be shown.
    Kept(Uid),
    NotKept(NotKept),
}

/// What the browser says about what is kept here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Keeping {
    #[default]
    Unknown,
    /// It does not clear it by itself.
    Promised,
    /// It may, when the phone is full.
    WhileThereIsRoom,
    /// Safari clears what nobody has come back to for a week (C13).
    SevenDays,
}

/// Why nothing was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotKept {
    Store(StoreFault),
    /// The part of the app that keeps reports could not be loaded.
    NoPart,
    /// Nobody knows yet how this desk takes reports: it has never been reached.
    UnknownDesk,
    /// The desk turned out to be one that takes no photos: they would be left behind.
    NoPhotosThere,
}

impl Outbox {
    /// Everything that goes or went from here.
    pub fn all(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().chain(&self.messages)
    }

    /// Whether what is kept here outlives the page.
    pub fn lasts(&self) -> bool {
        !self.memory_only && !self.store_closed
    }

    /// The report with this number: ours, the desk's, or the device's reference. The newest where it was corrected.
    pub fn by_number(&self, number: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.is(number))
    }

    pub fn row(&self, uid: &Uid) -> Option<&Row> {
        self.rows.iter().find(|row| row.uid == *uid)
    }
}

impl Row {
    /// What its address carries: the ticket, or the reference of a desk that gives numbers of its own.
    pub fn number(&self) -> &str {
        match &self.numbers {
            Numbers::Ours { ticket, .. } => ticket.digits(),
            Numbers::Reference(reference) => reference,
        }
    }

    /// Whether it has a ticket and key of ours.
    pub fn has_key(&self) -> bool {
        matches!(self.numbers, Numbers::Ours { .. })
    }

    /// The device's own ticket, as it is read.
    pub fn grouped_ticket(&self) -> Option<String> {
        match &self.numbers {
            Numbers::Ours { ticket, .. } => Some(ticket.grouped()),
            Numbers::Reference(_) => None,
        }
    }

    /// The ticket that counts now: ours, or the one that the desk's server allotted instead.
    pub fn ticket_now(&self) -> Option<Ticket> {
        match (&self.renumbered, &self.numbers) {
            (Some(number), _) => Ticket::parse(number).ok(),
            (None, Numbers::Ours { ticket, .. }) => Some(ticket.clone()),
            (None, Numbers::Reference(_)) => None,
        }
    }

    pub fn is(&self, number: &str) -> bool {
        self.number() == number || self.renumbered.as_deref() == Some(number)
    }
}
