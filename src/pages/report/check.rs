//! Check the answers, and send. What failed is said in R12's words, and everything stays.

use super::frame;
use crate::{
    form::problem,
    i18n::{fill, key, t},
    routes,
    state::{
        Portal, going,
        outgoing::{self, State},
        questions::Questions,
    },
    ui::{
        back_link,
        error_summary::error_summary,
        notice::{Tone, notice},
        summary::{Row, summary},
    },
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use tanggap_core::{
    form::Definition,
    journey::{self, Draft, Step},
    service::{IdentityKind, PlaceRule, Service},
    wire::Failure,
};

pub fn check_page(portal: Portal) -> AnyView {
    let (Some(service), Questions::Ready(definition)) =
        untrack(|| (portal.service(), portal.questions.get()))
    else {
        return ().into_any();
    };
    going::arrive(portal, &t(key::CHECK_TITLE));
    let wrong = RwSignal::new(Vec::new());
    let frozen = Memo::new(move |_| portal.outgoing.with(|outgoing| outgoing.parcel.is_some()));
    let navigate = use_navigate();
    Effect::new(move || {
        if portal.outgoing.with(|outgoing| matches!(outgoing.state, State::Received(_))) {
            navigate(routes::SENT, NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
    let rows = {
        let (service, definition) = (service.clone(), definition.clone());
        move || {
            let rows = portal.draft.with(|draft| rows(portal, draft, &service, &definition, frozen.get()));
            summary(rows, &t(key::CHECK_CHANGE), &t(key::CHECK_NONE))
        }
    };
    let send = Callback::new(move |()| {
        let found = untrack(|| missing(portal, &definition));
        let complete = found.is_empty();
        wrong.set(found);
        if complete {
            leptos::task::spawn_local(outgoing::send(portal));
        } else {
            going::stop(portal, &t(key::CHECK_TITLE));
        }
    });
    let go = use_navigate();
    let go = Callback::new(move |address: String| go(&address, NavigateOptions::default()));
    let desk = untrack(|| portal.desk_name(&service.desk));
    view! {
        <main class="page">
            {move || (!frozen.get()).then(|| back_link(going::before(portal, &Step::Check, false), t(key::PAGE_BACK)))}
            {frame::position(portal, &Step::Check)}
            {frame::emergency(portal)}
            {move || error_summary(t(key::ERROR_SUMMARY), wrong.get(), go)}
            <h1 tabindex="-1">{t(key::CHECK_TITLE)}</h1>
            <p class="soft">{fill(key::CHECK_TO, &[("desk", &desk)])}</p>
            {rows}
            {move || outcome(portal)}
            {move || button(portal, send)}
        </main>
    }
    .into_any()
}

/// What is missing, with the address where it is mended.
fn missing(portal: Portal, definition: &Definition) -> Vec<(String, String)> {
    outgoing::problems(portal)
        .into_iter()
        .map(|found| match found.field.strip_prefix("answers.") {
            Some(code) => {
                let asked = definition.question(code).map_or(code, |question| question.description.as_str());
                (routes::change(&Step::Question(code.to_owned())), problem::words(&found.problem, asked))
            }
            None => (routes::change(&step_of(&found.field)), problem::field_words(&found)),
        })
        .collect()
}

fn step_of(field: &str) -> Step {
    match field.split('.').next() {
        Some("description") => Step::Describe,
        Some("place") => Step::Place,
        _ => Step::Identity,
    }
}

fn rows(portal: Portal, draft: &Draft, service: &Service, definition: &Definition, frozen: bool) -> Vec<Row> {
    let change = |step: Step| (!frozen).then(|| routes::href(routes::change(&step)));
    let row = |question: String, answer: String, step: Step| Row { question, answer, change: change(step) };
    let mut rows = vec![
        row(t(key::CHECK_SERVICE), service.name.clone(), Step::Service),
        row(t(key::CHECK_DESCRIPTION), draft.description.clone(), Step::Describe),
    ];
    for page in journey::pages(definition, &draft.answers) {
        if let Some(question) = page.question {
            let shown = question.shown(draft.answers.get(&question.code)).join("\n");
            rows.push(row(question.description.clone(), shown, Step::Question(question.code.clone())));
        }
    }
    if service.place != PlaceRule::None {
        rows.push(row(t(key::CHECK_PLACE), place(portal, draft), Step::Place));
    }
    rows.push(row(t(key::IDENTITY_TITLE), who(draft), Step::Identity));
    rows
}

fn place(portal: Portal, draft: &Draft) -> String {
    let area = portal.config().area_name(&draft.place.area).unwrap_or_default();
    let point =
        draft.place.point.map_or_else(String::new, |point| format!("{:.5}, {:.5}", point.lat, point.long));
    let lines = [draft.place.address.trim().to_owned(), area, point];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn who(draft: &Draft) -> String {
    if !draft.identity_chosen {
        return String::new();
    }
    let identity = draft.sent_identity();
    let kind = match identity.kind {
        IdentityKind::Open => key::IDENTITY_OPEN,
        IdentityKind::Secret => key::IDENTITY_SECRET,
        IdentityKind::Anonymous => key::IDENTITY_ANONYMOUS,
    };
    let lines = [t(kind), identity.name, identity.phone, identity.email];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Why it isn't sent yet, after an attempt.
fn outcome(portal: Portal) -> AnyView {
    let change = move |_| leptos::task::spawn_local(outgoing::unlock(portal));
    match portal.outgoing.with(|outgoing| outgoing.state.clone()) {
        State::NotSent(failure) => {
            let why = if matches!(failure, Failure::Busy { .. }) {
                key::NOT_SENT_BUSY
            } else {
                key::NOT_SENT_NO_PROOF
            };
            let inside = view! {
                <p>{t(why)}</p>
                <button class="button button--link" type="button" on:click=change>{t(key::NOT_SENT_CHANGE)}</button>
            };
            notice(Tone::Alarm, Some(t(key::NOT_SENT)), inside.into_any())
        }
        State::Refused(errors) => {
            let lines = errors.into_iter().map(|error| view! { <li>{error.description}</li> }).collect_view();
            let inside = view! { <p>{t(key::REFUSED_HINT)}</p><ul>{lines}</ul> };
            notice(Tone::Alarm, Some(t(key::REFUSED)), inside.into_any())
        }
        _ => ().into_any(),
    }
}

fn button(portal: Portal, send: Callback<()>) -> AnyView {
    let (sending, words) = match portal.outgoing.with(|outgoing| outgoing.state.clone()) {
        State::Sending => (true, key::CHECK_SENDING),
        State::NotSent(_) => (false, key::NOT_SENT_AGAIN),
        _ => (false, key::CHECK_SEND),
    };
    view! {
        <button class="button button--wide" type="button" aria-disabled=sending.then_some("true") on:click=move |_| send.run(())>
            {t(words)}
        </button>
    }
    .into_any()
}
