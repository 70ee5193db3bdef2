//! Going from screen to screen: the next step, the way back, and what a screen reader hears on arrival.

use crate::{
    i18n::{fill, key},
    routes,
    state::{Portal, language},
};
use leptos::prelude::*;
use tanggap_browser::page;
use tanggap_core::{
    config::Desk,
    journey::{self, Step},
    report::{self, FieldProblem, Rules},
    service::{Service, ServiceKind},
};

/// The steps of this report as far as they are known; without questions only the first.
pub fn steps(portal: Portal) -> Vec<Step> {
    match (portal.service(), portal.questions.get().known()) {
        (Some(service), Some(definition)) => {
            let photos = takes_photos(portal, &service);
            // Whether a story is too long is told by what is sent.
            let sent = portal.draft.with(|draft| draft.cleaned(language::spelling().cleaner));
            journey::steps(&sent, &service, definition, photos)
        }
        _ => vec![Step::Service],
    }
}

/// Whether photos are asked for: not where somebody only wants to know something.
pub fn takes_photos(portal: Portal, service: &Service) -> bool {
    service.kind != ServiceKind::Information
        && portal.config().desk(&service.desk).is_some_and(Desk::takes_photos)
}

/// Where to go when a step is done.
pub fn after(portal: Portal, step: &Step, changing: bool) -> String {
    let steps = untrack(|| steps(portal));
    if changing {
        return routes::href(routes::step(&Step::Check));
    }
    // Who told on the first screen isn't asked again, but may be there after a desk was slow to tell its questions.
    let told = (*step == Step::Describe).then_some(0);
    let here = steps.iter().position(|known| known == step).or(told);
    let known = portal.questions.with_untracked(|questions| questions.known().is_some());
    let last = if known { Step::Check } else { Step::Describe };
    routes::step(here.and_then(|here| steps.get(here + 1)).unwrap_or(&last))
}

/// Where *Back* leads, as a link.
pub fn before(portal: Portal, step: &Step, changing: bool) -> String {
    let steps = untrack(|| steps(portal));
    if changing {
        return routes::href(routes::step(&Step::Check));
    }
    let here = steps.iter().position(|known| known == step).and_then(|here| here.checked_sub(1));
    let before = here.and_then(|here| steps.get(here));
    routes::href(before.map_or_else(|| routes::HOME.to_owned(), routes::step))
}

/// What is still missing or wrong; empty when the report may be sent.
pub fn problems(portal: Portal) -> Vec<FieldProblem> {
    let questions = portal.questions.get();
    let (Some(service), Some(definition)) = (portal.service(), questions.known()) else { return Vec::new() };
    let rules = Rules { definition, place: service.place, identity: &service.identity };
    let spelling = language::spelling();
    portal.draft.with(|draft| report::check_draft(draft, &rules, spelling, tanggap_browser::pattern::matches))
}

/// Names the screen in the title; a screen with something wrong says so first.
pub fn entitle(portal: Portal, title: &str, wrong: bool) {
    let key = if wrong { key::PAGE_TITLE_ERROR } else { key::PAGE_TITLE };
    page::set_title(&fill(key, &[("page", title), ("portal", portal.name)]));
}

/// Names the screen and takes the focus to its heading, so that arriving is noticed without eyes.
pub fn arrive(portal: Portal, title: &str) {
    entitle(portal, title, false);
    to_heading();
}

/// Arrives with an answer: it brings a heading of its own, and the one that had the focus is gone. So does a later answer;
/// whoever is somewhere else by then stays there. `settled` is tracked with whatever draws the screen.
pub fn arrive_when(portal: Portal, settled: impl Fn() -> bool + 'static, title: String) {
    Effect::new(move |before: Option<bool>| {
        let now = settled();
        match (before, now) {
            (Some(true), true) => if_lost("#app h1"),
            (_, true) => arrive(portal, &title),
            (_, false) => {}
        }
        now
    });
}

/// Takes the focus to what a selector finds, where the control that had it is gone with a change of the screen.
pub fn if_lost(selector: &'static str) {
    request_animation_frame(move || {
        if page::has_no_focus() {
            page::focus(selector);
        }
    });
}

/// Takes the focus back to the heading, where the control that had it is gone.
pub fn to_heading() {
    request_animation_frame(|| {
        page::focus("#app h1");
    });
}

/// Says that the screen can't go on, and takes the focus to what is wrong.
pub fn stop(portal: Portal, title: &str) {
    entitle(portal, title, true);
    request_animation_frame(|| {
        page::scroll_to_top();
        page::focus(".error-summary");
    });
}

/// Takes the focus to a field that an error names.
pub fn go_to_field() -> Callback<String> {
    Callback::new(|id: String| page::focus_field(&id))
}
