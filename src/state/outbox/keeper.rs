//! Keeps the draft at hand: half a second after a key at the latest, and at once when the page goes out of sight
//! (A1). Who edits a draft holds its guard; another tab only reads it (D3).

mod again;

pub use again::{delete, go_on, read_again, start_anew, take_over};

use super::{
    DraftState,
    engine::{Machine, machine},
    outbox,
};
use crate::state::{Portal, drafts, photos};
use leptos::{prelude::*, task::spawn_local};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use tanggap_browser::{clock, device::DraftGuard, page};
use tanggap_core::{journey::Draft, media::Slot, ports::StoreFault, stored::SavedDraft};

/// A little under the half second that is promised.
const AFTER_MS: i32 = 300;

thread_local! {
    /// The draft that this tab writes, as it stands in the store, and the right to write it.
    static HELD: RefCell<Option<(SavedDraft, Rc<DraftGuard>)>> = const { RefCell::new(None) };
    static DUE: Cell<bool> = const { Cell::new(false) };
    static WRITING: Cell<bool> = const { Cell::new(false) };
    static STOPPED: Cell<bool> = const { Cell::new(false) };
}

/// Brings back what was begun, and keeps what is typed from now on.
pub async fn begin(portal: Portal, machine: &Rc<Machine>) {
    // Typed while all this was on its way.
    let typed = portal.draft.with_untracked(|draft| *draft != Draft::default());
    let kept = again::read(machine).await;
    again::restore(portal, machine, kept).await;
    // Not bound to any screen: what is typed is kept wherever it is typed.
    let owner = Owner::new();
    owner.with(|| {
        Effect::new(move |before: Option<()>| {
            portal.draft.track();
            if before.is_some() {
                soon(portal);
            }
        });
    });
    std::mem::forget(owner);
    page::on_hidden(move || {
        if DUE.get() {
            spawn_local(keep(portal));
        }
    });
    if typed {
        soon(portal);
    }
}

/// Writes nothing more in this page: what is written after *remove everything* would be left.
pub fn stop() {
    STOPPED.set(true);
}

/// It was not done after all.
pub fn resume() {
    STOPPED.set(false);
}

pub fn is_stopped() -> bool {
    STOPPED.get()
}

fn hold(saved: SavedDraft, guard: DraftGuard) {
    HELD.with(|held| held.replace(Some((saved, Rc::new(guard)))));
}

fn soon(portal: Portal) {
    if DUE.replace(true) {
        return;
    }
    // The first words at once: the right to write them is asked for, and a page that is being left gets no answer.
    let is_first = !WRITING.get() && HELD.with(|held| held.borrow().is_none());
    spawn_local(async move {
        if !is_first {
            clock::wait(AFTER_MS).await;
        }
        if DUE.get() {
            keep(portal).await;
        }
    });
}

/// Writes the draft as it stands now. One at a time: who comes meanwhile is written after.
pub async fn keep(portal: Portal) {
    DUE.set(false);
    if STOPPED.get() {
        return;
    }
    if WRITING.replace(true) {
        return soon(portal);
    }
    write(portal).await;
    WRITING.set(false);
}

async fn write(portal: Portal) {
    let Some((_, machine)) = machine() else { return };
    let draft = portal.draft.get_untracked();
    let known = HELD.with(|held| held.borrow().as_ref().map(|(saved, _)| saved.uid.clone()));
    let state = outbox().with_untracked(|outbox| outbox.draft.clone());
    let is_read_only = matches!(state, DraftState::Elsewhere { .. });
    // Nothing told is nothing to keep, unless it is what is left of a draft that is there.
    if is_read_only || (draft == Draft::default() && drafts::uid_at_hand() != known) {
        return;
    }
    let Some(editing) = drafts::at_hand() else { return };
    if machine.look(|outbox| outbox.item(&editing.uid).is_some()) {
        return;
    }
    let sensitive = untrack(|| drafts::is_sensitive(portal)) && !editing.keep_sensitive;
    let Some((before, guard)) = held(&machine, &editing).await else {
        return outbox().update(|outbox| {
            outbox.draft = DraftState::Elsewhere { uid: editing.uid.clone(), is_free: false };
        });
    };
    if sensitive {
        if before.rev > 0 {
            take_back(&machine, &before).await;
            let _removed = machine.ports().device().remove_draft(&before).await;
        }
        hold_again(SavedDraft { rev: 0, ..before }, guard);
        return outbox().update(|outbox| outbox.draft = DraftState::MemoryOnly);
    }
    let next = SavedDraft {
        saved_at: clock::now_unix_seconds(),
        step: page::path(portal.base),
        corrects: editing.corrects,
        photos: editing.photos,
        app_version: env!("CARGO_PKG_VERSION").into(),
        draft,
        ..before
    };
    let (new, removed) = photos::unsaved(&next.photos);
    let slots: Vec<Slot> = new.iter().map(|photo| photo.slot.clone()).collect();
    let outcome = machine.ports().device().put_draft_with(&next, new, &removed).await;
    let state = match outcome {
        Ok(rev) => {
            photos::saved(&slots, &removed);
            // To the minute, as it is shown: else the screen would change with every key.
            let saved_at = next.saved_at - next.saved_at.rem_euclid(60);
            hold_again(SavedDraft { rev, ..next }, guard);
            DraftState::Kept { saved_at }
        }
        // It has become a report while it was being written.
        Err(StoreFault::Conflict) if machine.look(|outbox| outbox.item(&next.uid).is_some()) => return,
        // Sent from another tab, or changed there in spite of the guard.
        Err(StoreFault::Conflict) => DraftState::Elsewhere { uid: next.uid, is_free: false },
        // The words have room, perhaps (C2).
        Err(StoreFault::Quota) if !slots.is_empty() => {
            photos::no_room(&slots);
            return soon(portal);
        }
        Err(fault) => DraftState::NotKept(fault),
    };
    outbox().update(|outbox| outbox.draft = state);
}

/// What was kept is only remembered from now on.
async fn take_back(machine: &Machine, saved: &SavedDraft) {
    for photo in &saved.photos {
        if let Ok(Some(bytes)) = machine.ports().device().photo(&saved.uid, &photo.claim.slot).await {
            photos::take_back(&saved.uid, &photo.claim.slot, bytes);
        }
    }
}

/// What this tab holds of the draft at hand; taken now where it is new. `None`: another tab has it.
async fn held(machine: &Machine, editing: &drafts::Editing) -> Option<(SavedDraft, Rc<DraftGuard>)> {
    let known = HELD.with(|held| {
        held.borrow()
            .as_ref()
            .filter(|(saved, _)| saved.uid == editing.uid)
            .map(|(saved, guard)| (saved.clone(), guard.clone()))
    });
    if let Some((saved, guard)) = known {
        return guard.is_ours().then_some((saved, guard));
    }
    let guard = Rc::new(machine.ports().device().hold_draft(&editing.uid).await?);
    let new = SavedDraft {
        uid: editing.uid.clone(),
        rev: 0,
        app_version: String::new(),
        form_version: String::new(),
        saved_at: 0,
        step: String::new(),
        draft: Draft::default(),
        corrects: None,
        photos: Vec::new(),
        extra: Default::default(),
    };
    Some((new, guard))
}

fn hold_again(saved: SavedDraft, guard: Rc<DraftGuard>) {
    HELD.with(|held| held.replace(Some((saved, guard))));
}
