//! What an answer means. A status alone proves nothing (R3): cut answers, login pages of a network and broken
//! proxies all say 200. Where twice would be twice, whatever is not certain is *Uncertain* (R9).

mod media;
mod plain;
mod reason;

pub use reason::Reason;

use super::item::{Door, Item, Job, Numbers, State};
use crate::{
    json::Node,
    ports::{RawAnswer, SendFault},
    wire::{self, ApiError, Receipt},
};

/// What proves that a report arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// Our own receipt, with the echo of this report.
    Receipt(Receipt),
    /// A plain desk's own number.
    Number(String),
    /// A plain desk will number it later.
    Token(String),
}

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

/// Judges what came back for one job of an item.
pub fn judge(item: &Item, job: &Job, outcome: &Result<RawAnswer, SendFault>) -> Verdict {
    let answer = match outcome {
        Ok(answer) => answer,
        Err(SendFault::NotSent) => return Verdict::Later(Reason::NoNetwork, None),
        Err(SendFault::Ambiguous) if item.door == Door::Plain && *job == Job::Report => {
            return Verdict::Uncertain(Reason::NoAnswer);
        }
        Err(SendFault::Ambiguous) => return Verdict::Later(Reason::NoAnswer, None),
    };
    match (item.door, job) {
        (Door::Idempotent, Job::Media(slot)) => media::judge(item, slot, answer),
        (Door::Idempotent, _) => idempotent(item, *job == Job::Ask, answer),
        (Door::Plain, Job::Ask) => plain::asked(item, answer),
        (Door::Plain, _) => plain::posted(answer),
    }
}

fn idempotent(item: &Item, asked: bool, answer: &RawAnswer) -> Verdict {
    let json = wire::is_json(&answer.content_type);
    match answer.status {
        200 | 201 if json => proven(item, answer),
        410 if json => Verdict::Erased,
        404 if json && asked => Verdict::Absent,
        400 | 422 if json && !asked => refused(answer),
        _ => later(answer),
    }
}

fn proven(item: &Item, answer: &RawAnswer) -> Verdict {
    let Numbers::Ours { ticket, .. } = &item.numbers else { return Verdict::Later(Reason::NoProof, None) };
    if let Some(receipt) = wire::receipt(&answer.body, &item.uid, ticket) {
        return Verdict::Accepted(Proof::Receipt(receipt));
    }
    let value = wire::parse(&answer.body);
    let echo = value.as_ref().and_then(|value| Node::root(value).get("uid").text().ok());
    let other = echo.is_some_and(|echo| echo != item.key());
    Verdict::Later(if other { Reason::WrongReport } else { Reason::NoProof }, None)
}

fn refused(answer: &RawAnswer) -> Verdict {
    let errors = wire::api_errors(&answer.body);
    if answer.status == 422 && errors.iter().any(|error| error.field.as_deref() == Some("uid")) {
        return Verdict::IdentityTaken;
    }
    // Without a reason that can be shown it may be anybody's 400, a proxy's or a firewall's.
    if errors.is_empty() { later(answer) } else { Verdict::Refused(errors) }
}

/// Every answer that settles nothing, with the real reason.
fn later(answer: &RawAnswer) -> Verdict {
    let asked = answer.retry_after.as_deref();
    let wait = asked.and_then(|text| wire::retry_after_s(text, answer.date.as_deref()));
    Verdict::Later(Reason::of(answer), wait)
}

/// How long ago the server took it, by the server's own clock alone.
pub fn age_there_s(proof: &Proof, answer: &RawAnswer) -> Option<i64> {
    let Proof::Receipt(receipt) = proof else { return None };
    let received = crate::instant::Instant::parse(&receipt.received_at, time::UtcOffset::UTC)?;
    Some(wire::http_date(answer.date.as_deref()?)? - received.unix_seconds())
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

#[cfg(test)]
mod tests;
