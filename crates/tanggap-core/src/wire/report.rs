//! The body of `PUT reports/{uid}`, version 1. It is written once and sent as those bytes for ever (R2);
//! nobody re-serialises it, so what a newer phone adds is kept by an older server.

use super::{
    DEPTH_LIMIT,
    media::{media_json, read_media},
    parse,
};
use crate::{
    form::Answers,
    json::{Fault, Node, is_deeper_than},
    place::{Place, Point},
    report::{Identity, Report, Uid},
    service::IdentityKind,
    ticket::{KeyProof, Ticket},
};
use serde_json::{Map, Value, json};

/// The version of the body written here.
pub const VERSION: u64 = 1;

/// Why bytes are not a report.
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

/// The bytes that are sent.
pub fn write_report(report: &Report) -> Vec<u8> {
    let mut answers = Map::new();
    for (code, values) in report.answers.iter() {
        let value = match values {
            [one] => one.clone().into(),
            several => several.to_vec().into(),
        };
        answers.insert(code.to_owned(), value);
    }
    let identity = &report.identity;
    let mut who = Map::from_iter([("kind".to_owned(), Value::from(identity.kind.word()))]);
    for (name, text) in [("name", &identity.name), ("phone", &identity.phone), ("email", &identity.email)] {
        if !text.is_empty() {
            who.insert(name.to_owned(), text.clone().into());
        }
    }
    let body = json!({
        "v": VERSION,
        "uid": report.uid.as_str(),
        "ticket": report.ticket.digits(),
        "key_proof": report.key_proof.hex(),
        "service_code": report.service_code,
        "definition_version": report.definition_version,
        "answers": answers,
        "description": report.description,
        "place": report.place.as_ref().map(place_json),
        "identity": who,
        "media": media_json(&report.media),
        "locale": report.locale,
        "client_time": report.client_time,
    });
    body.to_string().into_bytes()
}

fn place_json(place: &Place) -> Value {
    let mut value = Map::new();
    if let Some(point) = place.point {
        value.insert("lat".into(), point.lat.into());
        value.insert("long".into(), point.long.into());
        if let Some(accuracy) = point.accuracy_m {
            value.insert("accuracy_m".into(), accuracy.into());
        }
    }
    for (name, text) in [("area", &place.area), ("address", &place.address)] {
        if !text.is_empty() {
            value.insert(name.into(), text.clone().into());
        }
    }
    value.into()
}

/// Reads a report's body. Fields that are not known are left alone.
pub fn read_report(bytes: &[u8]) -> Result<Report, BodyError> {
    if is_deeper_than(DEPTH_LIMIT, bytes) {
        return Err(BodyError::TooDeep);
    }
    let value = parse(bytes).filter(Value::is_object).ok_or(BodyError::NotJson)?;
    let root = Node::root(&value);
    let version = root.get("v");
    if version.optional_number()?.is_none_or(|version| version < VERSION as f64) {
        return Err(version.fault("1").into());
    }
    let own = |name: &str| {
        let node = root.get(name);
        plain_text(&node).map(|text| (node, text))
    };
    let ((uid_node, uid), (ticket_node, ticket), (proof_node, proof)) =
        (own("uid")?, own("ticket")?, own("key_proof")?);
    let description = root.get("description");
    Ok(Report {
        uid: Uid::parse(&uid).ok_or_else(|| uid_node.fault("a version 4 UUID in lower case"))?,
        // Digits as they are: spellings are for people.
        ticket: Ticket::parse(&ticket)
            .ok()
            .filter(|read| read.digits() == ticket)
            .ok_or_else(|| ticket_node.fault("a ticket number with right check digits"))?,
        key_proof: KeyProof::parse(&proof).ok_or_else(|| proof_node.fault("64 lower-case hex digits"))?,
        service_code: plain_text(&root.get("service_code"))?,
        definition_version: optional_text(&root.get("definition_version"))?,
        answers: answers(&root.get("answers"))?,
        description: long_text(&description)?,
        place: if root.get("place").is_absent() { None } else { Some(place(&root.get("place"))?) },
        identity: identity(&root.get("identity"))?,
        media: read_media(&root.get("media"))?,
        locale: optional_text(&root.get("locale"))?,
        client_time: optional_text(&root.get("client_time"))?,
    })
}

fn answers(node: &Node) -> Result<Answers, Fault> {
    if node.is_absent() {
        return Ok(Answers::default());
    }
    let Some(Value::Object(_)) = node.value() else { return Err(node.fault("an object of answers")) };
    let mut answers = Answers::default();
    for (code, answer) in node.entries() {
        let values = answer.list_or_one().iter().map(long_text).collect::<Result<_, _>>()?;
        answers.set(&code, values);
    }
    Ok(answers)
}

fn place(node: &Node) -> Result<Place, Fault> {
    let Some(Value::Object(_)) = node.value() else { return Err(node.fault("an object or null")) };
    let (lat, long) = (node.get("lat").optional_number()?, node.get("long").optional_number()?);
    let point = match (lat, long) {
        (None, None) => None,
        (Some(lat), Some(long)) => {
            let accuracy = node.get("accuracy_m").optional_number()?;
            Some(Point::new(lat, long, accuracy).ok_or_else(|| node.fault("coordinates on earth"))?)
        }
        _ => return Err(node.fault("both lat and long")),
    };
    Ok(Place {
        point,
        area: optional_text(&node.get("area"))?,
        address: optional_text(&node.get("address"))?,
    })
}

fn identity(node: &Node) -> Result<Identity, Fault> {
    let kind = node.get("kind");
    Ok(Identity {
        kind: IdentityKind::parse(&plain_text(&kind)?)
            .ok_or_else(|| kind.fault("open, secret or anonymous"))?,
        name: optional_text(&node.get("name"))?,
        phone: optional_text(&node.get("phone"))?,
        email: optional_text(&node.get("email"))?,
    })
}

fn optional_text(node: &Node) -> Result<String, Fault> {
    if node.is_absent() { Ok(String::new()) } else { plain_text(node) }
}

/// Text on one line: no control characters.
fn plain_text(node: &Node) -> Result<String, Fault> {
    match node.value() {
        Some(Value::String(text)) if !text.chars().any(char::is_control) => Ok(text.clone()),
        Some(Value::String(_)) => Err(node.fault("text without control characters")),
        _ => Err(node.fault("text")),
    }
}

/// Text that may have lines.
fn long_text(node: &Node) -> Result<String, Fault> {
    let control = |character: char| character.is_control() && !matches!(character, '\n' | '\r' | '\t');
    match node.value() {
        Some(Value::String(text)) if !text.chars().any(control) => Ok(text.clone()),
        Some(Value::String(_)) => Err(node.fault("text without control characters")),
        _ => Err(node.fault("text")),
    }
}

#[cfg(test)]
mod tests;
