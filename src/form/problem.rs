//! The words for everything that can be wrong: chosen here and nowhere else, each says the mend.

use crate::{
    i18n::{fill, key, t},
    state::language,
};
use tanggap_core::{
    amount::Amount,
    form::{Datatype, Problem},
    report::FieldProblem,
    ticket::NumberFault,
};

/// What to say about one field where it stands. Elsewhere `labelled` says which field is meant.
pub fn words(problem: &Problem) -> String {
    let with = |key, name: &str, value: String| fill(key, &[(name, &value)]);
    match problem {
        Problem::Required => t(key::PROBLEM_REQUIRED),
        Problem::NotAllowed => t(key::PROBLEM_NOT_ALLOWED),
        Problem::NotANumber => t(key::PROBLEM_NOT_A_NUMBER),
        Problem::NotAnAmount { example } => with(key::PROBLEM_NOT_AN_AMOUNT, "example", example.clone()),
        Problem::UnclearAmount { readings: [one, other] } => {
            fill(key::PROBLEM_UNCLEAR_AMOUNT, &[("one", one), ("other", other)])
        }
        Problem::LongAmount { limit } => with(key::PROBLEM_LONG_AMOUNT, "limit", limit.to_string()),
        Problem::NotADate => t(key::PROBLEM_NOT_A_DATE),
        Problem::NotAChoice | Problem::TooMany => t(key::PROBLEM_NOT_A_CHOICE),
        Problem::TooSmall { min } => with(key::PROBLEM_TOO_SMALL, "min", number(*min)),
        Problem::TooLarge { max } => with(key::PROBLEM_TOO_LARGE, "max", number(*max)),
        Problem::TooShort { limit } => with(key::PROBLEM_TOO_SHORT, "limit", limit.to_string()),
        Problem::TooLong { limit, over } => {
            let (limit, over) = (limit.to_string(), over.to_string());
            fill(key::PROBLEM_TOO_LONG, &[("limit", &limit), ("over", &over)])
        }
        Problem::Pattern { message } if !message.is_empty() => message.clone(),
        Problem::Pattern { .. } => t(key::PROBLEM_PATTERN),
        Problem::NotAPhoneNumber => t(key::PROBLEM_NOT_A_PHONE_NUMBER),
        Problem::IdentityNumber => t(key::PROBLEM_IDENTITY_NUMBER),
        Problem::NotAnEmail => t(key::PROBLEM_NOT_AN_EMAIL),
        Problem::ControlCharacter => t(key::PROBLEM_CONTROL_CHARACTER),
    }
}

/// What to say about the answer to a question: an answer that is missing is asked for as its kind is given.
pub fn answer_words(problem: &Problem, datatype: Datatype) -> String {
    match problem {
        Problem::Required => t(match datatype {
            Datatype::SingleValueList => key::PROBLEM_CHOOSE_ONE,
            Datatype::MultiValueList => key::PROBLEM_CHOOSE_SOME,
            Datatype::Number => key::PROBLEM_WRITE_NUMBER,
            Datatype::Datetime => key::PROBLEM_CHOOSE_DATE,
            Datatype::String | Datatype::Text => key::PROBLEM_WRITE_ANSWER,
        }),
        problem => words(problem),
    }
}

/// Words behind the name of what they are about. A name that ends as a question does needs no colon.
pub fn labelled(label: &str, words: &str) -> String {
    let between = if label.ends_with(['?', ':', '.']) { " " } else { ": " };
    [label, between, words].concat()
}

/// A bound as the person writes numbers.
fn number(bound: f64) -> String {
    Amount::of_number(bound).shown(language::numbers())
}

/// What a field is called when something is wrong with it.
pub fn label(field: &str) -> String {
    match field {
        "description" => t(key::CHECK_DESCRIPTION),
        "place" | "place.address" => t(key::CHECK_PLACE),
        "identity.kind" => t(key::IDENTITY_TITLE),
        "identity.name" => t(key::IDENTITY_NAME),
        "identity.phone" => t(key::IDENTITY_PHONE),
        "identity.email" => t(key::IDENTITY_EMAIL),
        other => other.to_owned(),
    }
}

/// The words for a field that is not a question of the definition. Who reports and where have mends of their own.
pub fn field_words(found: &FieldProblem) -> String {
    match (found.field.as_str(), &found.problem) {
        ("description", Problem::Required) => t(key::PROBLEM_DESCRIPTION),
        ("place", Problem::Required) => t(key::PROBLEM_PLACE),
        ("identity.kind", Problem::Required) => t(key::PROBLEM_IDENTITY_KIND),
        ("identity.name", Problem::Required) => t(key::PROBLEM_NAME),
        ("identity.phone", Problem::Required) => t(key::PROBLEM_REACHABLE),
        (_, Problem::NotAPhoneNumber | Problem::IdentityNumber | Problem::NotAnEmail) => {
            words(&found.problem)
        }
        (field, problem) => labelled(&label(field), &words(problem)),
    }
}

/// Why what was typed is no ticket, and which rule says so.
pub fn ticket_words(fault: NumberFault) -> String {
    match fault {
        NumberFault::Empty => t(key::NUMBER_EMPTY),
        NumberFault::Foreign(character) => {
            fill(key::NUMBER_FOREIGN, &[("character", &character.to_string())])
        }
        NumberFault::Length { given, expected } => {
            fill(key::NUMBER_LENGTH, &[("given", &given.to_string()), ("expected", &expected.to_string())])
        }
        NumberFault::IdentityNumber => t(key::NUMBER_IDENTITY),
        NumberFault::KeyForTicket | NumberFault::TicketForKey => t(key::NUMBER_KEY),
        NumberFault::LeadingZero => t(key::NUMBER_LEADING_ZERO),
        NumberFault::CheckDigits => t(key::NUMBER_CHECK_DIGITS),
    }
}
