//! Which draft is at hand: another one is opened, or the one that was is let go of.

use super::{DraftState, at_hand, drafts, photos};
use crate::{
    routes,
    state::{
        Portal,
        questions::{self, Questions},
    },
};
use leptos::{prelude::*, task::spawn_local};
use tanggap_core::{
    journey::{Draft, Step},
    outbox::Numbers,
    report::Uid,
    stored::{Correction, DraftPhoto, SavedDraft},
};

/// Lets go of the draft at hand: it has become a report, or stays in the list. The next begins empty.
pub fn let_go(portal: Portal) {
    at_hand::replace(None);
    photos::forget();
    drafts().update(|drafts| drafts.state = DraftState::Unkept);
    portal.draft.set(Draft::default());
    portal.questions.set(Questions::None);
}

/// The draft has become this report, which has its receipt: where it is at hand, it is let go of.
pub fn let_go_of(portal: Portal, report: &Uid) {
    if at_hand::uid_at_hand().as_ref() == Some(report) {
        let_go(portal);
    }
}

/// Opens what a refused report said, to be corrected.
pub fn correct(portal: Portal, draft: Draft, photos: Vec<DraftPhoto>, refused: Uid, numbers: Numbers) {
    at_hand::correction(Correction { replaces: refused, numbers }, photos);
    photos::mirror();
    open(portal, draft, routes::step(&Step::Check));
}

/// Goes on with a kept draft where the person was.
pub fn go_on(portal: Portal, saved: &SavedDraft) {
    restore(saved);
    open(portal, saved.draft.clone(), format!("/{}", saved.step));
}

/// Goes back to the draft at hand where it was left: what is in memory is newer than what is kept.
pub fn go_back(portal: Portal, step: &str) {
    open(portal, portal.draft.get_untracked(), format!("/{step}"));
}

/// Makes a kept draft the one at hand, without going anywhere.
pub fn restore(saved: &SavedDraft) {
    photos::forget();
    at_hand::replace(Some(at_hand::of_saved(saved)));
    photos::mirror();
}

fn open(portal: Portal, draft: Draft, address: String) {
    portal.draft.set(draft);
    spawn_local(async move {
        if portal.draft.with_untracked(|draft| draft.service.is_some()) {
            questions::load(portal).await;
        }
        drafts().update(|drafts| drafts.opened = Some(address));
    });
}

/// A screen has gone where the opened draft goes on.
pub fn went_there() {
    drafts().update(|drafts| drafts.opened = None);
}
