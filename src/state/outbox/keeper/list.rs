//! The drafts of this device as the list shows them, kept true with every writing of this page.

use crate::state::outbox::{DraftRow, outbox};
use leptos::prelude::*;
use tanggap_core::stored::SavedDraft;

pub fn row(saved: &SavedDraft) -> DraftRow {
    DraftRow { uid: saved.uid.clone(), saved_at: to_the_minute(saved.saved_at), is_elsewhere: false }
}

/// As it is shown: else the screen would change with every key.
pub fn to_the_minute(seconds: i64) -> i64 {
    seconds - seconds.rem_euclid(60)
}

/// The store has it so from now on.
pub fn with(saved: &SavedDraft) {
    let row = row(saved);
    if outbox().with_untracked(|outbox| !outbox.drafts.contains(&row)) {
        outbox().update(|outbox| {
            outbox.drafts.retain(|known| known.uid != row.uid);
            outbox.drafts.insert(0, row);
        });
    }
}

/// The store has nothing of it any more.
pub fn without(saved: &SavedDraft) {
    if outbox().with_untracked(|outbox| outbox.drafts.iter().any(|row| row.uid == saved.uid)) {
        outbox().update(|outbox| outbox.drafts.retain(|row| row.uid != saved.uid));
    }
}
