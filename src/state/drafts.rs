//! The draft at hand, and which report it will be: its uid is made with it and never changes (R1). What is typed goes
//! to the signal `Portal::draft`; the lazy part of the outbox keeps it on the device.

use crate::{
    routes,
    state::{
        Portal, outbox,
        outbox::{Command, DraftState},
        photos, questions,
        questions::Questions,
    },
};
use leptos::prelude::*;
use std::cell::RefCell;
use tanggap_browser::chance;
use tanggap_core::{
    form::Answers,
    journey::{Draft, Step},
    outbox::Numbers,
    report::Uid,
    service::ServiceKind,
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

thread_local! {
    static AT_HAND: RefCell<Option<Editing>> = const { RefCell::new(None) };
}

/// The draft at hand; made the first time somebody asks.
pub fn at_hand() -> Option<Editing> {
    AT_HAND.with(|at_hand| {
        let mut at_hand = at_hand.borrow_mut();
        if at_hand.is_none() {
            let uid = Uid::parse(&chance::uuid())?;
            *at_hand = Some(Editing { uid, corrects: None, photos: Vec::new(), kept_for: None });
        }
        at_hand.clone()
    })
}

pub fn uid_at_hand() -> Option<Uid> {
    AT_HAND.with(|at_hand| at_hand.borrow().as_ref().map(|editing| editing.uid.clone()))
}

/// Lets go of the draft at hand: it has become a report, or stays in the list. The next begins empty.
pub fn let_go(portal: Portal) {
    AT_HAND.with(|at_hand| at_hand.borrow_mut().take());
    photos::forget();
    outbox::outbox().update(|outbox| {
        outbox.draft = DraftState::Unkept;
        outbox.later_wanted = false;
    });
    portal.draft.set(Draft::default());
    portal.questions.set(Questions::None);
}

/// Opens what a refused report said, to be corrected.
pub fn correct(portal: Portal, draft: Draft, photos: Vec<DraftPhoto>, refused: Uid, numbers: Numbers) {
    let Some(uid) = Uid::parse(&chance::uuid()) else { return };
    let corrects = Some(Correction { replaces: refused, numbers });
    let editing = Editing { uid, corrects, photos, kept_for: None };
    AT_HAND.with(|at_hand| at_hand.replace(Some(editing)));
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
    let editing = Editing {
        uid: saved.uid.clone(),
        corrects: saved.corrects.clone(),
        photos: saved.photos.clone(),
        kept_for: saved.kept_for.clone(),
    };
    photos::forget();
    AT_HAND.with(|at_hand| at_hand.replace(Some(editing)));
    photos::mirror();
}

fn open(portal: Portal, draft: Draft, address: String) {
    portal.draft.set(draft);
    leptos::task::spawn_local(async move {
        if portal.draft.with_untracked(|draft| draft.service.is_some()) {
            questions::load(portal).await;
        }
        outbox::outbox().update(|outbox| outbox.opened = Some(address));
    });
}

/// Whether what is typed may only stay in memory: a complaint about the police, unless the person wants it kept.
pub fn is_sensitive(portal: Portal) -> bool {
    portal.service().is_some_and(|service| service.kind == ServiceKind::PoliceConduct)
}

/// Whether the person said so for the service that is chosen now.
pub fn is_wanted_kept(portal: Portal) -> bool {
    let wanted =
        AT_HAND.with(|at_hand| at_hand.borrow().as_ref().and_then(|editing| editing.kept_for.clone()));
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
    AT_HAND.with(|at_hand| at_hand.borrow_mut().as_mut().map(|editing| change(&mut editing.photos)))
}

/// The person decides whether a draft about the service that is chosen now, a sensitive one, is kept.
pub fn want_kept(portal: Portal, keep: bool) {
    let _there = at_hand();
    let service = portal.draft.with_untracked(|draft| draft.service.clone());
    AT_HAND.with(|at_hand| {
        if let Some(editing) = at_hand.borrow_mut().as_mut() {
            editing.kept_for = service.filter(|_| keep);
        }
    });
    outbox::tell(portal, Command::KeepDraft);
}
