//! What an answer can mean, and which of it a state takes.

use crate::{
    outbox::{item::State, proof::Proof, reason::Reason},
    ports::RawAnswer,
    wire::{self, ApiError},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Accepted(Proof),
    /// This photo is there.
    PhotoThere,
    /// So much of this photo is there.
    PhotoPart(u64),
    /// Kept and tried again; after so many seconds where the server said so.
    Later(Reason, Option<u32>),
    /// It may or may not have arrived, and trying again could double it.
    Uncertain(Reason),
    Refused(Vec<ApiError>),
    TooLarge,
    IdentityTaken,
    Erased,
    /// The server does not have it.
    Absent,
}

/// Every answer that settles nothing, with the real reason.
pub(super) fn later(answer: &RawAnswer) -> Verdict {
    let asked = answer.retry_after.as_deref();
    let wait = asked.and_then(|text| wire::retry_after_s(text, answer.date.as_deref()));
    Verdict::Later(Reason::of(answer), wait)
}

/// Whether a state takes a verdict at all. Proof stands against everything but erasure, and erasure stands.
pub fn is_open_to(state: &State, verdict: &Verdict) -> bool {
    match state {
        State::Erased => false,
        // It was sent again because the server has lost it: a *no* to that is about the report as it stands now.
        State::Received { lost_there: true, .. } if *verdict == Verdict::IdentityTaken => true,
        State::Received { .. } => matches!(
            verdict,
            Verdict::Accepted(_)
                | Verdict::Erased
                | Verdict::Absent
                | Verdict::PhotoThere
                | Verdict::PhotoPart(_)
                | Verdict::TooLarge
                | Verdict::Later(..)
                | Verdict::Refused(_)
        ),
        State::Waiting { .. } => true,
        State::Uncertain => matches!(verdict, Verdict::Accepted(_) | Verdict::Later(..)),
        State::Refused(_) | State::IdentityTaken | State::Withdrawn | State::Corrected | State::Lost => {
            matches!(verdict, Verdict::Accepted(_) | Verdict::Erased)
        }
    }
}
