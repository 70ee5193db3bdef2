//! One question of a service as the widget that fits its datatype.

use crate::{
    i18n::{key, t},
    state::{Portal, language, limits},
    ui::{
        choices::{Choice, Choices},
        field::{Field, Input},
    },
};
use leptos::prelude::*;
use tanggap_core::{
    form::{Datatype, Question, length_limit},
    text::Cleaner,
};

/// The id of the question's control.
pub fn control_id(code: &str) -> String {
    format!("answer-{code}")
}

/// Draws the question as the heading of its page. Every change goes to the draft at once.
pub fn question_view(portal: Portal, question: &Question, error: Signal<Option<String>>) -> AnyView {
    let given = portal.draft.with_untracked(|draft| draft.answers.get(&question.code).to_vec());
    let optional = if question.required { String::new() } else { t(key::FIELD_OPTIONAL) };
    let id = control_id(&question.code);
    let code = question.code.clone();
    match question.datatype {
        Datatype::SingleValueList | Datatype::MultiValueList => {
            let several = question.datatype == Datatype::MultiValueList;
            let pick =
                Callback::new(move |(chosen, on): (String, bool)| pick(portal, &code, chosen, several, on));
            let choice = |choice: &tanggap_core::form::Choice| Choice {
                key: choice.key.clone(),
                name: choice.name.clone(),
                hint: String::new(),
                picture: choice.image.clone().unwrap_or_default(),
            };
            let hint = match (question.hint.is_empty(), several) {
                (true, true) => t(key::FIELD_SEVERAL),
                _ => question.hint.clone(),
            };
            Choices {
                id,
                question: question.description.clone(),
                heading: true,
                optional,
                hint,
                error_prefix: t(key::FIELD_ERROR),
                several,
                choices: question.choices.iter().map(choice).collect(),
            }
            .view(given, error, pick)
        }
        datatype => {
            let kind = match datatype {
                Datatype::Number => Input::Decimal,
                Datatype::Datetime => Input::Date,
                Datatype::Text => Input::Lines,
                _ => Input::Text,
            };
            let write = Callback::new(move |value: String| {
                let answer = match datatype {
                    Datatype::Number => language::spelling().typed_amount(value),
                    _ => vec![value],
                };
                portal.draft.update(|draft| draft.answers.set(&code, answer))
            });
            let cleaned = if datatype == Datatype::Text { Cleaner::lines } else { Cleaner::line };
            let field = Field {
                id,
                label: question.description.clone(),
                optional,
                hint: question.hint.clone(),
                error_prefix: t(key::FIELD_ERROR),
                heading: true,
                room: length_limit(question).map(|limit| limits::room_for(limit, cleaned)),
                ..Field::default()
            };
            let shown = match datatype {
                Datatype::Number => language::spelling().shown_amount(&given),
                _ => given.into_iter().next().unwrap_or_default(),
            };
            field.text(kind, shown, error, write)
        }
    }
}

fn pick(portal: Portal, code: &str, chosen: String, several: bool, on: bool) {
    portal.draft.update(|draft| {
        let mut values = if several { draft.answers.get(code).to_vec() } else { Vec::new() };
        values.retain(|value| *value != chosen);
        if on {
            values.push(chosen);
        }
        draft.answers.set(code, values);
    });
}
