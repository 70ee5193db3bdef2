//! Keeps the draft at hand: half a second after a key at the latest, and at once when the page goes out of sight
//! (A1). Who edits a draft holds its guard; another tab only reads it (D3).
//!
//! What the screen says of it is what is true of the last key: *saving* until the store holds it, *saved* after
//! ([`noticed`] and [`write`] decide). A draft in which nothing is told is not kept, and one that became so is removed.

mod again;
mod deleted;
mod held;
mod list;
mod turn;

pub use again::{go_on, read_again, start_anew, take_over};
pub use deleted::{delete, forget_deleted, undo};

use super::{
    DraftState,
    engine::{Machine, machine},
    outbox,
};
use crate::state::{Portal, drafts, photos};
use held::Held;
use leptos::{prelude::*, task::spawn_local};
use std::{cell::Cell, rc::Rc};
use tanggap_browser::{clock, page};
use tanggap_core::{media::Slot, ports::StoreFault, service::ServiceKind, stored::SavedDraft};
use turn::turn;

/// A little under the half second that is promised.
const AFTER_MS: i32 = 300;

thread_local! {
    static DUE: Cell<bool> = const { Cell::new(false) };
    static STOPPED: Cell<bool> = const { Cell::new(false) };
}

/// Brings back what was begun, and keeps what is typed from now on.
pub async fn begin(portal: Portal, machine: &Rc<Machine>) {
    // Typed while all this was on its way.
    let typed = portal.draft.with_untracked(|draft| !draft.is_untouched());
    let kept = again::read(machine).await;
    again::restore(portal, machine, kept).await;
    // Not bound to any screen: what is typed is kept wherever it is typed.
    let owner = Owner::new();
    owner.with(|| {
        Effect::new(move |before: Option<()>| {
            portal.draft.track();
            if before.is_some() {
                noticed(portal);
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
        noticed(portal);
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

/// The draft may have changed: says how it stands to the store, and has it written.
fn noticed(portal: Portal) {
    let Some(now) = current(portal) else { return };
    let (stored, is_empty) = (held::stored(&now), drafts::is_empty(portal, &now));
    let may = now.may_be_stored(kind(portal), stored.as_ref());
    let state = outbox().with_untracked(|outbox| outbox.draft.clone());
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
        DraftState::Saving => stored.map_or(DraftState::Unkept, |stored| kept(&stored)),
        _ => state,
    };
    tell(next);
    // What may not lie in the store goes at once.
    if !may && held::stored(&now).is_some() {
        return spawn_local(keep(portal));
    }
    soon(portal);
}

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
    if !STOPPED.get() {
        write(portal).await;
    }
}

async fn write(portal: Portal) {
    let (Some((_, machine)), Some(now)) = (machine(), current(portal)) else { return };
    let is_read_only = outbox().with_untracked(|outbox| matches!(outbox.draft, DraftState::Elsewhere { .. }));
    let is_empty = drafts::is_empty(portal, &now);
    // Nothing told is nothing to keep, unless it is what is left of a draft that is there.
    if is_read_only || (is_empty && held::stored(&now).is_none()) {
        return;
    }
    if machine.look(|outbox| outbox.item(&now.uid).is_some()) {
        return;
    }
    let Some(Held { saved: before, guard }) = held::take(&machine, &now).await else {
        return tell(DraftState::Elsewhere { uid: now.uid, is_free: false });
    };
    let is_stored = before.rev > 0;
    let may = now.may_be_stored(kind(portal), is_stored.then_some(&before));
    if is_empty || !may {
        if is_stored && !remove(&machine, &before, !may).await {
            return tell(DraftState::NotKept(StoreFault::Unavailable));
        }
        held::put(SavedDraft { rev: 0, photos: Vec::new(), ..now.clone() }, guard);
        list::without(&now);
        return tell(if may || is_empty { DraftState::Unkept } else { DraftState::MemoryOnly });
    }
    if is_stored && is_same(&before, &now) && before.step == now.step {
        return told_kept(portal, &before);
    }
    let next = SavedDraft { rev: before.rev, extra: before.extra, ..now };
    let (new, removed) = photos::unsaved(&next.photos);
    let slots: Vec<Slot> = new.iter().map(|photo| photo.slot.clone()).collect();
    match machine.ports().device().put_draft_with(&next, new, &removed).await {
        Ok(rev) => {
            photos::saved(&slots, &removed);
            let next = SavedDraft { rev, ..next };
            held::put(next.clone(), guard);
            list::with(&next);
            told_kept(portal, &next);
        }
        // It has become a report while it was being written.
        Err(StoreFault::Conflict) if machine.look(|outbox| outbox.item(&next.uid).is_some()) => {}
        // Sent from another tab, or changed there in spite of the guard.
        Err(StoreFault::Conflict) => tell(DraftState::Elsewhere { uid: next.uid, is_free: false }),
        // The words have room, perhaps (C2).
        Err(StoreFault::Quota) if !slots.is_empty() => {
            photos::no_room(&slots);
            soon(portal);
        }
        Err(fault) => tell(DraftState::NotKept(fault)),
    }
}

/// The store holds this. It is *saved* only if nothing was typed meanwhile.
fn told_kept(portal: Portal, stored: &SavedDraft) {
    let restored = outbox().with_untracked(|outbox| matches!(outbox.draft, DraftState::Restored { .. }));
    match current(portal).is_some_and(|now| is_same(stored, &now)) {
        true if restored => {}
        true => tell(kept(stored)),
        false => tell(DraftState::Saving),
    }
}

fn kept(stored: &SavedDraft) -> DraftState {
    DraftState::Kept { saved_at: list::to_the_minute(stored.saved_at) }
}

fn tell(state: DraftState) {
    if outbox().with_untracked(|outbox| outbox.draft != state) {
        outbox().update(|outbox| outbox.draft = state);
    }
}

/// The draft at hand as it would lie in the store, `rev` apart.
fn current(portal: Portal) -> Option<SavedDraft> {
    let editing = drafts::at_hand()?;
    let path = page::path(portal.base);
    // Other screens are no step of the form: it goes on where it was left.
    let step = if path.starts_with("report/") { path } else { held::step().unwrap_or_default() };
    Some(SavedDraft {
        uid: editing.uid,
        rev: 0,
        app_version: env!("CARGO_PKG_VERSION").into(),
        form_version: String::new(),
        saved_at: clock::now_unix_seconds(),
        step,
        draft: portal.draft.get_untracked(),
        corrects: editing.corrects,
        photos: editing.photos,
        kept_for: editing.kept_for,
        extra: Default::default(),
    })
}

fn kind(portal: Portal) -> Option<ServiceKind> {
    untrack(|| portal.service()).map(|service| service.kind)
}

/// Whether they say the same.
fn is_same(one: &SavedDraft, other: &SavedDraft) -> bool {
    one.draft == other.draft && one.photos == other.photos && one.kept_for == other.kept_for
}

/// Takes a draft out of the store. Its photos stay in memory where only the store may not have them.
async fn remove(machine: &Machine, saved: &SavedDraft, keep_photos: bool) -> bool {
    if keep_photos {
        for photo in &saved.photos {
            if let Ok(Some(bytes)) = machine.ports().device().photo(&saved.uid, &photo.claim.slot).await {
                photos::take_back(&saved.uid, &photo.claim.slot, bytes);
            }
        }
    }
    machine.ports().device().remove_draft(saved).await.is_ok()
}
