//! What the screens know of drafts.

use leptos::prelude::*;
use tanggap_core::{ports::StoreFault, report::Uid, stored::Listed};

#[derive(Clone, Default)]
pub struct Drafts {
    /// How the one at hand is kept.
    pub state: DraftState,
    /// How many were deleted a moment ago and can be had back.
    pub deleted: usize,
    /// One was opened: the address where it goes on, until a screen has gone there.
    pub opened: Option<String>,
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

/// One draft in the list.
#[derive(Clone, PartialEq)]
pub struct DraftRow {
    pub uid: Uid,
    /// When it was written last, in seconds since 1970, to the minute.
    pub saved_at: i64,
    /// What tells it from others.
    pub listed: Listed,
    /// Why it was not deleted, where it was to be.
    pub trouble: Option<DraftTrouble>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DraftTrouble {
    /// Another tab has it.
    Elsewhere,
    /// The store did not do it.
    NotDone,
}

thread_local! {
    // Two signals, as the first screen needs nothing of the list.
    static DRAFTS: ArcRwSignal<Drafts> = ArcRwSignal::new(Drafts::default());
    static ROWS: ArcRwSignal<Vec<DraftRow>> = ArcRwSignal::new(Vec::new());
}

/// To be read in screens; written in this room only.
pub fn drafts() -> ArcRwSignal<Drafts> {
    DRAFTS.with(Clone::clone)
}

/// Every draft of this device, the newest first. Empty before the store has been read.
pub fn draft_rows() -> ArcRwSignal<Vec<DraftRow>> {
    ROWS.with(Clone::clone)
}
