//! The drafts of this device as the list shows them, kept true with every writing of this page.

use crate::state::outbox::{DraftRow, draft_rows};
use leptos::prelude::*;
use tanggap_core::stored::{Listed, SavedDraft};

pub fn row(saved: &SavedDraft) -> DraftRow {
    DraftRow {
        uid: saved.uid.clone(),
        saved_at: to_the_minute(saved.saved_at),
        listed: Listed::of(&saved.draft, saved.kept_for.as_ref()),
        is_elsewhere: false,
    }
}

/// As it is shown: else the screen would change with every key.
pub fn to_the_minute(seconds: i64) -> i64 {
    seconds - seconds.rem_euclid(60)
}

/// The store has it so from now on.
pub fn with(saved: &SavedDraft) {
    let row = row(saved);
    if draft_rows().with_untracked(|rows| !rows.contains(&row)) {
        draft_rows().update(|rows| {
            rows.retain(|known| known.uid != row.uid);
            rows.insert(0, row);
        });
    }
}

/// The store has nothing of it any more.
pub fn without(saved: &SavedDraft) {
    if draft_rows().with_untracked(|rows| rows.iter().any(|row| row.uid == saved.uid)) {
        draft_rows().update(|rows| rows.retain(|row| row.uid != saved.uid));
    }
}
