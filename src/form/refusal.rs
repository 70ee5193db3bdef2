//! The words for what a server refuses, in the person's own language: by the rule that it names, where it is known here.
//! Whatever else a server says stands as it came.

use super::problem;
use crate::i18n::{Key, fill, key, t};
use tanggap_core::{
    form::{Definition, Problem},
    report::FieldProblem,
    wire::ApiError,
};

pub fn words(error: &ApiError) -> String {
    words_with(error, &Definition::default())
}

/// The same where the questions of the report are at hand.
pub fn words_with(error: &ApiError, definition: &Definition) -> String {
    known(error, definition).unwrap_or_else(|| match error.description.trim() {
        "" => t(key::REFUSAL_NO_REASON),
        said => fill(key::REFUSAL_SAID, &[("words", said)]),
    })
}

fn known(error: &ApiError, definition: &Definition) -> Option<String> {
    let (field, rule) = (error.field.as_deref()?, error.rule.as_deref()?);
    whole(field, rule).map(t).or_else(|| about_field(field, rule, definition))
}

/// What is wrong with all of it rather than with something that was filled in.
fn whole(field: &str, rule: &str) -> Option<Key> {
    Some(match (field, rule) {
        ("service_code", "unknown") => key::REFUSAL_SERVICE,
        ("key_proof", "no_match") => key::KEY_NO_MATCH,
        ("kind", "not_now") => key::REFUSAL_NOT_NOW,
        ("in_reply_to", "unknown") => key::REFUSAL_NO_QUESTION,
        ("text", "too_large") => key::REFUSAL_MESSAGE_TOO_LARGE,
        ("text", "too_many") => key::REFUSAL_TOO_MANY_MESSAGES,
        _ => return None,
    })
}

fn about_field(field: &str, rule: &str, definition: &Definition) -> Option<String> {
    let asked = field
        .strip_prefix("answers.")
        .and_then(|code| definition.question(code.split('[').next().unwrap_or_default()));
    let label = match asked {
        Some(question) => question.description.clone(),
        None => label(field)?,
    };
    // A server names the rule and not its limit.
    let without_limit = |key| Some(problem::labelled(&label, &t(key)));
    let problem = match rule {
        "min" => return without_limit(key::REFUSAL_TOO_SMALL),
        "max" => return without_limit(key::REFUSAL_TOO_LARGE),
        "min_length" => return without_limit(key::REFUSAL_TOO_SHORT),
        "max_length" => return without_limit(key::REFUSAL_TOO_LONG),
        "pattern" => return without_limit(key::PROBLEM_PATTERN),
        "required" => Problem::Required,
        "not_allowed" => Problem::NotAllowed,
        "number" => Problem::NotANumber,
        "date" => Problem::NotADate,
        "choice" | "one" => Problem::NotAChoice,
        "phone" => Problem::NotAPhoneNumber,
        "email" => Problem::NotAnEmail,
        "text" => Problem::ControlCharacter,
        _ => return None,
    };
    Some(match (field.starts_with("answers."), asked) {
        (true, Some(question)) => {
            problem::labelled(&label, &problem::answer_words(&problem, question.datatype))
        }
        (true, None) if problem == Problem::Required => t(key::REFUSAL_ANSWER_MISSING),
        (true, None) => problem::labelled(&label, &problem::words(&problem)),
        (false, _) => problem::field_words(&FieldProblem { field: field.to_owned(), problem }),
    })
}

/// What a person knows the field by. Where the questions are not at hand, the correction names the one that is meant.
fn label(field: &str) -> Option<String> {
    if field.starts_with("answers.") {
        return Some(t(key::REFUSAL_ANSWER));
    }
    let named = [
        "description",
        "place",
        "place.address",
        "identity.kind",
        "identity.name",
        "identity.phone",
        "identity.email",
    ];
    named.contains(&field).then(|| problem::label(field))
}
