//! The words for what is wrong with a field. The app has its own by `rule`; these are for everyone else.

use crate::http::ApiError;
use tanggap_core::{
    form::Problem,
    json::Fault,
    report::FieldProblem,
    wire::{BodyError, DEPTH_LIMIT},
};

pub fn refused(problems: &[FieldProblem]) -> ApiError {
    ApiError::fields(problems.iter().map(|found| {
        let (rule, told) = told(&found.problem);
        (found.field.clone(), rule, format!("{}: {told}", found.field))
    }))
}

pub fn unreadable(error: &BodyError, body: &[u8]) -> ApiError {
    match error {
        BodyError::TooDeep => {
            ApiError::bad_request(format!("The JSON is nested deeper than {DEPTH_LIMIT} levels."))
                .about("", "depth")
        }
        BodyError::Field(fault) => malformed(fault),
        BodyError::NotJson => match super::check::lone_surrogate(body) {
            Some(field) => ApiError::field(
                &*field,
                "text",
                format!("{field}: expected text; a half of a character stands alone"),
            ),
            None => ApiError::bad_request("The body is not a JSON object in UTF-8.").about("", "json"),
        },
    }
}

fn malformed(fault: &Fault) -> ApiError {
    ApiError::field(&*fault.path, "type", fault.to_string())
}

fn told(problem: &Problem) -> (&'static str, String) {
    match problem {
        Problem::Required => ("required", "an answer is needed".into()),
        Problem::NotAllowed => ("not_allowed", "this service does not take it".into()),
        Problem::NotANumber
        | Problem::NotAnAmount { .. }
        | Problem::UnclearAmount { .. }
        | Problem::LongAmount { .. } => ("number", "expected a number".into()),
        Problem::NotADate => ("date", "expected a date or a date with time".into()),
        Problem::NotAChoice => ("choice", "expected one of the choices".into()),
        Problem::TooMany => ("one", "expected one value".into()),
        Problem::TooSmall { min } => ("min", format!("expected at least {min}")),
        Problem::TooLarge { max } => ("max", format!("expected at most {max}")),
        Problem::TooShort { limit } => ("min_length", format!("expected at least {limit} characters")),
        Problem::TooLong { limit, .. } => ("max_length", format!("expected at most {limit} characters")),
        Problem::Pattern { message } if message.is_empty() => ("pattern", "not in the expected form".into()),
        Problem::Pattern { message } => ("pattern", message.clone()),
        Problem::NotAPhoneNumber | Problem::IdentityNumber => ("phone", "expected a telephone number".into()),
        Problem::NotAnEmail => ("email", "expected an e-mail address".into()),
        Problem::ControlCharacter => ("text", "expected text without control characters".into()),
    }
}
