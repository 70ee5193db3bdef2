//! What a device keeps of a report that it follows.

use crate::ticket::Key;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// `Debug` is left out on purpose: it may have a key.
#[derive(Clone, PartialEq)]
pub struct Followed {
    /// The ticket, or the number of a desk that gives its own.
    pub number: String,
    /// Id of the desk that took the report, or that the person named; empty without one. Who is asked is the rule of
    /// [`crate::addressee`].
    pub desk: String,
    /// The person named `desk` as the one that gave the number. An app before this one asked desks in turn: what it found
    /// so is not named.
    pub named: bool,
    /// The version in the store; 0 is not in it yet.
    pub rev: u64,
    /// The device's own time of the first look: shown, never reckoned with.
    pub since: i64,
    /// Only where the person wants this device to keep it.
    pub key: Option<Key>,
    pub request: Option<Part>,
    pub updates: Option<Part>,
    pub tries: Tries,
    /// When the server last told what is shown, or that it still holds, by the device's own time; see [`Self::as_of`].
    pub told_at: Option<i64>,
    /// When something else came than was known, by the device's own time.
    pub changed_at: Option<i64>,
    /// The server says that there is no such report (any more); what was known stays.
    pub unknown: bool,
    /// As the person saw it last.
    pub seen: Option<Seen>,
    /// What a newer minor version wrote beside, kept as it is.
    pub extra: Map<String, Value>,
}

/// An answer as it came, for reading and for asking whether it is still the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub body: Value,
    pub etag: Option<String>,
}

/// How asking has gone, in seconds of the device's own time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tries {
    pub tried: Option<i64>,
    pub succeeded: Option<i64>,
    /// Failures in a row.
    pub failures: u32,
    /// The server asked to wait for so long after the last try.
    pub wait_s: Option<u32>,
}

/// What the person saw, as little as it takes to tell what changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The status' own word.
    pub status: String,
    pub desk: String,
    /// The office waited for an answer.
    pub waiting: bool,
    /// The clock had lapsed.
    pub lapsed: bool,
    /// Each update's id, with a mark that changes when its content does.
    pub updates: BTreeMap<String, String>,
    /// When the office last changed anything, in seconds since 1970; `None` where nobody said, or an app before this one
    /// kept it.
    pub updated: Option<i64>,
}

impl Followed {
    pub fn new(number: &str, desk: &str, now_s: i64) -> Self {
        Self {
            number: number.to_owned(),
            desk: desk.to_owned(),
            named: false,
            rev: 0,
            since: now_s,
            key: None,
            request: None,
            updates: None,
            tries: Tries::default(),
            told_at: None,
            changed_at: None,
            unknown: false,
            seen: None,
            extra: Map::new(),
        }
    }
}
