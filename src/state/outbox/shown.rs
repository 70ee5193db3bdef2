//! What the screens know of the outbox: plain values, nothing that the machine itself is made of.

use leptos::prelude::*;
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
    /// Reports, the newest first.
    pub rows: Vec<Row>,
    /// What was said about reports, oldest first.
    pub messages: Vec<Row>,
    /// How many reports the device lost, until the person has seen it.
    pub lost: usize,
    /// Records that a newer version wrote, or that cannot be read: key and text, to be saved as files.
    pub aside: Vec<(String, String)>,
    /// There is something, but it cannot be read now (R10).
    pub unreadable: bool,
    pub saving: Saving,
    /// The person's switch: photos wait for Wi-Fi.
    pub wifi_only: bool,
    /// Reports of this visit: their receipts are shown before any PIN.
    pub sent_here: BTreeSet<String>,
    /// Reports of this session that are about an emergency.
    pub urgent: BTreeSet<String>,
    /// The report for which something that a person asked for could not be written.
    pub not_done: Option<Uid>,
    /// By when an answer was promised to the reports of this session.
    pub promised: BTreeMap<String, ServiceClock>,
    /// The page's steady clock, as of a few seconds ago, while something waits for its time.
    pub now_ms: u64,
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

    /// The report with this number: ours, the desk's, or the device's reference. The newest where it was corrected.
    pub fn by_number(&self, number: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.is(number))
    }

    pub fn row(&self, uid: &Uid) -> Option<&Row> {
        self.rows.iter().find(|row| row.uid == *uid)
    }
}

thread_local! {
    // Not in `Portal`: what it is made of would then be part of the first load.
    static OUTBOX: ArcRwSignal<Outbox> = ArcRwSignal::new(Outbox::default());
}

/// To be read in screens; written in this room only.
pub fn outbox() -> ArcRwSignal<Outbox> {
    OUTBOX.with(Clone::clone)
}

/// Nothing changed, and that is said beside the report.
pub fn is_not_done(uid: Uid) {
    outbox().update(|outbox| outbox.not_done = Some(uid));
}

/// Something is done with this report again: what was said of the last time is over.
pub fn is_tried_again(uid: &Uid) {
    if outbox().with_untracked(|outbox| outbox.not_done.as_ref() == Some(uid)) {
        outbox().update(|outbox| outbox.not_done = None);
    }
}

/// What was seen in this visit is not shown any more without the PIN.
pub fn forget_visit() {
    outbox().update(|outbox| outbox.sent_here.clear());
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
