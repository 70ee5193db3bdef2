//! Drafts that are there already: brought back at the start, gone on with, taken over from another tab.

use super::{deleted, held, keep, list};
use crate::state::{
    Portal, drafts,
    outbox::{
        DraftRow, DraftState, Outbox, draft_rows,
        engine::{Machine, machine},
        outbox,
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::rc::Rc;
use tanggap_browser::{clock, device::DraftGuard, home, page};
use tanggap_core::{
    form::Answers,
    journey::Draft,
    ports::Record,
    report::Uid,
    stored::{ReadDraft, SavedDraft, read_draft},
};

/// Every draft that can be read, the newest first; shown in the list.
pub(super) async fn read(machine: &Machine) -> Vec<SavedDraft> {
    let records: Vec<Record> = machine.ports().device().drafts().await.unwrap_or_default();
    let mut kept: Vec<SavedDraft> = records
        .iter()
        .filter_map(|record| match read_draft(record) {
            ReadDraft::Draft(saved) => Some(*saved),
            ReadDraft::Newer | ReadDraft::Broken => None,
        })
        .collect();
    kept.sort_by_key(|saved| -saved.saved_at);
    // An earlier app kept drafts in which nothing was told any more.
    let (empty, kept): (Vec<_>, Vec<_>) =
        kept.into_iter().partition(|saved| saved.is_empty(&Answers::default()));
    for saved in empty {
        if machine.ports().device().hold_draft(&saved.uid).await.is_some() {
            let _removed = machine.ports().device().remove_draft(&saved).await;
        }
    }
    let rows: Vec<DraftRow> = kept.iter().map(list::row).collect();
    draft_rows().set(rows);
    kept
}

/// The newest draft comes back by itself where nothing else has been begun: the person goes on where they were.
pub(super) async fn restore(portal: Portal, machine: &Rc<Machine>, kept: Vec<SavedDraft>) {
    let untouched = portal.draft.with_untracked(Draft::is_untouched);
    let in_form = page::path(portal.base).starts_with("report/");
    if !untouched {
        return;
    }
    for saved in kept {
        match held_soon(machine, &saved.uid).await {
            Some(_) if portal.draft.with_untracked(|draft| !draft.is_untouched()) => return,
            Some(guard) => return put_at_hand(portal, saved, guard).await,
            // The same form in two tabs: the second reads. Elsewhere another draft may come back.
            None if in_form => return only_read(portal, saved),
            None => {}
        }
    }
}

/// A page that was just reloaded has not always let go when the next one asks.
async fn held_soon(machine: &Machine, uid: &Uid) -> Option<DraftGuard> {
    const TRIES: usize = 5;
    for _ in 0..TRIES {
        if let Some(guard) = machine.ports().device().hold_draft(uid).await {
            return Some(guard);
        }
        clock::wait(200).await;
    }
    machine.ports().device().hold_draft(uid).await
}

async fn put_at_hand(portal: Portal, saved: SavedDraft, guard: DraftGuard) {
    drafts::restore(&saved);
    held::put(saved.clone(), Rc::new(guard));
    portal.draft.set(saved.draft.clone());
    if page::attribute("data-page").as_deref() == Some("home") {
        home::set_told_text(&saved.draft.description);
    }
    if saved.draft.service.is_some() {
        crate::state::questions::load(portal).await;
    }
    outbox().update(|outbox| {
        outbox.draft = DraftState::Restored { saved_at: saved.saved_at, address: format!("/{}", saved.step) };
    });
}

fn only_read(portal: Portal, saved: SavedDraft) {
    drafts::restore(&saved);
    outbox().update(|outbox| outbox.draft = DraftState::Elsewhere { uid: saved.uid.clone(), is_free: false });
    portal.draft.set(saved.draft);
    spawn_local(wait_for_it(saved.uid));
}

/// Looks whether the other tab has let go.
async fn wait_for_it(uid: Uid) {
    loop {
        clock::wait(2_000).await;
        let mine = |outbox: &Outbox| matches!(&outbox.draft, DraftState::Elsewhere { uid: shown, .. } if *shown == uid);
        if !outbox().with_untracked(mine) {
            return;
        }
        let Some((_, machine)) = machine() else { return };
        // Taken and given back at once: only the person decides to go on here.
        let is_free = machine.ports().device().hold_draft(&uid).await.is_some();
        outbox().update(|outbox| outbox.draft = DraftState::Elsewhere { uid: uid.clone(), is_free });
    }
}

/// Another tab changed a draft: the list is read again.
pub async fn read_again() {
    if let Some((_, machine)) = machine() {
        let _rows = read(&machine).await;
    }
}

/// What was begun stays in the list; the person begins another.
pub async fn start_anew(portal: Portal, machine: &Rc<Machine>) {
    keep(portal).await;
    deleted::set_aside(portal, machine).await;
    held::let_go();
    drafts::let_go(portal);
    home::set_told_text("");
    read_again().await;
}

/// Goes on with a draft of the list.
pub async fn go_on(portal: Portal, machine: &Rc<Machine>, uid: Uid) {
    let known = held::of(&uid).is_some();
    if !known {
        keep(portal).await;
        deleted::set_aside(portal, machine).await;
    }
    let Ok(Some(record)) = machine.ports().device().draft(&uid).await else { return read_again().await };
    let ReadDraft::Draft(saved) = read_draft(&record) else { return };
    if known && drafts::uid_at_hand().as_ref() == Some(&uid) {
        return drafts::go_back(portal, &saved.step);
    }
    if !known {
        match machine.ports().device().hold_draft(&uid).await {
            Some(guard) => held::put((*saved).clone(), Rc::new(guard)),
            None => {
                drafts::go_on(portal, &saved);
                outbox().update(|outbox| {
                    outbox.draft = DraftState::Elsewhere { uid: uid.clone(), is_free: false }
                });
                return spawn_local(wait_for_it(uid));
            }
        }
    }
    outbox().update(|outbox| outbox.draft = DraftState::Kept { saved_at: saved.saved_at });
    drafts::go_on(portal, &saved);
}

/// The other tab has let go, and the person goes on here, with what that tab kept last.
pub async fn take_over(portal: Portal, machine: &Rc<Machine>) {
    let Some(uid) = drafts::uid_at_hand() else { return };
    let Some(guard) = machine.ports().device().hold_draft(&uid).await else { return };
    match machine.ports().device().draft(&uid).await {
        Ok(Some(record)) => {
            let ReadDraft::Draft(saved) = read_draft(&record) else { return };
            put_at_hand(portal, *saved, guard).await;
        }
        // Sent or deleted there.
        _ => drafts::let_go(portal),
    }
}
