//! The shape of a followed report in the device's store, version 1. Golden file: tests/fixtures/stored-v1/followed.json.

use super::followed::{Followed, Part, Seen, Tries};
use crate::{
    json::Node,
    ports::Record,
    stored::fields::{Object, SCHEMA_VERSION, int, put, put_some, text},
    ticket::Key,
    wire,
};
use serde_json::Value;

pub enum ReadFollowed {
    Followed(Box<Followed>),
    /// Written by a newer app: left as it is.
    Newer,
    Broken,
}

/// The names that this version knows; all others are kept as they are.
const KNOWN: [&str; 16] = [
    "schema_version",
    "number",
    "desk",
    "named",
    "since",
    "key",
    "request",
    "updates",
    "tried",
    "succeeded",
    "failures",
    "wait_s",
    "told_at",
    "changed_at",
    "unknown",
    "seen",
];

pub fn read_followed(record: &Record) -> ReadFollowed {
    let Some(value) = wire::parse(record.text.as_bytes()) else { return ReadFollowed::Broken };
    match value.get("schema_version").and_then(Value::as_u64) {
        Some(version) if version > SCHEMA_VERSION => ReadFollowed::Newer,
        Some(1) => {
            let followed = followed_v1(&value, record.rev).filter(|followed| followed.number == record.key);
            followed.map_or(ReadFollowed::Broken, |followed| ReadFollowed::Followed(Box::new(followed)))
        }
        _ => ReadFollowed::Broken,
    }
}

/// Only a number that is none makes it unreadable: everything else can be asked for again.
fn followed_v1(value: &Value, rev: u64) -> Option<Followed> {
    let root = &Node::root(value);
    let small = |name: &str| int(root, name).and_then(|count| u32::try_from(count).ok());
    let extra = value.as_object()?.iter().filter(|(name, _)| !KNOWN.contains(&name.as_str()));
    Some(Followed {
        number: text(root, "number").filter(|number| !number.is_empty())?,
        desk: text(root, "desk").unwrap_or_default(),
        named: root.get("named").flag().unwrap_or(false),
        rev,
        since: int(root, "since").unwrap_or(0),
        key: text(root, "key").and_then(|key| Key::parse(&key).ok()),
        request: part(&root.get("request")),
        updates: part(&root.get("updates")),
        tries: Tries {
            tried: int(root, "tried"),
            succeeded: int(root, "succeeded"),
            failures: small("failures").unwrap_or(0),
            wait_s: small("wait_s"),
        },
        told_at: int(root, "told_at"),
        changed_at: int(root, "changed_at"),
        unknown: root.get("unknown").flag().unwrap_or(false),
        seen: seen(&root.get("seen")),
        extra: extra.map(|(name, value)| (name.clone(), value.clone())).collect(),
    })
}

fn part(node: &Node) -> Option<Part> {
    Some(Part { body: node.get("body").value()?.clone(), etag: text(node, "etag") })
}

fn seen(node: &Node) -> Option<Seen> {
    let updates = node.get("updates").value().and_then(Value::as_object);
    let marks =
        updates.into_iter().flatten().filter_map(|(id, mark)| Some((id.clone(), mark.as_str()?.to_owned())));
    Some(Seen {
        status: text(node, "status")?,
        desk: text(node, "desk").unwrap_or_default(),
        waiting: node.get("waiting").flag().unwrap_or(false),
        lapsed: node.get("lapsed").flag().unwrap_or(false),
        updates: marks.collect(),
        updated: int(node, "updated"),
    })
}

pub fn write_followed(followed: &Followed) -> Record {
    let mut root = followed.extra.clone();
    put(&mut root, "schema_version", SCHEMA_VERSION);
    put(&mut root, "number", followed.number.as_str());
    put(&mut root, "desk", followed.desk.as_str());
    if followed.named {
        put(&mut root, "named", true);
    }
    put(&mut root, "since", followed.since);
    put_some(&mut root, "key", followed.key.as_ref().map(Key::digits));
    put_some(&mut root, "request", followed.request.as_ref().map(part_json));
    put_some(&mut root, "updates", followed.updates.as_ref().map(part_json));
    put_some(&mut root, "tried", followed.tries.tried);
    put_some(&mut root, "succeeded", followed.tries.succeeded);
    put(&mut root, "failures", followed.tries.failures);
    put_some(&mut root, "wait_s", followed.tries.wait_s);
    put_some(&mut root, "told_at", followed.told_at);
    put_some(&mut root, "changed_at", followed.changed_at);
    if followed.unknown {
        put(&mut root, "unknown", true);
    }
    put_some(&mut root, "seen", followed.seen.as_ref().map(seen_json));
    Record { key: followed.number.clone(), rev: followed.rev, text: Value::Object(root).to_string() }
}

fn part_json(part: &Part) -> Object {
    let mut object = Object::new();
    put(&mut object, "body", part.body.clone());
    put_some(&mut object, "etag", part.etag.as_deref());
    object
}

fn seen_json(seen: &Seen) -> Object {
    let mut object = Object::new();
    put(&mut object, "status", seen.status.as_str());
    put(&mut object, "desk", seen.desk.as_str());
    put(&mut object, "waiting", seen.waiting);
    put(&mut object, "lapsed", seen.lapsed);
    let marks = seen.updates.iter().map(|(id, mark)| (id.clone(), Value::from(mark.as_str())));
    put(&mut object, "updates", marks.collect::<Object>());
    put_some(&mut object, "updated", seen.updated);
    object
}
