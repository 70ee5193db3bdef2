//! What everything on the wire is wrapped in: JSON of a bounded size and depth, lists in the envelopes that servers put
//! round them, and Tanggap's own words inside a GeoReport object.

use crate::json::{self, Node};
use serde_json::Value;

/// How deep JSON from outside may nest.
pub const DEPTH_LIMIT: usize = 32;

/// The largest answer that is read, in bytes (B22).
pub const ANSWER_LIMIT: usize = 262_144;

/// Parses JSON from outside, or says that it is none: too deep counts as none.
pub fn parse(bytes: &[u8]) -> Option<Value> {
    if json::is_deeper_than(DEPTH_LIMIT, bytes) {
        return None;
    }
    serde_json::from_slice(bytes).ok()
}

/// The list that an answer holds, out of the envelopes that servers put round it (peers.md §4.10).
pub(super) fn unwrapped<'a>(root: &Node<'a>, envelopes: &[&str]) -> Vec<Node<'a>> {
    for envelope in envelopes {
        let inside = root.get(envelope);
        if inside.value().is_some() {
            return unwrapped(&inside, envelopes);
        }
    }
    root.list_or_one()
}

/// Where Tanggap's own words stand in a GeoReport object.
pub(super) fn extension<'a>(node: &Node<'a>) -> Node<'a> {
    node.get("extended_attributes").get("tanggap")
}
