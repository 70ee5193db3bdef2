//! What an answer means. A status alone proves nothing (R3): cut answers, login pages of a network and broken
//! proxies all say 200. Where twice would be twice, whatever is not certain is *Uncertain* (R9).

mod media;
mod plain;
mod verdict;

pub use super::{proof::Proof, reason::Reason};
pub use verdict::{Verdict, is_open_to};

use super::item::{Door, Item, Job, Numbers};
use crate::{
    json::Node,
    ports::{RawAnswer, SendFault},
    wire,
};
use verdict::later;

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

/// How long ago the server took it, by the server's own clock alone.
pub fn age_there_s(proof: &Proof, answer: &RawAnswer) -> Option<i64> {
    let Proof::Receipt(receipt) = proof else { return None };
    let received = crate::instant::Instant::parse(&receipt.received_at, time::UtcOffset::UTC)?;
    Some(wire::http_date(answer.date.as_deref()?)? - received.unix_seconds())
}

#[cfg(test)]
mod tests;
