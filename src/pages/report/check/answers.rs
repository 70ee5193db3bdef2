//! What the report says, a row for each answer, with the way to change it.

use crate::{
    i18n::{key, t},
    pages::{answer, photos::sum},
    routes,
    state::{Portal, drafts, language, navigation},
    ui::summary::Row,
};
use leptos::prelude::*;
use tanggap_core::{
    form::{Datatype, Definition},
    journey::{self, Draft, Step},
    service::{IdentityKind, PlaceRule, Service},
    text::Cleaner,
};

pub fn rows(portal: Portal, draft: &Draft, service: &Service, definition: &Definition) -> Vec<Row> {
    let row = |question: String, answer: String, typed: String, step: Step| Row {
        question,
        answer,
        typed,
        link: None,
        change: Some(routes::href(routes::change(&step))),
    };
    let none = String::new;
    // As it will be sent, so that a person sees what was understood.
    let spelling = language::spelling();
    let answers = spelling.answers(definition, &draft.answers);
    let sent = draft.cleaned(spelling.cleaner);
    let mut rows = vec![
        row(t(key::CHECK_SERVICE), service.name.clone(), none(), Step::Service),
        row(t(key::CHECK_DESCRIPTION), none(), sent.description.clone(), Step::Describe),
    ];
    for page in journey::pages(definition, &answers) {
        if let Some(question) = page.question {
            let shown = spelling.shown(question, draft.answers.get(&question.code));
            let shown = answer::in_words(portal, question, shown).join("\n");
            let is_chosen = matches!(question.datatype, Datatype::SingleValueList | Datatype::MultiValueList);
            let (answer, typed) = if is_chosen { (shown, none()) } else { (none(), shown) };
            let step = Step::Question(question.code.clone());
            rows.push(row(question.description.clone(), answer, typed, step));
        }
    }
    if service.place != PlaceRule::None {
        let row = row(
            t(key::CHECK_PLACE),
            none(),
            sent.place.lines(portal.config().area_name(&sent.place.area)),
            Step::Place,
        );
        let link = sent.place.point.map(|point| (point.geo_address(), t(key::PLACE_OPEN_MAP)));
        rows.push(Row { link, ..row });
    }
    if navigation::takes_photos(portal, service) {
        rows.push(row(t(key::CHECK_PHOTOS), photos(), none(), Step::Photos));
    }
    let (kind, who) = who(draft, spelling.cleaner);
    rows.push(row(t(key::IDENTITY_TITLE), kind, who, Step::Identity));
    rows
}

/// A row as a line of text.
pub fn line(row: &Row) -> String {
    let said = [row.answer.as_str(), row.typed.as_str()].into_iter().filter(|said| !said.is_empty());
    format!("{}: {}", row.question, said.collect::<Vec<_>>().join("\n"))
}

fn photos() -> String {
    let sizes: Vec<u64> =
        drafts::photos::photos().with(|photos| photos.list.iter().map(|photo| photo.size).collect());
    if sizes.is_empty() { String::new() } else { sum(&sizes) }
}

fn who(draft: &Draft, cleaner: Cleaner) -> (String, String) {
    if !draft.identity_chosen {
        return (String::new(), String::new());
    }
    let identity = draft.sent_identity(cleaner);
    let kind = match identity.kind {
        IdentityKind::Open => key::IDENTITY_OPEN,
        IdentityKind::Secret => key::IDENTITY_SECRET,
        IdentityKind::Anonymous => key::IDENTITY_ANONYMOUS,
    };
    let lines = [identity.name, identity.phone, identity.email];
    (t(kind), lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"))
}
