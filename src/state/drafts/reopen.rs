//! Drafts that are there already: brought back at the start, gone on with, taken over from another tab.

use super::{DraftState, at_hand, autosave, deleted, drafts, list, opening, shown::Drafts};
use crate::state::{Portal, device, questions};
use leptos::{prelude::*, task::spawn_local};
use std::rc::Rc;
use tanggap_browser::{
    clock,
    device::{Device, DraftGuard},
    home, page,
};
use tanggap_core::{
    journey::Draft,
    report::Uid,
    stored::{ReadDraft, SavedDraft, read_draft},
};

/// The newest draft comes back by itself where nothing else has been begun: the person goes on where they were.
pub async fn restore(portal: Portal, device: &Device, kept: Vec<SavedDraft>) {
    let untouched = portal.draft.with_untracked(Draft::is_untouched);
    let in_form = page::path(portal.base).starts_with("report/");
    if !untouched {
        return;
    }
    for saved in kept {
        match held_soon(device, &saved.uid).await {
            Some(_) if portal.draft.with_untracked(|draft| !draft.is_untouched()) => return,
            Some(guard) => return put_at_hand(portal, saved, guard),
            // The same form in two tabs: the second reads. Elsewhere another draft may come back.
            None if in_form => return only_read(portal, saved),
            None => {}
        }
    }
}

/// A page that was just reloaded has not always let go when the next one asks.
async fn held_soon(device: &Device, uid: &Uid) -> Option<DraftGuard> {
    const TRIES: usize = 5;
    for _ in 0..TRIES {
        if let Some(guard) = device.hold_draft(uid).await {
            return Some(guard);
        }
        clock::wait(200).await;
    }
    device.hold_draft(uid).await
}

fn put_at_hand(portal: Portal, saved: SavedDraft, guard: DraftGuard) {
    opening::restore(&saved);
    autosave::put(saved.clone(), Rc::new(guard));
    portal.draft.set(saved.draft.clone());
    if page::attribute("data-page").as_deref() == Some("home") {
        home::set_told_text(&saved.draft.description);
    }
    if saved.draft.service.is_some() {
        questions::load_soon(portal);
    }
    drafts().update(|drafts| {
        drafts.state = DraftState::Restored { saved_at: saved.saved_at, address: format!("/{}", saved.step) };
    });
}

fn only_read(portal: Portal, saved: SavedDraft) {
    opening::restore(&saved);
    drafts().update(|drafts| drafts.state = DraftState::Elsewhere { uid: saved.uid.clone(), is_free: false });
    portal.draft.set(saved.draft);
    spawn_local(wait_for_it(saved.uid));
}

/// Looks whether the other tab has let go.
async fn wait_for_it(uid: Uid) {
    loop {
        clock::wait(2_000).await;
        let mine = |drafts: &Drafts| matches!(&drafts.state, DraftState::Elsewhere { uid: shown, .. } if *shown == uid);
        if !drafts().with_untracked(mine) {
            return;
        }
        let Some(device) = device::now() else { return };
        // Taken and given back at once: only the person decides to go on here.
        let is_free = device.hold_draft(&uid).await.is_some();
        drafts().update(|drafts| drafts.state = DraftState::Elsewhere { uid: uid.clone(), is_free });
    }
}

/// What was begun stays in the list; the person begins another.
pub async fn start_anew(portal: Portal, device: &Device) {
    autosave::keep(portal).await;
    deleted::set_aside(portal, device).await;
    autosave::let_go();
    opening::let_go(portal);
    home::set_told_text("");
    list_again(device).await;
}

/// Goes on with a draft of the list.
pub async fn go_on(portal: Portal, device: &Device, uid: Uid) {
    let known = autosave::of(&uid).is_some();
    if !known {
        autosave::keep(portal).await;
        deleted::set_aside(portal, device).await;
    }
    let Ok(Some(record)) = device.draft(&uid).await else { return list_again(device).await };
    let ReadDraft::Draft(saved) = read_draft(&record) else { return };
    if known && at_hand::uid_at_hand().as_ref() == Some(&uid) {
        return opening::go_back(portal, &saved.step);
    }
    if !known {
        match device.hold_draft(&uid).await {
            Some(guard) => autosave::put((*saved).clone(), Rc::new(guard)),
            None => {
                opening::go_on(portal, &saved);
                drafts().update(|drafts| {
                    drafts.state = DraftState::Elsewhere { uid: uid.clone(), is_free: false }
                });
                return spawn_local(wait_for_it(uid));
            }
        }
    }
    drafts().update(|drafts| drafts.state = DraftState::Kept { saved_at: saved.saved_at });
    opening::go_on(portal, &saved);
}

async fn list_again(device: &Device) {
    let _rows = list::read(device).await;
}

/// The other tab has let go, and the person goes on here, with what that tab kept last.
pub async fn take_over(portal: Portal, device: &Device) {
    let Some(uid) = at_hand::uid_at_hand() else { return };
    let Some(guard) = device.hold_draft(&uid).await else { return };
    match device.draft(&uid).await {
        Ok(Some(record)) => {
            let ReadDraft::Draft(saved) = read_draft(&record) else { return };
            put_at_hand(portal, *saved, guard);
        }
        // Sent or deleted there.
        _ => opening::let_go(portal),
    }
}
