//! Lists, and values that may be absent, by a reader of the single value.

use crate::json::{Fault, Node};

pub(crate) fn each<T>(node: &Node, read: impl Fn(&Node) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
    node.list()?.iter().map(read).collect()
}

pub(crate) fn optional<T>(node: &Node, read: impl Fn(&Node) -> Result<T, Fault>) -> Result<Option<T>, Fault> {
    if node.is_absent() { Ok(None) } else { read(node).map(Some) }
}
