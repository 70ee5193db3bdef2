//! What the API says where a report is not taken, or was taken before.

use super::fields;
use crate::{
    http::ApiError,
    office::{ReceiveError, TellError},
    store::Received,
};
use axum::http::StatusCode;
use tanggap_core::office::Refusal;

impl From<ReceiveError> for ApiError {
    fn from(error: ReceiveError) -> Self {
        match error {
            ReceiveError::UnknownDesk => super::desk::unknown_desk(),
            ReceiveError::UnknownService => super::desk::unknown_service(),
            ReceiveError::Refused(refusal) => elsewhere(refusal),
            ReceiveError::Problems(problems) => fields::refused(&problems),
            ReceiveError::EscapedProof => escaped_proof(),
            ReceiveError::Claims(wait) | ReceiveError::Words(wait) => wait.into(),
            ReceiveError::NotRefused => not_refused(),
            ReceiveError::Erased => erased(),
            ReceiveError::NoNumber => Self::internal("no free ticket number found"),
            ReceiveError::Random(error) => error.into(),
            ReceiveError::Store(error) => error.into(),
        }
    }
}

/// It may be refused later: the phone holds on to what it has.
fn not_refused() -> ApiError {
    let told = "The report that this one corrects is not refused, or was corrected already.";
    ApiError::new(StatusCode::CONFLICT, told).about("corrects", "not_refused")
}

/// Another desk takes such reports.
fn elsewhere(refusal: Refusal) -> ApiError {
    let told = match refusal {
        Refusal::Conduct => "Complaints about police conduct go to the desk of oversight.",
        _ => "This desk does not take reports of this service.",
    };
    ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, told).about("service_code", "other_desk")
}

/// A message that was not told at all.
pub fn untold(error: TellError) -> ApiError {
    match error {
        TellError::EscapedProof => escaped_proof(),
        TellError::Words(wait) => wait.into(),
        TellError::Store(error) => error.into(),
    }
}

/// Written with escapes the proof would stay in what is kept: nobody writes it so but to see what happens.
fn escaped_proof() -> ApiError {
    ApiError::field("key_proof", "type", "key_proof: expected plain hex digits")
}

/// Whether a known uid is this very report, sent again.
pub fn is_replay(known: &Received, desk: &str, fingerprint: &[u8; 32]) -> Result<(), ApiError> {
    if !known.is_at(desk) {
        return Err(taken("This uid belongs to a report at another desk."));
    }
    if known.erased {
        return Err(erased());
    }
    if known.fingerprint != fingerprint {
        let told = "This uid belongs to a report with other bytes. A changed report needs a new uid.";
        return Err(taken(told));
    }
    Ok(())
}

/// A uid is for the same bytes only.
pub fn taken(told: &str) -> ApiError {
    ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, told).about("uid", "taken")
}

/// What is left of a report whose content was erased: it came, and is not to be sent again.
pub fn erased() -> ApiError {
    ApiError::new(StatusCode::GONE, "This report was erased.").about("uid", "erased")
}
