//! What stands where in a file: objects with their fields, lists, texts. A file is held against its shape and every place
//! that is otherwise is told.

use super::{
    finding::FileFindings,
    leaf::{self, Leaf},
    near,
};
use crate::json::Node;
use serde_json::Value;

pub enum Shape {
    One(Leaf),
    /// An object with these fields and no others.
    Object(&'static [Field]),
    List(&'static Shape),
    /// A list with at least one entry; what an empty one should have had.
    Filled(&'static Shape, &'static str),
    /// An object with names of the city's own.
    Named(&'static Shape),
    /// A text, or one for each language.
    Text,
    /// A list for each language.
    PerLanguage(&'static Shape),
}

pub struct Field {
    name: &'static str,
    shape: &'static Shape,
    is_needed: bool,
}

pub const fn needed(name: &'static str, shape: &'static Shape) -> Field {
    Field { name, shape, is_needed: true }
}

pub const fn optional(name: &'static str, shape: &'static Shape) -> Field {
    Field { name, shape, is_needed: false }
}

impl Shape {
    pub fn check(&self, node: &Node, findings: &mut FileFindings) {
        match self {
            Self::One(leaf) => {
                if let Err(expected) = leaf(node) {
                    findings.expected(node, expected);
                }
            }
            Self::Object(fields) => object(fields, node, findings),
            Self::List(of) => list(of, node, "a list", findings),
            Self::Filled(of, least) => {
                list(of, node, least, findings);
                if node.value().and_then(Value::as_array).is_some_and(Vec::is_empty) {
                    findings.expected(node, least);
                }
            }
            Self::Named(of) => match node.value() {
                Some(Value::Object(_)) => {
                    node.entries().iter().for_each(|(_, entry)| of.check(entry, findings));
                }
                _ => findings.expected(node, "an object"),
            },
            Self::Text => match node.value() {
                Some(Value::Object(_)) => languages(&Self::One(leaf::words), node, findings),
                _ => {
                    if leaf::words(node).is_err() {
                        findings.expected(node, "a text, or a text for each language");
                    }
                }
            },
            Self::PerLanguage(of) => match node.value() {
                Some(Value::Object(_)) => languages(of, node, findings),
                _ => findings.expected(node, "a list for each language"),
            },
        }
    }
}

fn object(fields: &[Field], node: &Node, findings: &mut FileFindings) {
    let Some(Value::Object(found)) = node.value() else { return findings.expected(node, "an object") };
    for field in fields {
        let value = node.get(field.name);
        if field.is_needed || !is_left_out(&value) {
            field.shape.check(&value, findings);
        }
    }
    let is_known = |name: &str| fields.iter().any(|field| field.name == name);
    for name in found.keys().filter(|name| !is_known(name) && !is_note(name)) {
        let path = node.get(name).path().to_owned();
        match near::meant(name, fields.iter().map(|field| field.name)) {
            Some(field) => findings.at(&path, &format!("expected {field}, found a field named {name}")),
            None => {
                findings.warn(&path, "no field has this name, so it is ignored; a note begins with _ or x-")
            }
        }
    }
}

/// An optional field that isn't there. An empty text is there.
pub fn is_left_out(node: &Node) -> bool {
    matches!(node.value(), None | Some(Value::Null))
}

fn is_note(name: &str) -> bool {
    name.starts_with('_') || name.starts_with("x-")
}

fn list(of: &Shape, node: &Node, expected: &str, findings: &mut FileFindings) {
    match node.value() {
        Some(Value::Array(_)) => items(node).iter().for_each(|item| of.check(item, findings)),
        _ => findings.expected(node, expected),
    }
}

/// The entries of a list; none where it isn't one.
pub fn items<'a>(node: &Node<'a>) -> Vec<Node<'a>> {
    node.list().unwrap_or_default()
}

/// The texts of a list with the place of each; what is none has been told by its shape.
pub fn texts<'a>(node: &Node<'a>) -> Vec<(Node<'a>, String)> {
    items(node).into_iter().filter_map(|item| Some((item.clone(), item.text().ok()?))).collect()
}

fn languages(of: &Shape, node: &Node, findings: &mut FileFindings) {
    let entries = node.entries();
    if entries.is_empty() {
        findings.expected(node, "something for at least one language");
    }
    for (language, entry) in entries {
        match leaf::is_language(&language) {
            true => of.check(&entry, findings),
            false => {
                let words = format!("expected a language's code such as id, found a field named {language}");
                findings.at(entry.path(), &words);
            }
        }
    }
}

/// Whether something stands in two places that only one may have.
pub fn unique<'a>(nodes: impl Iterator<Item = Node<'a>>, expected: &str, findings: &mut FileFindings) {
    let mut known: Vec<String> = Vec::new();
    for node in nodes {
        let Ok(text) = node.text() else { continue };
        if known.contains(&text) {
            findings.expected(&node, expected);
        }
        known.push(text);
    }
}
