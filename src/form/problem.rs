//! The words for everything that can be wrong: chosen here and nowhere else, each names the field and the mend.

use crate::i18n::{fill, key, t};
use tanggap_core::{form::Problem, report::FieldProblem, ticket::NumberFault};

/// What to say about one field. `label` is what the field is called on screen.
pub fn words(problem: &Problem, label: &str) -> String {
    let with = |key, name: &str, value: String| fill(key, &[("field", label), (name, &value)]);
    let plain = |key| fill(key, &[("field", label)]);
    match problem {
        Problem::Required => plain(key::PROBLEM_REQUIRED),
        Problem::NotAllowed => plain(key::PROBLEM_NOT_ALLOWED),
        Problem::NotANumber => plain(key::PROBLEM_NOT_A_NUMBER),
        Problem::NotADate => plain(key::PROBLEM_NOT_A_DATE),
        Problem::NotAChoice | Problem::TooMany => plain(key::PROBLEM_NOT_A_CHOICE),
        Problem::TooSmall { min } => with(key::PROBLEM_TOO_SMALL, "min", min.to_string()),
        Problem::TooLarge { max } => with(key::PROBLEM_TOO_LARGE, "max", max.to_string()),
        Problem::TooShort { limit } => with(key::PROBLEM_TOO_SHORT, "limit", limit.to_string()),
        Problem::TooLong { limit } => with(key::PROBLEM_TOO_LONG, "limit", limit.to_string()),
        Problem::Pattern { message } if !message.is_empty() => message.clone(),
        Problem::Pattern { .. } => plain(key::PROBLEM_PATTERN),
        Problem::NotAPhoneNumber => t(key::PROBLEM_NOT_A_PHONE_NUMBER),
        Problem::NotAnEmail => t(key::PROBLEM_NOT_AN_EMAIL),
        Problem::ControlCharacter => plain(key::PROBLEM_CONTROL_CHARACTER),
    }
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
        ("identity.phone", Problem::Required) => t(key::PROBLEM_REACHABLE),
        (field, problem) => words(problem, &label(field)),
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
