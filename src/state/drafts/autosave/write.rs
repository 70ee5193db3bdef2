//! One writing of the draft at hand, and what is said of it afterwards.

use super::{
    current::{current, is_same, kind},
    held::{self, Held},
};
use crate::state::{
    Portal, device,
    drafts::{DraftState, at_hand, drafts, list, photos},
};
use leptos::prelude::*;
use std::cell::Cell;
use tanggap_browser::device::Device;
use tanggap_core::{media::Slot, ports::StoreFault, report::Uid, stored::SavedDraft};

type IsReport = fn(&Uid) -> bool;

thread_local! {
    /// Whether a draft of this uid has become a report: the outbox knows.
    static IS_REPORT: Cell<Option<IsReport>> = const { Cell::new(None) };
}

pub fn opened(is_report: IsReport) {
    IS_REPORT.set(Some(is_report));
}

fn is_report(uid: &Uid) -> bool {
    IS_REPORT.get().is_some_and(|is_report| is_report(uid))
}

/// Writes the draft as it stands now; where nothing is different, nothing. Called by who has the turn.
/// Whether it has to be written once more: without photos, for which there is no room (C2).
pub async fn write(portal: Portal) -> bool {
    let (Some(device), Some(now)) = (device::now(), current(portal)) else { return false };
    let is_read_only = drafts().with_untracked(|drafts| matches!(drafts.state, DraftState::Elsewhere { .. }));
    let is_empty = at_hand::is_empty(portal, &now);
    // Nothing told is nothing to keep, unless it is what is left of a draft that is there.
    if is_read_only || (is_empty && held::stored(&now).is_none()) {
        return false;
    }
    if is_report(&now.uid) {
        return false;
    }
    let Some(Held { saved: before, guard }) = held::take(&device, &now).await else {
        tell(DraftState::Elsewhere { uid: now.uid, is_free: false });
        return false;
    };
    let is_stored = before.rev > 0;
    let may = now.may_be_stored(kind(portal), is_stored.then_some(&before));
    if is_empty || !may {
        if is_stored && !remove(&device, &before, !may).await {
            tell(DraftState::NotKept(StoreFault::Unavailable));
            return false;
        }
        held::put(SavedDraft { rev: 0, photos: Vec::new(), ..now.clone() }, guard);
        list::without(&now);
        tell(if may || is_empty { DraftState::Unkept } else { DraftState::MemoryOnly });
        return false;
    }
    if is_stored && is_same(&before, &now) && before.step == now.step {
        told_kept(portal, &before);
        return false;
    }
    let next = SavedDraft { rev: before.rev, extra: before.extra, ..now };
    let (new, removed) = photos::unsaved(&next.photos);
    let slots: Vec<Slot> = new.iter().map(|photo| photo.slot.clone()).collect();
    match device.put_draft_with(&next, new, &removed).await {
        Ok(rev) => {
            photos::saved(&slots, &removed);
            let next = SavedDraft { rev, ..next };
            held::put(next.clone(), guard);
            list::with(&next);
            told_kept(portal, &next);
        }
        // It has become a report while it was being written.
        Err(StoreFault::Conflict) if is_report(&next.uid) => {}
        // Sent from another tab, or changed there in spite of the guard.
        Err(StoreFault::Conflict) => tell(DraftState::Elsewhere { uid: next.uid, is_free: false }),
        // The words have room, perhaps.
        Err(StoreFault::Quota) if !slots.is_empty() => {
            photos::no_room(&slots);
            return true;
        }
        Err(fault) => tell(DraftState::NotKept(fault)),
    }
    false
}

/// The store holds this. It is *saved* only if nothing was typed meanwhile.
fn told_kept(portal: Portal, stored: &SavedDraft) {
    let restored = drafts().with_untracked(|drafts| matches!(drafts.state, DraftState::Restored { .. }));
    match current(portal).is_some_and(|now| is_same(stored, &now)) {
        true if restored => {}
        true => tell(kept(stored)),
        false => tell(DraftState::Saving),
    }
}

pub fn kept(stored: &SavedDraft) -> DraftState {
    DraftState::Kept { saved_at: list::to_the_minute(stored.saved_at) }
}

pub fn tell(state: DraftState) {
    if drafts().with_untracked(|drafts| drafts.state != state) {
        drafts().update(|drafts| drafts.state = state);
    }
}

/// Takes a draft out of the store. Its photos stay in memory where only the store may not have them.
async fn remove(device: &Device, saved: &SavedDraft, keep_photos: bool) -> bool {
    if keep_photos {
        for photo in &saved.photos {
            if let Ok(Some(bytes)) = device.photo(&saved.uid, &photo.claim.slot).await {
                photos::take_back(&saved.uid, &photo.claim.slot, bytes);
            }
        }
    }
    device.remove_draft(saved).await.is_ok()
}
