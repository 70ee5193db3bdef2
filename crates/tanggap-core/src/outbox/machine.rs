//! What the outbox knows: a mirror of the store, changed only after a commit, and what only this session knows
//! (pauses, who sends, what could not be written yet).

use super::{
    effect::Effect,
    event::Event,
    item::{Attempt, Item, Job},
    notice::Notice,
    portion::{PieceSize, Upload},
    wifi::Wifi,
    words::Word,
};
use crate::{
    ports::{Batch, Change, Line, Record},
    report::Uid,
    stored,
};
use std::collections::{BTreeMap, VecDeque};

/// What the clock and the dice say at one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    pub wall_s: i64,
    pub mono_ms: u64,
    pub chance: u32,
}

#[derive(Default)]
pub struct Outbox {
    pub(super) items: BTreeMap<String, Item>,
    /// Records of a newer version, or that cannot be read: left as they are, shown, exportable.
    pub(super) aside: Vec<Record>,
    /// What the carrier brought home, not yet judged.
    pub(super) answers: VecDeque<Record>,
    pub(super) timing: BTreeMap<String, Timing>,
    /// What is known of photos on their way, by the key of their bytes.
    pub(super) uploads: BTreeMap<String, Upload>,
    pub(super) piece: PieceSize,
    pub(super) wifi: Wifi,
    /// Until when nothing goes to a desk, and whether the desk asked for it.
    pub(super) holds: BTreeMap<String, (u64, bool)>,
    pub(super) mode: Mode,
    pub(super) lock: Lease,
    /// The other holder's beat, and since when it has stood still.
    pub(super) other_beat: Option<(u64, u64)>,
    pub(super) asked_lock_ms: Option<u64>,
    pub(super) sending: Option<Attempt>,
    pub(super) pending: Option<Pending>,
    /// Events that wait for the store to be read.
    pub(super) deferred: VecDeque<Event>,
    /// Answers whose commit failed. Their items are not sent meanwhile.
    pub(super) unwritten: VecDeque<Event>,
    /// The store did not take something: until then it is left in peace.
    pub(super) store_due: u64,
    /// Reports whose saving met a version that was there already.
    pub(super) resaving: Vec<Uid>,
    pub(super) check: LedgerCheck,
    pub(super) lost: Vec<Line>,
}

/// The session's own view of an item's pauses.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Timing {
    pub due_ms: u64,
    pub tried_ms: Option<u64>,
    /// Failures in a row. Only the back-off knows it: there is no number at which to give up.
    pub failures: u32,
    /// The server asked for the pause.
    pub asked: bool,
    /// Until when photos wait on their own account.
    pub photos_due_ms: u64,
    /// A photo was told that there is no such report: the report is asked after first.
    pub check: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Mode {
    #[default]
    Starting,
    Ready,
    /// The store cannot be read: nothing is written (R10).
    Unreadable,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Lease {
    #[default]
    Free,
    Asking,
    /// Ours, but the store must be read again: another may have sent meanwhile.
    Stale,
    Held,
}

/// Finding out whether the store lost something: the ledger is read first, the store second, and for what is
/// missing the ledger again, so that another tab's work in between is not taken for a loss.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum LedgerCheck {
    #[default]
    None,
    Asked,
    Have(Vec<Line>),
    Confirming(Vec<Line>),
}

/// A commit on its way and what it stands for.
pub(super) struct Pending {
    pub cause: Cause,
    pub puts: Vec<Item>,
    pub removed: Vec<String>,
    pub then: Vec<Then>,
}

pub(super) enum Cause {
    Save(Uid),
    /// Decided again after somebody else's change.
    Event(Event),
    /// A step of our own; `next` will find it again if it is still due.
    Own,
    /// Making room for a batch that did not fit.
    Room(Batch, Box<Pending>),
}

/// What follows once it is written.
pub(super) enum Then {
    Send(Uid, Job),
    Effect(Effect),
}

impl Then {
    pub(super) fn tell(notice: Notice) -> Self {
        Self::Effect(Effect::Tell(notice))
    }
}

impl Outbox {
    /// One that sends photos in pieces of so many bytes.
    pub fn with_pieces_of(bytes: u64) -> Self {
        Self { piece: PieceSize(bytes.max(1)), ..Self::default() }
    }

    /// Every report on this device, in the order they were saved.
    pub fn items(&self) -> Vec<&Item> {
        let mut items: Vec<_> = self.items.values().collect();
        items.sort_by_key(|item| item.seq);
        items
    }

    pub fn item(&self, uid: &Uid) -> Option<&Item> {
        self.items.get(uid.as_str())
    }

    pub fn word(&self, uid: &Uid) -> Option<Word> {
        let sending = self.sending.as_ref().is_some_and(|sent| sent.uid == *uid && sent.job == Job::Report);
        self.item(uid).map(|item| Word::of(item, sending))
    }

    /// What is left alone because it is newer than this app or cannot be read.
    pub fn aside(&self) -> &[Record] {
        &self.aside
    }

    /// What the device lost before sending, until the person has seen it.
    pub fn lost(&self) -> &[Line] {
        &self.lost
    }

    pub fn is_readable(&self) -> bool {
        self.mode == Mode::Ready
    }

    /// Whether anything here still has to arrive: for the probe of the network, the alarm, the app's update.
    pub fn has_unsent(&self) -> bool {
        self.items.values().any(|item| !item.is_settled())
    }

    /// When this session last tried it, on its steady clock.
    pub fn tried_ms(&self, uid: &Uid) -> Option<u64> {
        self.timing.get(self.item(uid)?.key())?.tried_ms
    }

    /// Sends a batch on its way. Every put expects the version before it.
    pub(super) fn commit(
        &mut self,
        cause: Cause,
        puts: Vec<Item>,
        changes: Vec<Change>,
        then: Vec<Then>,
    ) -> Effect {
        let mut batch = Batch::of(changes);
        for item in &puts {
            batch.expect.push((item.key().to_owned(), item.rev - 1));
            batch.changes.push(Change::PutItem(stored::write_item(item)));
        }
        self.pending = Some(Pending { cause, puts, removed: Vec::new(), then });
        Effect::Commit(batch)
    }
}
