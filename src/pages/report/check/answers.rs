//! What the report says, a row for each answer, with the way to change it.

use crate::{
    i18n::{key, t},
    pages::photos::sum,
    routes,
    state::{Portal, going, language, photos},
    ui::summary::Row,
};
use leptos::prelude::*;
use tanggap_core::{
    form::Definition,
    journey::{self, Draft, Step},
    service::{IdentityKind, PlaceRule, Service},
    text::Cleaner,
};

pub fn rows(portal: Portal, draft: &Draft, service: &Service, definition: &Definition) -> Vec<Row> {
    let row = |question: String, answer: String, step: Step| Row {
        question,
        answer,
        change: Some(routes::href(routes::change(&step))),
    };
    // As it will be sent, so that a person sees what was understood.
    let spelling = language::spelling();
    let answers = spelling.answers(definition, &draft.answers);
    let sent = draft.cleaned(spelling.cleaner);
    let mut rows = vec![
        row(t(key::CHECK_SERVICE), service.name.clone(), Step::Service),
        row(t(key::CHECK_DESCRIPTION), sent.description.clone(), Step::Describe),
    ];
    for page in journey::pages(definition, &answers) {
        if let Some(question) = page.question {
            let shown = question.shown_in(answers.get(&question.code), spelling.numbers).join("\n");
            rows.push(row(question.description.clone(), shown, Step::Question(question.code.clone())));
        }
    }
    if service.place != PlaceRule::None {
        rows.push(row(t(key::CHECK_PLACE), place(portal, &sent), Step::Place));
    }
    if going::takes_photos(portal, service) {
        rows.push(row(t(key::CHECK_PHOTOS), photos(), Step::Photos));
    }
    rows.push(row(t(key::IDENTITY_TITLE), who(draft, spelling.cleaner), Step::Identity));
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
    let lines = [draft.place.address.clone(), area, point];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn who(draft: &Draft, cleaner: Cleaner) -> String {
    if !draft.identity_chosen {
        return String::new();
    }
    let identity = draft.sent_identity(cleaner);
    let kind = match identity.kind {
        IdentityKind::Open => key::IDENTITY_OPEN,
        IdentityKind::Secret => key::IDENTITY_SECRET,
        IdentityKind::Anonymous => key::IDENTITY_ANONYMOUS,
    };
    let lines = [t(kind), identity.name, identity.phone, identity.email];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
