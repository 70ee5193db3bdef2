//! Reads version 1. `None` for anything that does not fit: a guess about a report would be worse than setting it
//! aside.

use super::{
    fields::{count, int, numbers, text},
    words,
};
use crate::{
    json::Node,
    outbox::{
        About, Item, Kept, KeyKept, Media, Parcel, State,
        policy::{Proof, Reason},
    },
    report::Uid,
    ticket::Ticket,
    wire::{ApiError, Receipt},
};
use serde_json::Value;

/// The names that this version knows; all others are kept as they are.
const KNOWN: [&str; 30] = [
    "schema_version",
    "app_version",
    "form_version",
    "uid",
    "message",
    "behind",
    "seq",
    "saved_at",
    "desk",
    "label",
    "door",
    "ticket",
    "key",
    "reference",
    "report",
    "media",
    "wifi_only",
    "ask",
    "tokens",
    "state",
    "kept",
    "key_kept",
    "attempt_open",
    "generation",
    "not_before",
    "asked_s",
    "reason",
    "reason_status",
    "other_number",
    "attempts",
];

pub fn item_v1(value: &Value, rev: u64) -> Option<Item> {
    let root = &Node::root(value);
    let asked_wait = match (int(root, "not_before"), int(root, "asked_s")) {
        (Some(until), Some(asked)) => Some((until, u32::try_from(asked).ok()?)),
        _ => None,
    };
    let reason =
        text(root, "reason").and_then(|word| Reason::from_word(&word, count(root, "reason_status") as u16));
    let unknown = value.as_object()?.iter().filter(|(name, _)| !KNOWN.contains(&name.as_str()));
    let extra = unknown.map(|(name, value)| (name.clone(), value.clone())).collect();
    Some(Item {
        uid: Uid::parse(&text(root, "uid")?)?,
        about: about(&root.get("message"))?,
        behind: root.get("behind").flag().unwrap_or(false),
        seq: u64::try_from(int(root, "seq")?).ok()?,
        rev,
        desk: text(root, "desk")?,
        label: text(root, "label").unwrap_or_default(),
        door: words::read_door(&text(root, "door")?)?,
        numbers: numbers(root)?,
        saved_at: int(root, "saved_at").unwrap_or(0),
        app_version: text(root, "app_version").unwrap_or_default(),
        form_version: text(root, "form_version").unwrap_or_default(),
        report: parcel(&root.get("report"))?,
        ask: text(root, "ask"),
        tokens: text(root, "tokens"),
        media: root.get("media").list().ok()?.iter().map(photo).collect::<Option<_>>()?,
        wifi_only: root.get("wifi_only").flag().unwrap_or(false),
        state: state(&root.get("state"))?,
        reason,
        asked_wait,
        attempt_open: root.get("attempt_open").flag()?,
        attempts: u32::try_from(count(root, "attempts")).ok()?,
        generation: u32::try_from(count(root, "generation")).ok()?,
        other_number: text(root, "other_number"),
        kept: match text(root, "kept")?.as_str() {
            "whole" => Kept::Whole,
            "numbers" => Kept::Numbers,
            _ => return None,
        },
        key_kept: text(root, "key_kept").map_or(KeyKept::Never, |word| KeyKept::of(&word)),
        extra,
    })
}

/// The kind of a message; every record before there were any is a report's.
fn about(node: &Node) -> Option<About> {
    match node.value() {
        None => Some(About::Report),
        Some(kind) => Some(About::Message { kind: kind.as_str()?.to_owned() }),
    }
}

fn parcel(node: &Node) -> Option<Parcel> {
    let header = |pair: &Node| {
        let pair = pair.list().ok()?;
        Some((pair.first()?.text().ok()?, pair.get(1)?.text().ok()?))
    };
    Some(Parcel {
        url: text(node, "url")?,
        headers: node.get("headers").list().ok()?.iter().map(header).collect::<Option<_>>()?,
        size: count(node, "size"),
    })
}

fn photo(node: &Node) -> Option<Media> {
    let state = words::read_media(&text(node, "state")?)?;
    Some(Media { slot: text(node, "slot")?, parcel: parcel(node)?, state })
}

fn state(node: &Node) -> Option<State> {
    Some(match text(node, "is")?.as_str() {
        "waiting" => State::Waiting { withdraw: node.get("withdraw").flag()? },
        "received" => State::Received { proof: proof(node)?, lost_there: node.get("lost_there").flag()? },
        "uncertain" => State::Uncertain,
        "refused" => State::Refused(node.get("errors").list().ok()?.iter().map(error).collect()),
        "identity_taken" => State::IdentityTaken,
        "erased" => State::Erased,
        "withdrawn" => State::Withdrawn,
        "corrected" => State::Corrected,
        "lost" => State::Lost,
        _ => return None,
    })
}

fn proof(node: &Node) -> Option<Proof> {
    if let Some(number) = text(node, "number") {
        return Some(Proof::Number(number));
    }
    if let Some(token) = text(node, "token") {
        return Some(Proof::Token(token));
    }
    Some(Proof::Receipt(Receipt {
        ticket: Ticket::parse(&text(node, "ticket")?).ok()?,
        renumbered: node.get("renumbered").flag()?,
        received_at: text(node, "received_at").unwrap_or_default(),
    }))
}

fn error(node: &Node) -> ApiError {
    ApiError {
        code: node.get("code").lenient_text(),
        description: node.get("description").lenient_text(),
        field: text(node, "field"),
        rule: text(node, "rule"),
    }
}
