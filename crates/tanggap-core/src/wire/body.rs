//! What the bodies that devices send once have in common: how they are opened, who they are from, and which texts
//! are taken. A fault names its field.

use super::{DEPTH_LIMIT, parse};
use crate::{
    json::{Fault, Node, is_deeper_than},
    report::Uid,
    ticket::{KeyProof, Ticket},
};
use serde_json::Value;

/// Why bytes are not what they should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyError {
    NotJson,
    TooDeep,
    Field(Fault),
}

impl From<Fault> for BodyError {
    fn from(fault: Fault) -> Self {
        Self::Field(fault)
    }
}

/// The object in a body.
pub(super) fn object(bytes: &[u8]) -> Result<Value, BodyError> {
    if is_deeper_than(DEPTH_LIMIT, bytes) {
        return Err(BodyError::TooDeep);
    }
    parse(bytes).filter(Value::is_object).ok_or(BodyError::NotJson)
}

/// Holds when `v` is this version or a newer one: what a newer device adds is left alone.
pub(super) fn version(root: &Node, least: u64) -> Result<(), Fault> {
    let version = root.get("v");
    match version.optional_number()?.is_some_and(|version| version >= least as f64) {
        true => Ok(()),
        false => Err(version.fault("1")),
    }
}

pub(super) fn uid(node: &Node) -> Result<Uid, Fault> {
    Uid::parse(&plain_text(node)?).ok_or_else(|| node.fault("a version 4 UUID in lower case"))
}

/// Digits as they are: spellings are for people.
pub(super) fn ticket(node: &Node) -> Result<Ticket, Fault> {
    let text = plain_text(node)?;
    let ticket = Ticket::parse(&text).ok().filter(|read| read.digits() == text);
    ticket.ok_or_else(|| node.fault("a ticket number with right check digits"))
}

pub(super) fn key_proof(node: &Node) -> Result<KeyProof, Fault> {
    KeyProof::parse(&plain_text(node)?).ok_or_else(|| node.fault("64 lower-case hex digits"))
}

pub(super) fn optional_text(node: &Node) -> Result<String, Fault> {
    if node.is_absent() { Ok(String::new()) } else { plain_text(node) }
}

/// Text on one line: no control characters.
pub(super) fn plain_text(node: &Node) -> Result<String, Fault> {
    text(node, char::is_control)
}

/// Text that may have lines.
pub(super) fn long_text(node: &Node) -> Result<String, Fault> {
    text(node, |character| character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
}

fn text(node: &Node, refused: impl Fn(char) -> bool) -> Result<String, Fault> {
    match node.value() {
        Some(Value::String(text)) if !text.chars().any(refused) => Ok(text.clone()),
        Some(Value::String(_)) => Err(node.fault("text without control characters")),
        _ => Err(node.fault("text")),
    }
}
