//! The draft at hand, and which report it will be: its uid is made with it and never changes (R1). What is typed goes
//! to the signal `Portal::draft`.

use crate::state::{Portal, questions::Questions};
use leptos::prelude::*;
use std::cell::RefCell;
use tanggap_browser::chance;
use tanggap_core::{
    form::Answers,
    report::Uid,
    stored::{Correction, DraftPhoto, SavedDraft},
};

/// What belongs to the draft at hand and is no answer.
#[derive(Clone)]
pub struct Editing {
    pub uid: Uid,
    /// The refused report that it corrects: ticket and key stay (DESIGN §4).
    pub corrects: Option<Correction>,
    pub photos: Vec<DraftPhoto>,
    /// Desk and code of the one service, sensitive as it is, for which the person wants it kept (R14).
    pub kept_for: Option<(String, String)>,
}

impl Editing {
    fn new(uid: Uid) -> Self {
        Self { uid, corrects: None, photos: Vec::new(), kept_for: None }
    }
}

thread_local! {
    static AT_HAND: RefCell<Option<Editing>> = const { RefCell::new(None) };
    /// The address of the step that the form shows, below the portal's base.
    static SHOWN_STEP: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// The draft at hand; made the first time somebody asks.
pub fn at_hand() -> Option<Editing> {
    change(|_| ());
    AT_HAND.with_borrow(Clone::clone)
}

pub fn uid_at_hand() -> Option<Uid> {
    AT_HAND.with_borrow(|at_hand| at_hand.as_ref().map(|editing| editing.uid.clone()))
}

/// Another draft is at hand from now on, or none.
pub fn replace(editing: Option<Editing>) {
    AT_HAND.set(editing);
}

/// The form shows this step, or another screen is there: `None`.
pub fn show_step(step: Option<&str>) {
    SHOWN_STEP.set(step.map(|step| step.trim_start_matches('/').to_owned()));
}

pub fn shown_step() -> Option<String> {
    SHOWN_STEP.with_borrow(Clone::clone)
}

/// Whether the service that is chosen now is one for which the person wants the draft kept.
pub fn want_kept(portal: Portal, keep: bool) {
    let service = portal.draft.with_untracked(|draft| draft.service.clone());
    change(|editing| editing.kept_for = service.filter(|_| keep));
}

/// Changes the draft at hand, which is made where there is none.
fn change(change: impl FnOnce(&mut Editing)) {
    AT_HAND.with_borrow_mut(|at_hand| {
        if at_hand.is_none() {
            *at_hand = Uid::parse(&chance::uuid()).map(Editing::new);
        }
        if let Some(editing) = at_hand {
            change(editing);
        }
    });
}

/// A refused report's draft, which takes its place under a uid of its own.
pub fn correction(corrects: Correction, photos: Vec<DraftPhoto>) {
    if let Some(uid) = Uid::parse(&chance::uuid()) {
        replace(Some(Editing { corrects: Some(corrects), photos, ..Editing::new(uid) }));
    }
}

/// What a kept draft says beside its answers.
pub fn of_saved(saved: &SavedDraft) -> Editing {
    Editing {
        uid: saved.uid.clone(),
        corrects: saved.corrects.clone(),
        photos: saved.photos.clone(),
        kept_for: saved.kept_for.clone(),
    }
}

/// Whether the person said that it is to be kept for the service that is chosen now.
pub fn is_wanted_kept(portal: Portal) -> bool {
    let wanted = AT_HAND.with_borrow(|at_hand| at_hand.as_ref().and_then(|editing| editing.kept_for.clone()));
    wanted.is_some() && portal.draft.with_untracked(|draft| draft.service == wanted)
}

/// Whether nothing is told in it, neither by its person nor by its photos: the answers that the questions of the draft at
/// hand came with are nobody's.
pub fn is_empty(portal: Portal, saved: &SavedDraft) -> bool {
    let preset = portal.questions.with_untracked(|questions| match questions {
        Questions::Ready(definition) => definition.defaults(),
        _ => Answers::default(),
    });
    saved.is_empty(&preset)
}

/// Changes the list of the draft's photos; `None` where there is no draft.
pub fn with_photos<T>(change: impl FnOnce(&mut Vec<DraftPhoto>) -> T) -> Option<T> {
    AT_HAND.with_borrow_mut(|at_hand| at_hand.as_mut().map(|editing| change(&mut editing.photos)))
}
