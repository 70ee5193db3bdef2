//! The fields that items and drafts have in common, for both directions, and the version of both.

use crate::{
    json::Node,
    outbox::Numbers,
    ticket::{Key, Ticket},
};
use serde_json::{Map, Value};

/// The version written here.
pub const SCHEMA_VERSION: u64 = 1;

pub type Object = Map<String, Value>;

pub fn numbers(root: &Node) -> Option<Numbers> {
    match text(root, "reference") {
        Some(reference) => Some(Numbers::Reference(reference)),
        None => Some(Numbers::Ours {
            ticket: Ticket::parse(&text(root, "ticket")?).ok()?,
            key: Key::parse(&text(root, "key")?).ok()?,
        }),
    }
}

pub fn text(node: &Node, name: &str) -> Option<String> {
    node.get(name).value()?.as_str().map(str::to_owned)
}

pub fn int(node: &Node, name: &str) -> Option<i64> {
    node.get(name).value()?.as_i64()
}

pub fn count(node: &Node, name: &str) -> u64 {
    node.get(name).value().and_then(Value::as_u64).unwrap_or(0)
}

pub fn put_numbers(object: &mut Object, numbers: &Numbers) {
    match numbers {
        Numbers::Ours { ticket, key } => {
            put(object, "ticket", ticket.digits());
            put(object, "key", key.digits());
        }
        Numbers::Reference(reference) => put(object, "reference", reference.as_str()),
    }
}

pub fn put(object: &mut Object, name: &str, value: impl Into<Value>) {
    object.insert(name.to_owned(), value.into());
}

pub fn put_some(object: &mut Object, name: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        put(object, name, value);
    }
}
