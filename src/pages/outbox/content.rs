//! What a report says, when somebody asks: on the screen, or as a file.

use crate::{
    form::problem,
    i18n::{key, t},
    pages::{answer, standing},
    state::{
        Portal, language,
        outbox::{self, Content, Row, Told, outbox},
        share,
    },
    ui::{
        fresh::{fresh, fresh_words},
        icon::icon,
        summary::{self, summary},
    },
};
use leptos::prelude::*;
use tanggap_core::{
    form::Definition,
    outbox::{KeyKept, Numbers},
    report::{Report, Uid},
};

/// The button that shows it or hides it again.
pub fn look(portal: Portal, uid: Uid) -> AnyView {
    let asked = uid.clone();
    let shown = move || is_shown(&asked);
    let press = {
        let shown = shown.clone();
        move |_| {
            if untrack(&shown) {
                outbox::content().set(None);
            } else {
                outbox::tell(portal, outbox::Wish::Look(uid.clone()));
            }
        }
    };
    let pressed = shown.clone();
    view! {
        <button class="button button--plain button--small" type="button" aria-expanded=move || pressed().to_string() on:click=press>
            {fresh_words(move || t(if shown() { key::OUTBOX_HIDE } else { key::OUTBOX_LOOK }))}
        </button>
    }
    .into_any()
}

fn is_shown(uid: &Uid) -> bool {
    outbox::content().with(|content| content.as_ref().is_some_and(|content| content.uid == *uid))
}

/// What it says, while it is asked for.
pub fn shown(portal: Portal, uid: Uid) -> AnyView {
    let asked = outbox::content();
    let content = Memo::new(move |_| asked.get().filter(|content: &Content| content.uid == uid));
    fresh(move || {
        content.get().map(|content| {
            match lines(portal, &content.uid, &content.report, content.definition.as_ref()) {
                lines if lines.is_empty() => {
                    view! { <p class="soft">{t(key::OUTBOX_NO_CONTENT)}</p> }.into_any()
                }
                lines => {
                    // Some of it was chosen and not written; all of it is what the person said.
                    let row = |(question, typed): (String, String)| summary::Row {
                        question,
                        answer: String::new(),
                        typed,
                        link: None,
                        change: None,
                    };
                    summary(lines.into_iter().map(row).collect(), "", &t(key::CHECK_NONE))
                }
            }
        })
    })
}

/// Saves number, key and content as a file. The content is read when it is asked for.
pub fn export(portal: Portal, row: &Row) -> AnyView {
    let row = row.clone();
    let press = move |_| {
        let (row, head) = (row.clone(), untrack(|| head(portal, &row)));
        leptos::task::spawn_local(async move {
            let told = outbox::content_of(portal, row.uid.clone()).await;
            let lines = told.map(|told| untrack(|| lines(portal, &row.uid, &told, None))).unwrap_or_default();
            let body: Vec<_> = lines.into_iter().map(|(name, text)| format!("{name}: {text}")).collect();
            let name = format!("{}-{}.txt", t(key::SENT_FILE_NAME), row.number());
            if share::save_file(&name, &[head, body.join("\n")].join("\n")) {
                outbox::tell(portal, outbox::Wish::KeyKept(row.uid, KeyKept::Saved));
            } else {
                outbox::is_not_done(row.uid);
            }
        });
    };
    view! {
        <button class="button button--plain button--small" type="button" on:click=press>{icon("download", "")}{t(key::OUTBOX_EXPORT)}</button>
    }
    .into_any()
}

fn head(portal: Portal, row: &Row) -> String {
    let secret = match &row.numbers {
        Numbers::Ours { key, .. } => format!("\n{}: {}", t(key::KEY_LABEL), key.grouped()),
        Numbers::Reference(_) => String::new(),
    };
    format!(
        "{}\n{}: {}{secret}\n{}\n{}\n",
        portal.name,
        t(standing::number_name(row)),
        standing::number(row),
        portal.desk_name(&row.desk),
        standing::word(&row.word),
    )
}

fn lines(portal: Portal, uid: &Uid, told: &Told, definition: Option<&Definition>) -> Vec<(String, String)> {
    let mut lines = match told {
        Told::Report(report) => of_report(portal, report, definition),
        Told::Form(fields) => of_form(portal, uid, fields),
        Told::Nothing => Vec::new(),
    };
    lines.retain(|(_, text)| !text.is_empty());
    lines
}

/// A plain desk's form, with the service by its name and the position in one line.
fn of_form(portal: Portal, uid: &Uid, fields: &[(String, String)]) -> Vec<(String, String)> {
    let desk = outbox().with(|outbox| outbox.row(uid).map(|row| row.desk.clone())).unwrap_or_default();
    let service = |code: &str| {
        let named = portal
            .catalogue
            .with(|catalogue| catalogue.service(&desk, code).map(|service| service.name.clone()));
        named.unwrap_or_else(|| code.to_owned())
    };
    let of = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
    let mut lines: Vec<_> = fields
        .iter()
        .filter(|(name, _)| !["lat", "long"].contains(&name.as_str()))
        .map(|(name, text)| match name.as_str() {
            "service_code" => (t(key::CHECK_SERVICE), service(text)),
            _ => (field_name(name), text.clone()),
        })
        .collect();
    lines
        .extend(of("lat").zip(of("long")).map(|(lat, long)| (t(key::CHECK_PLACE), format!("{lat}, {long}"))));
    lines
}

/// What a field of a plain desk's form is about; its code where that is all there is.
fn field_name(name: &str) -> String {
    match name {
        "description" => t(key::CHECK_DESCRIPTION),
        "address_string" => t(key::CHECK_PLACE),
        "first_name" => t(key::IDENTITY_NAME),
        "phone" => t(key::IDENTITY_PHONE),
        "email" => t(key::IDENTITY_EMAIL),
        other => {
            let code = other
                .strip_prefix("attribute[")
                .map(|code| code.trim_end_matches("[]").trim_end_matches(']'));
            code.unwrap_or(other).to_owned()
        }
    }
}

fn of_report(portal: Portal, report: &Report, definition: Option<&Definition>) -> Vec<(String, String)> {
    let mut lines = vec![(t(key::CHECK_DESCRIPTION), report.description.clone())];
    for (code, values) in report.answers.iter() {
        lines.push(match definition.and_then(|definition| definition.question(code)) {
            Some(question) => {
                let shown = question.shown_in(values, language::numbers());
                (question.description.clone(), answer::in_words(portal, question, shown).join(", "))
            }
            None => (code.to_owned(), values.join(", ")),
        });
    }
    if let Some(place) = &report.place {
        lines.push((t(key::CHECK_PLACE), place.lines(portal.config().area_name(&place.area))));
    }
    let who = &report.identity;
    for (field, text) in
        [("identity.name", &who.name), ("identity.phone", &who.phone), ("identity.email", &who.email)]
    {
        lines.push((problem::label(field), text.clone()));
    }
    lines
}
