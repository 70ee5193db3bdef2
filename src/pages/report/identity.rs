//! Who reports: open, secret to the public, or anonymous, each with what honestly follows from it.

use super::frame::{Content, error_of, frame};
use crate::{
    form::problem,
    i18n::{fill, key, t},
    routes,
    state::{Portal, language, limits},
    ui::{
        choices::{Choice, Choices},
        field::{Field, Input},
        fresh::fresh_by,
        notice::{Tone, notice},
    },
};
use leptos::prelude::*;
use tanggap_core::{
    email,
    form::Problem,
    journey::Step,
    report::{self, FieldProblem},
    service::{IdentityKind, Service},
    text::Cleaner,
};

const KIND: &str = "identity";

pub fn identity_page(portal: Portal, changing: bool) -> AnyView {
    let Some(service) = untrack(|| portal.service()) else { return ().into_any() };
    let wrong = RwSignal::new(Vec::new());
    let desk = untrack(|| portal.desk_name(&service.desk));
    let inside = view! {
        {kinds(portal, &service, &desk, error_of(wrong, KIND))}
        {fresh_by(move || named(portal), move |named| named.then(|| contact(portal, wrong)))}
        {notice(Tone::Info, Some(t(key::IDENTITY_PRIVACY_TITLE)), view! {
            <p>{fill(key::IDENTITY_PRIVACY, &[("desk", &desk)])}" "<a href=routes::href(routes::PRIVACY)>{t(key::IDENTITY_PRIVACY_MORE)}</a></p>
        }.into_any())}
    }
    .into_any();
    let allowed = service.identity.clone();
    let check = Callback::new(move |()| {
        let found = portal.draft.with_untracked(|draft| {
            if draft.identity_chosen {
                report::check_typed_identity(draft, language::spelling().cleaner, &allowed)
            } else {
                vec![FieldProblem { field: "identity.kind".into(), problem: Problem::Required }]
            }
        });
        found.iter().map(|found| (control_id(&found.field).to_owned(), problem::field_words(found))).collect()
    });
    frame(
        portal,
        Content { step: Step::Identity, changing, title: t(key::IDENTITY_TITLE), inside, check },
        wrong,
    )
}

/// The id of the control for a field of the report.
pub fn control_id(field: &str) -> &str {
    match field {
        "identity.name" => "identity-name",
        "identity.phone" => "identity-phone",
        "identity.email" => "identity-email",
        _ => KIND,
    }
}

/// What the browser may fill in of who its owner is. A kiosk's browser has no owner: there this answers nothing.
fn completed_by(field: &str) -> &'static str {
    match field {
        "identity.name" => "name",
        "identity.phone" => "tel",
        "identity.email" => "email",
        _ => "",
    }
}

/// How many characters a field takes; a telephone number has a length of its own.
fn limit_of(field: &str) -> Option<usize> {
    match field {
        "identity.name" => Some(report::SHORT_TEXT_LIMIT),
        "identity.email" => Some(email::LIMIT),
        _ => None,
    }
}

/// Whether a way to answer is to be asked for.
fn named(portal: Portal) -> bool {
    portal.draft.with(|draft| draft.identity_chosen && draft.identity.kind != IdentityKind::Anonymous)
}

fn kinds(portal: Portal, service: &Service, desk: &str, error: Signal<Option<String>>) -> AnyView {
    let chosen = portal
        .draft
        .with_untracked(|draft| draft.identity_chosen.then(|| draft.identity.kind.word().to_owned()));
    let choice = |kind: &IdentityKind| {
        let (name, hint, picture) = match kind {
            IdentityKind::Open => (key::IDENTITY_OPEN, key::IDENTITY_OPEN_HINT, "person"),
            IdentityKind::Secret => (key::IDENTITY_SECRET, key::IDENTITY_SECRET_HINT, "lock"),
            IdentityKind::Anonymous => (key::IDENTITY_ANONYMOUS, key::IDENTITY_ANONYMOUS_HINT, "eye-off"),
        };
        Choice {
            key: kind.word().to_owned(),
            name: t(name),
            hint: fill(hint, &[("desk", desk)]),
            picture: picture.to_owned(),
        }
    };
    let pick = Callback::new(move |(word, _): (String, bool)| {
        if let Some(kind) = IdentityKind::parse(&word) {
            portal.draft.update(|draft| {
                draft.identity.kind = kind;
                draft.identity_chosen = true;
            });
        }
    });
    Choices {
        id: KIND.into(),
        question: t(key::IDENTITY_TITLE),
        heading: true,
        optional: String::new(),
        hint: t(key::IDENTITY_HINT),
        error_prefix: t(key::FIELD_ERROR),
        several: false,
        choices: service.identity.iter().map(choice).collect(),
    }
    .view(chosen.into_iter().collect(), error, pick)
}

fn contact(portal: Portal, wrong: RwSignal<Vec<(String, String)>>) -> AnyView {
    let field =
        |field: &'static str, label, hint, kind, given: String, write: fn(&mut report::Identity, String)| {
            let id = control_id(field);
            let write =
                Callback::new(move |text| portal.draft.update(|draft| write(&mut draft.identity, text)));
            let field = Field {
                id: id.into(),
                label: t(label),
                hint,
                error_prefix: t(key::FIELD_ERROR),
                autocomplete: completed_by(field),
                room: limit_of(field).map(|limit| limits::room_for(limit, Cleaner::line)),
                ..Field::default()
            };
            field.text(kind, given, error_of(wrong, id), write)
        };
    let given = portal.draft.with_untracked(|draft| draft.identity.clone());
    view! {
        {field("identity.name", key::IDENTITY_NAME, String::new(), Input::Text, given.name, |identity, text| identity.name = text)}
        {field("identity.phone", key::IDENTITY_PHONE, t(key::IDENTITY_PHONE_HINT), Input::Phone, given.phone, |identity, text| identity.phone = text)}
        {field("identity.email", key::IDENTITY_EMAIL, t(key::IDENTITY_EMAIL_HINT), Input::Email, given.email, |identity, text| identity.email = text)}
    }
    .into_any()
}
