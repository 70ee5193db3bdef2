//! Check the answers, and send. Where nothing could be kept that is said, and everything stays open.

use super::{draft, frame};
use crate::{
    form::problem,
    i18n::{fill, key, t},
    pages::{kept, photos::sum, standing},
    routes,
    state::{
        Portal, calling, going, keeping,
        outbox::{self, NotKept, Saving, outbox},
        photos,
        questions::Questions,
    },
    ui::{
        back_link,
        error_summary::error_summary,
        icon::icon,
        notice::{Tone, notice},
        summary::{Row, summary},
    },
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use tanggap_core::{
    form::Definition,
    journey::{self, Draft, Step},
    ports::StoreFault,
    report::Uid,
    service::{IdentityKind, PlaceRule, Service},
};

pub fn check_page(portal: Portal) -> AnyView {
    let (Some(service), Questions::Ready(definition)) =
        untrack(|| (portal.service(), portal.questions.get()))
    else {
        return ().into_any();
    };
    going::arrive(portal, &t(key::CHECK_TITLE));
    let wrong = RwSignal::new(Vec::new());
    let mirror = outbox();
    let saving = Memo::new(move |_| mirror.with(|outbox| outbox.saving.clone()));
    let all = {
        let (service, definition) = (service.clone(), definition.clone());
        move || portal.draft.with(|draft| rows(portal, draft, &service, &definition))
    };
    let text = {
        let all = all.clone();
        move || {
            all().iter().map(|row| format!("{}: {}", row.question, row.answer)).collect::<Vec<_>>().join("\n")
        }
    };
    let rows = move || summary(all(), &t(key::CHECK_CHANGE), &t(key::CHECK_NONE));
    leptos::task::spawn_local(async {
        // What could not be had when the form was opened, and can't now, is asked for again when it is needed.
        let _fetched = kept::fetch().await;
    });
    let failed = move || match saving.get() {
        Saving::NotKept(why) => not_kept(portal, why, untrack(&text)),
        Saving::Kept(uid) => number(&uid),
        _ => ().into_any(),
    };
    let send = Callback::new(move |()| {
        let mut found = untrack(|| missing(portal, &definition));
        // What is still being made small would be left behind.
        if photos::photos().with_untracked(|photos| photos.making.is_some()) {
            found.push((routes::change(&Step::Photos), t(key::PHOTOS_STILL_MAKING)));
        }
        let complete = found.is_empty();
        wrong.set(found);
        if complete {
            // In an emergency without a network the call comes first.
            if !untrack(|| calling::look(portal)) {
                outbox::save(portal);
            }
        } else {
            going::stop(portal, &t(key::CHECK_TITLE));
        }
    });
    let go = use_navigate();
    let go = Callback::new(move |address: String| go(&address, NavigateOptions::default()));
    let desk = untrack(|| portal.desk_name(&service.desk));
    view! {
        <main class="page">
            {back_link(going::before(portal, &Step::Check, false), t(key::PAGE_BACK))}
            {frame::position(portal, &Step::Check)}
            {frame::emergency(portal)}
            {move || error_summary(t(key::ERROR_SUMMARY), wrong.get(), go)}
            <h1 tabindex="-1">{t(key::CHECK_TITLE)}</h1>
            <p class="soft">{fill(key::CHECK_TO, &[("desk", &desk)])}</p>
            {rows}
            {failed}
            {move || saving.with(|saving| button(saving, send))}
            {draft::line(portal)}
        </main>
    }
    .into_any()
}

/// What is missing, with the address where it is mended.
fn missing(portal: Portal, definition: &Definition) -> Vec<(String, String)> {
    going::problems(portal)
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

fn rows(portal: Portal, draft: &Draft, service: &Service, definition: &Definition) -> Vec<Row> {
    let row = |question: String, answer: String, step: Step| Row {
        question,
        answer,
        change: Some(routes::href(routes::change(&step))),
    };
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
    if going::takes_photos(portal, service) {
        rows.push(row(t(key::CHECK_PHOTOS), photos(), Step::Photos));
    }
    rows.push(row(t(key::IDENTITY_TITLE), who(draft), Step::Identity));
    rows
}

fn photos() -> String {
    let sizes: Vec<u64> =
        photos::photos().with(|photos| photos.list.iter().map(|photo| photo.size).collect());
    if sizes.is_empty() { String::new() } else { sum(&sizes) }
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

/// Why nothing was kept, and the ways out for what was written (C1).
fn not_kept(portal: Portal, why: NotKept, text: String) -> AnyView {
    let about = match why {
        NotKept::Store(StoreFault::Quota) => key::KEPT_NOT_QUOTA,
        NotKept::UnknownDesk => key::KEPT_NOT_DESK,
        NotKept::NoPhotosThere => key::KEPT_NOT_PHOTOS,
        NotKept::Store(_) | NotKept::NoPart => key::KEPT_NOT_STORE,
    };
    let told = RwSignal::new(None::<String>);
    let sms = keeping::sms(portal, &text);
    let copy = move |_| keeping::copy(text.clone(), told, t(key::KEPT_COPIED), t(key::KEPT_NOT_COPIED));
    let inside = view! {
        <p>{t(about)}</p>
        <div class="buttons">
            <button class="button button--plain" type="button" on:click=copy>{icon("copy", "")}{t(key::KEPT_COPY)}</button>
            {sms.map(|address| view! { <a class="button button--plain" href=address>{icon("chat", "")}{t(key::KEPT_SMS)}</a> })}
        </div>
        <p role="status">{move || told.get()}</p>
    };
    notice(Tone::Alarm, Some(t(key::KEPT_NOT)), inside.into_any())
}

/// Its number, should the receipt's part of the app still be on its way.
fn number(uid: &Uid) -> AnyView {
    let row = outbox().with(|outbox| outbox.row(uid).cloned());
    row.map(|row| {
        let inside = view! { <p class="digits">{standing::number(&row)}</p> };
        notice(standing::tone(&row.word), Some(standing::word(&row.word)), inside.into_any())
    })
    .into_any()
}

fn button(saving: &Saving, send: Callback<()>) -> AnyView {
    let (going, words) = match saving {
        Saving::Going => (true, key::CHECK_SENDING),
        _ => (false, key::CHECK_SEND),
    };
    view! {
        <button class="button button--wide" type="button" aria-disabled=going.then_some("true") on:click=move |_| send.run(())>
            {t(words)}
        </button>
    }
    .into_any()
}
