//! The drafts of this device as the screens list them. In a signal of their own: the first screen needs nothing of them.

use leptos::prelude::*;
use tanggap_core::{report::Uid, stored::Listed};

/// One draft in the list.
#[derive(Clone, PartialEq)]
pub struct DraftRow {
    pub uid: Uid,
    /// When it was written last, in seconds since 1970, to the minute.
    pub saved_at: i64,
    /// What tells it from others.
    pub listed: Listed,
    /// It was to be deleted, and another tab has it.
    pub is_elsewhere: bool,
}

thread_local! {
    static ROWS: ArcRwSignal<Vec<DraftRow>> = ArcRwSignal::new(Vec::new());
}

/// The newest first. Empty before the store has been read.
pub fn draft_rows() -> ArcRwSignal<Vec<DraftRow>> {
    ROWS.with(Clone::clone)
}
