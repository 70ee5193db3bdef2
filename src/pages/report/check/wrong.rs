//! What keeps the report from being sent, or has made the desk refuse it: each with the address where it is mended.

use crate::{
    form::{problem, refusal},
    i18n::{key, t},
    routes,
    state::{Portal, drafts::photos, navigation, outbox},
};
use leptos::prelude::*;
use tanggap_core::{form::Definition, journey::Step};

/// What is missing or wrong here.
pub fn missing(portal: Portal, definition: &Definition) -> Vec<(String, String)> {
    let mut found: Vec<_> = navigation::problems(portal)
        .into_iter()
        .map(|found| match found.field.strip_prefix("answers.") {
            Some(code) => {
                let words = match definition.question(code) {
                    Some(question) => problem::labelled(
                        &question.description,
                        &problem::answer_words(&found.problem, question.datatype),
                    ),
                    None => problem::labelled(code, &problem::words(&found.problem)),
                };
                (routes::change(&step_of(&found.field, definition)), words)
            }
            None => (routes::change(&step_of(&found.field, definition)), problem::field_words(&found)),
        })
        .collect();
    // What is still being made small would be left behind.
    if photos::photos().with_untracked(|photos| photos.making.is_some()) {
        found.push((routes::change(&Step::Photos), t(key::PHOTOS_STILL_MAKING)));
    }
    found
}

/// Why the desk refused what is corrected here.
pub fn refused(portal: Portal, definition: &Definition) -> Vec<(String, String)> {
    let line = |reason: &tanggap_core::wire::ApiError| {
        let step = step_of(reason.field.as_deref().unwrap_or_default(), definition);
        (routes::change(&step), refusal::words_with(reason, definition))
    };
    outbox::reasons(portal).iter().map(line).collect()
}

/// Where a field of the report is filled in; what is no field leads to the story.
fn step_of(field: &str, definition: &Definition) -> Step {
    if let Some(code) = field.strip_prefix("answers.").and_then(|code| code.split('[').next())
        && definition.question(code).is_some()
    {
        return Step::Question(code.to_owned());
    }
    match field.split(['.', '[']).next() {
        Some("service_code") => Step::Service,
        Some("place") => Step::Place,
        Some("media") => Step::Photos,
        Some("identity") => Step::Identity,
        _ => Step::Describe,
    }
}
