//! `GET tickets/{ticket}`: what only who has the key may read, and where messages go.

mod content;
mod whole;

pub use content::{Conversation, Said, SaidKind, Told, ToldAnswer};
pub use whole::Whole;

use super::{
    envelope::parse,
    tracked::{found, optional, photos, timeline},
};
use crate::{instant::Instant, json::Node, place::Point, report::Uid, service::IdentityKind, ticket::Ticket};
use serde_json::Value;
use time::UtcOffset;

/// Where the private part of a report is.
pub fn ticket_address(api: &str, ticket: &Ticket, language: &str) -> String {
    [api, "/tickets/", ticket.digits(), ".json?locale=", language].concat()
}

/// Where a message goes, and where to ask whether it arrived.
pub fn message_address(api: &str, ticket: &Ticket, uid: &Uid) -> String {
    [api, "/tickets/", ticket.digits(), "/messages/", uid.as_str()].concat()
}

/// Reads the private part. `None`: this is no answer at all, or one about nothing.
pub fn conversation(body: &[u8], assumed: UtcOffset) -> Option<Conversation> {
    let value = parse(body)?;
    let root = Node::root(&value);
    let mut messages: Vec<Said> =
        root.get("messages").list_or_one().iter().filter_map(|node| said(node, assumed)).collect();
    messages.sort_by_key(|said| said.at);
    let replies: Vec<String> = messages.iter().filter_map(|said| said.in_reply_to.clone()).collect();
    for question in messages.iter_mut().filter(|said| said.kind == SaidKind::Question) {
        question.answered |= replies.contains(&question.id);
    }
    let may = root.get("may").list_or_one();
    Some(Conversation {
        tracked: found(&root.get("request"), assumed)?,
        updates: timeline(&root.get("updates"), assumed),
        told: told(&root.get("report")),
        earlier: root.get("earlier").optional_number().ok().flatten().unwrap_or(0.0) as u32,
        messages,
        may: may.iter().filter_map(optional).map(|word| SaidKind::of(&word)).collect(),
    })
}

fn told(node: &Node) -> Told {
    let number = |name: &str| node.get(name).optional_number().ok().flatten();
    let answer = |node: &Node| {
        let code = node.get("code").lenient_text();
        let question = optional(&node.get("question")).unwrap_or_else(|| code.clone());
        let values = node.get("values").list_or_one().iter().filter_map(optional).collect();
        ToldAnswer { question, code, values }
    };
    Told {
        description: node.get("description").lenient_text(),
        answers: node.get("answers").list_or_one().iter().map(answer).collect(),
        address: node.get("address").lenient_text(),
        area: node.get("area").lenient_text(),
        point: number("lat").zip(number("long")).and_then(|(lat, long)| Point::new(lat, long, None)),
        identity: IdentityKind::parse(&node.get("identity").lenient_text()),
        photos: photos(node),
    }
}

/// Without an id there is nothing to tell it from others by.
fn said(node: &Node, assumed: UtcOffset) -> Option<Said> {
    let kind = SaidKind::of(&node.get("kind").lenient_text());
    let from = node.get("from").lenient_text();
    let of_office = matches!(kind, SaidKind::Reply | SaidKind::Question);
    Some(Said {
        id: optional(&node.get("id"))?,
        at: optional(&node.get("at")).and_then(|when| Instant::parse(&when, assumed)),
        by_reporter: from == "reporter" || (from != "office" && !of_office),
        desk: node.get("desk").lenient_text(),
        text: node.get("text").value().and_then(Value::as_str).unwrap_or_default().to_owned(),
        in_reply_to: optional(&node.get("in_reply_to")),
        answered: node.get("answered").flag().unwrap_or(false),
        photos: photos(node),
        kind,
    })
}

#[cfg(test)]
mod tests;
