//! A draft that its person deletes leaves the store at once, and can be had back for ten seconds, each of several for its
//! own: until then this page has it in memory, with its photos and the right to write it. A page that ends before takes them
//! along.

use super::{
    DraftState, DraftTrouble, at_hand, autosave,
    autosave::{current, noticed, turn, write},
    draft_rows, drafts, list, opening, photos,
};
use crate::state::{Portal, questions};
use leptos::{prelude::*, task::spawn_local};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use tanggap_browser::{
    clock,
    device::{Device, DraftGuard, NewPhoto},
    home, page,
};
use tanggap_core::{
    media::Slot,
    report::Uid,
    stored::{ReadDraft, SavedDraft, read_draft},
};

const UNDO_MS: i32 = 10_000;

struct Deleted {
    /// With the words as they stood on the screen; `rev` is 0 where none of it lay in the store.
    saved: SavedDraft,
    photos: Vec<(Slot, Vec<u8>)>,
    guard: Rc<DraftGuard>,
    /// It was the one that the person was writing.
    was_at_hand: bool,
}

thread_local! {
    /// What can be had back, the last to be deleted at the end, each with the number of its offer.
    static DELETED: RefCell<Vec<(u32, Deleted)>> = const { RefCell::new(Vec::new()) };
    /// Counts the offers, so that the end of one is not the end of another.
    static OFFERS: Cell<u32> = const { Cell::new(0) };
}

/// The person deletes a draft, from the list or from the form. One that another tab has stays where it is.
pub async fn delete(portal: Portal, device: &Device, uid: Uid) {
    let _turn = turn().await;
    let Some(deleted) = taken(portal, device, &uid).await else {
        return say(&uid, DraftTrouble::Elsewhere);
    };
    if deleted.saved.rev > 0 && device.remove_draft(&deleted.saved).await.is_err() {
        return say(&uid, DraftTrouble::NotDone);
    }
    if deleted.was_at_hand {
        let_go(portal);
    }
    offer(deleted);
    let _rows = list::read(device).await;
}

/// Says beside the draft why it was not deleted.
fn say(uid: &Uid, trouble: DraftTrouble) {
    draft_rows().update(|rows| {
        rows.iter_mut().filter(|row| row.uid == *uid).for_each(|row| row.trouble = Some(trouble));
    });
}

/// Brings back what was deleted last; what was deleted before it stays to be had back. What was begun meanwhile goes into
/// the list, or where it may not lie there, takes its turn to be had back. A form that shows it is left: its boxes would go
/// on showing one draft and writing another.
pub async fn undo(portal: Portal, device: &Device) {
    let _turn = turn().await;
    let Some((_, mut back)) = DELETED.with(|deleted| deleted.borrow_mut().pop()) else { return };
    tell();
    if back.was_at_hand {
        let _without_photos = write(portal).await;
        set_aside(portal, device).await;
        let_go(portal);
        if page::path(portal.base).starts_with("report/") {
            drafts().update(|drafts| drafts.opened = Some("/".to_owned()));
        }
    }
    if back.saved.rev > 0 {
        back.saved.rev = 0;
        let photos =
            back.photos.iter().map(|(slot, bytes)| NewPhoto { slot: slot.clone(), bytes: bytes.clone() });
        match device.put_draft_with(&back.saved, photos.collect(), &[]).await {
            Ok(rev) => back.saved.rev = rev,
            Err(_) if back.was_at_hand => {}
            // As it was before: the person may try again.
            Err(_) => return offer(back),
        }
    }
    if back.was_at_hand {
        put_at_hand(portal, back).await;
    }
    let _rows = list::read(device).await;
}

/// Another draft takes its place: what may not lie in the store can be had back for a while, as what was deleted.
pub async fn set_aside(portal: Portal, device: &Device) {
    let is_elsewhere = drafts().with_untracked(|drafts| matches!(drafts.state, DraftState::Elsewhere { .. }));
    let begun = current(portal).filter(|begun| {
        !is_elsewhere && !at_hand::is_empty(portal, begun) && autosave::stored(begun).is_none()
    });
    if let Some(begun) = begun
        && let Some(aside) = taken(portal, device, &begun.uid).await
    {
        offer(aside);
    }
}

fn offer(deleted: Deleted) {
    let offer = OFFERS.get() + 1;
    OFFERS.set(offer);
    DELETED.with(|all| all.borrow_mut().push((offer, deleted)));
    tell();
    spawn_local(async move {
        clock::wait(UNDO_MS).await;
        DELETED.with(|all| all.borrow_mut().retain(|(known, _)| *known != offer));
        tell();
    });
}

/// How many can be had back.
fn tell() {
    let deleted = DELETED.with(|all| all.borrow().len());
    if drafts().with_untracked(|drafts| drafts.deleted != deleted) {
        drafts().update(|drafts| drafts.deleted = deleted);
    }
}

/// Everything of a draft, with the right to write it. `None`: another tab has it, or there is none.
async fn taken(portal: Portal, device: &Device, uid: &Uid) -> Option<Deleted> {
    let was_at_hand = at_hand::uid_at_hand().as_ref() == Some(uid);
    let guard = match autosave::of(uid) {
        Some(held) => held.guard.is_ours().then_some(held.guard)?,
        None => Rc::new(device.hold_draft(uid).await?),
    };
    let stored = device.draft(uid).await.ok().flatten().and_then(|record| match read_draft(&record) {
        ReadDraft::Draft(saved) => Some(*saved),
        ReadDraft::Newer | ReadDraft::Broken => None,
    });
    let mut saved = match (current(portal).filter(|_| was_at_hand), stored) {
        (Some(current), Some(stored)) => SavedDraft { rev: stored.rev, extra: stored.extra, ..current },
        (Some(current), None) => current,
        (None, stored) => stored?,
    };
    let mut photos = Vec::new();
    for photo in &saved.photos {
        let slot = &photo.claim.slot;
        let bytes = match photos::unkept(slot).filter(|_| was_at_hand) {
            Some(bytes) => Some(bytes),
            None => device.photo(uid, slot).await.ok().flatten(),
        };
        photos.extend(bytes.map(|bytes| (slot.clone(), bytes)));
    }
    saved.photos.retain(|photo| photos.iter().any(|(slot, _)| *slot == photo.claim.slot));
    Some(Deleted { saved, photos, guard, was_at_hand })
}

fn let_go(portal: Portal) {
    autosave::never_mind();
    autosave::let_go();
    opening::let_go(portal);
    home::set_told_text("");
}

async fn put_at_hand(portal: Portal, back: Deleted) {
    let Deleted { saved, photos, guard, .. } = back;
    opening::restore(&saved);
    let is_stored = saved.rev > 0;
    if !is_stored {
        photos::hold(photos);
        photos::mirror();
    }
    autosave::put(saved.clone(), guard);
    portal.draft.set(saved.draft.clone());
    if page::attribute("data-page").as_deref() == Some("home") {
        home::set_told_text(&saved.draft.description);
    }
    if saved.draft.service.is_some() {
        questions::load(portal).await;
    }
    if is_stored {
        let address = format!("/{}", saved.step);
        drafts().update(|drafts| {
            drafts.state = DraftState::Restored { saved_at: saved.saved_at, address };
        });
    }
    noticed(portal);
}
