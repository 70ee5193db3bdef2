//! When the draft at hand is written: soon after a change, not with every key.

use super::{
    current::{current, is_same, kind},
    held,
    turn::turn,
    write,
};
use crate::state::{
    Portal, device,
    drafts::{DraftState, at_hand, drafts},
};
use leptos::{prelude::*, task::spawn_local};
use std::cell::Cell;
use tanggap_browser::clock;

/// A little under the half second that is promised.
const AFTER_MS: i32 = 300;

thread_local! {
    static DUE: Cell<bool> = const { Cell::new(false) };
}

/// Whether something of it is still to be written.
pub fn is_due() -> bool {
    DUE.get()
}

/// What was to be written is not any more: its draft is another one now.
pub fn never_mind() {
    DUE.set(false);
}

/// The draft may have changed: says how it stands to the store, and has it written.
pub fn noticed(portal: Portal) {
    let Some(now) = current(portal) else { return };
    let (stored, is_empty) = (held::stored(&now), at_hand::is_empty(portal, &now));
    let may = now.may_be_stored(kind(portal), stored.as_ref());
    let state = drafts().with_untracked(|drafts| drafts.state.clone());
    let is_due = match &stored {
        Some(stored) => !is_same(stored, &now),
        None => !is_empty,
    };
    let next = match state {
        // Read only here, or known to be kept nowhere: that is not over with a key.
        DraftState::Elsewhere { .. } | DraftState::NotKept(_) => state,
        // As long as some of it lies in the store, it is not in memory only.
        _ if !may && !is_empty && stored.is_none() => DraftState::MemoryOnly,
        _ if !may => DraftState::Unkept,
        _ if is_due => DraftState::Saving,
        DraftState::Saving => stored.map_or(DraftState::Unkept, |stored| write::kept(&stored)),
        _ => state,
    };
    write::tell(next);
    // What may not lie in the store goes at once.
    if !may && held::stored(&now).is_some() {
        return spawn_local(keep(portal));
    }
    soon(portal);
}

/// Has it written soon.
fn soon(portal: Portal) {
    if DUE.replace(true) {
        return;
    }
    // The first words at once: the right to write them is asked for, and a page that is being left gets no answer.
    let is_first = !held::is_any();
    spawn_local(async move {
        if !is_first {
            clock::wait(AFTER_MS).await;
        }
        if DUE.get() {
            keep(portal).await;
        }
    });
}

/// Writes the draft as it stands now; where nothing is different, nothing.
pub async fn keep(portal: Portal) {
    DUE.set(false);
    let _turn = turn().await;
    if !device::is_stopped() && write::write(portal).await {
        soon(portal);
    }
}
