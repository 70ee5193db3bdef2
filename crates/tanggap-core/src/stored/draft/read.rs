//! Reads version 1 of a draft.

use super::saved::{Correction, DraftPhoto, SavedDraft};
use crate::{
    form::Answers,
    journey::Draft,
    json::Node,
    place::{Place, Point},
    report::{Identity, Uid},
    service::IdentityKind,
    stored::fields::{int, numbers, text},
    wire::read_claim,
};
use serde_json::Value;

/// The names that this version knows; all others are kept as they are.
const KNOWN: [&str; 19] = [
    "schema_version",
    "app_version",
    "form_version",
    "uid",
    "saved_at",
    "step",
    "description",
    "told_first",
    "service",
    "answers",
    "place",
    "identity",
    "identity_chosen",
    "replaces",
    "ticket",
    "key",
    "reference",
    "media",
    "kept_for",
];

/// Only a uid that is none makes a draft unreadable: whatever else is odd is left out, the words stay.
pub fn draft_v1(value: &Value, rev: u64) -> Option<SavedDraft> {
    let root = &Node::root(value);
    let extra = value.as_object()?.iter().filter(|(name, _)| !KNOWN.contains(&name.as_str()));
    let replaces = text(root, "replaces").and_then(|uid| Uid::parse(&uid));
    let mut answers = Answers::default();
    for (code, values) in root.get("answers").value().and_then(Value::as_object).into_iter().flatten() {
        let values = values.as_array().into_iter().flatten();
        answers.set(code, values.filter_map(Value::as_str).map(str::to_owned).collect());
    }
    let service_at = |name: &str| {
        let service = root.get(name);
        text(&service, "desk").zip(text(&service, "code"))
    };
    Some(SavedDraft {
        uid: Uid::parse(&text(root, "uid")?)?,
        rev,
        app_version: text(root, "app_version").unwrap_or_default(),
        form_version: text(root, "form_version").unwrap_or_default(),
        saved_at: int(root, "saved_at").unwrap_or(0),
        step: text(root, "step").unwrap_or_default(),
        draft: Draft {
            description: text(root, "description").unwrap_or_default(),
            told_first: root.get("told_first").flag().unwrap_or(false),
            service: service_at("service"),
            answers,
            place: place(&root.get("place")),
            identity: identity(&root.get("identity")),
            identity_chosen: root.get("identity_chosen").flag().unwrap_or(false),
        },
        corrects: replaces.and_then(|replaces| Some(Correction { replaces, numbers: numbers(root)? })),
        photos: root.get("media").list().unwrap_or_default().iter().filter_map(photo).collect(),
        kept_for: service_at("kept_for"),
        extra: extra.map(|(name, value)| (name.clone(), value.clone())).collect(),
    })
}

fn place(node: &Node) -> Place {
    let number = |name: &str| node.get(name).optional_number().ok().flatten();
    let point = number("lat").zip(number("long"));
    Place {
        point: point.and_then(|(lat, long)| Point::new(lat, long, number("accuracy_m"))),
        area: text(node, "area").unwrap_or_default(),
        address: text(node, "address").unwrap_or_default(),
    }
}

fn identity(node: &Node) -> Identity {
    let kind = text(node, "kind").and_then(|word| IdentityKind::parse(&word));
    Identity {
        kind: kind.unwrap_or(IdentityKind::Anonymous),
        name: text(node, "name").unwrap_or_default(),
        phone: text(node, "phone").unwrap_or_default(),
        email: text(node, "email").unwrap_or_default(),
    }
}

fn photo(node: &Node) -> Option<DraftPhoto> {
    Some(DraftPhoto { claim: read_claim(node).ok()?, name: text(node, "name") })
}
