//! What the bodies that devices send once have in common: how they are opened, who they are from, and how their texts
//! are cleaned. A fault names its field.

use super::envelope::{DEPTH_LIMIT, parse};
use crate::{
    json::{Fault, Node, is_deeper_than},
    report::Uid,
    text::Cleaner,
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

/// For whoever runs a server.
#[cfg(not(target_family = "wasm"))]
impl std::fmt::Display for BodyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotJson => f.write_str("not a JSON object"),
            Self::TooDeep => f.write_str("nested too deep"),
            Self::Field(fault) => fault.fmt(f),
        }
    }
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
    Uid::parse(word(node)?).ok_or_else(|| node.fault("a version 4 UUID in lower case"))
}

/// Digits as they are: spellings are for people.
pub(super) fn ticket(node: &Node) -> Result<Ticket, Fault> {
    let text = word(node)?;
    let ticket = Ticket::parse(text).ok().filter(|read| read.digits() == text);
    ticket.ok_or_else(|| node.fault("a ticket number with right check digits"))
}

pub(super) fn key_proof(node: &Node) -> Result<KeyProof, Fault> {
    KeyProof::parse(word(node)?).ok_or_else(|| node.fault("64 lower-case hex digits"))
}

/// Text as it stands, for what programs write and compare.
pub(super) fn word<'a>(node: &Node<'a>) -> Result<&'a str, Fault> {
    node.value().and_then(Value::as_str).ok_or_else(|| node.fault("text"))
}

/// Text on one line, cleaned.
pub(super) fn line(node: &Node, cleaner: Cleaner) -> Result<String, Fault> {
    word(node).map(|text| cleaner.line(text))
}

/// The same, or nothing.
pub(super) fn optional_line(node: &Node, cleaner: Cleaner) -> Result<String, Fault> {
    if node.is_absent() { Ok(String::new()) } else { line(node, cleaner) }
}

/// Text that may have lines, cleaned.
pub(super) fn lines(node: &Node, cleaner: Cleaner) -> Result<String, Fault> {
    word(node).map(|text| cleaner.lines(text))
}
