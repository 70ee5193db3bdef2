//! A plain GeoReport desk: twice is twice. Only what certainly did not count may be tried again by itself.

use super::verdict::{Verdict, later};
use crate::{
    outbox::{
        item::{Item, Numbers},
        proof::Proof,
        reason::Reason,
    },
    ports::RawAnswer,
    wire::{self, PlainProof},
};

pub fn posted(answer: &RawAnswer) -> Verdict {
    let json = wire::is_json(&answer.content_type);
    match answer.status {
        200..=299 if json => match wire::plain_proof(&answer.body) {
            Some(PlainProof::Number(number)) => Verdict::Accepted(Proof::Number(number)),
            Some(PlainProof::Token(token)) => Verdict::Accepted(Proof::Token(token)),
            None => Verdict::Uncertain(Reason::NoProof),
        },
        // By their definition these never reached the desk's work.
        407 | 425 | 429 | 511 => later(answer),
        400..=499 if json => said_no(answer),
        _ => Verdict::Uncertain(Reason::of(answer)),
    }
}

fn said_no(answer: &RawAnswer) -> Verdict {
    let errors = wire::api_errors(&answer.body);
    // Some nodes answer so for a report they took a moment ago.
    if errors.iter().any(|error| error.description.to_lowercase().contains("duplicate")) {
        return Verdict::Uncertain(Reason::Duplicate);
    }
    match answer.status {
        _ if errors.is_empty() => Verdict::Uncertain(Reason::of(answer)),
        400 | 422 => Verdict::Refused(errors),
        401 | 403 | 404 | 405 | 413 => later(answer),
        _ => Verdict::Uncertain(Reason::of(answer)),
    }
}

/// The question after an uncertain post, or for the number behind a token. That nothing is found proves nothing:
/// lists hold what is published.
pub fn asked(item: &Item, answer: &RawAnswer) -> Verdict {
    if answer.status != 200 || !wire::is_json(&answer.content_type) {
        return later(answer);
    }
    if item.token().is_some() {
        return match wire::plain_proof(&answer.body) {
            Some(PlainProof::Number(number)) => Verdict::Accepted(Proof::Number(number)),
            _ => Verdict::Later(Reason::NumberPending, None),
        };
    }
    let found = match &item.numbers {
        Numbers::Reference(reference) => wire::number_for_reference(&answer.body, reference),
        Numbers::Ours { .. } => None,
    };
    found.map_or(Verdict::Later(Reason::NotListed, None), |number| Verdict::Accepted(Proof::Number(number)))
}
