//! The body of `PUT reports/{uid}`, version 1. It is written once and sent as those bytes for ever (R2);
//! nobody re-serialises it, so what a newer phone adds is kept by an older server.

use super::{
    body::{self, BodyError, line, lines, optional_line, word},
    media::{media_json, read_media},
};
use crate::{
    form::Answers,
    json::{Fault, Node},
    place::{Place, Point},
    report::{Identity, LINKS, Report, Uid},
    service::IdentityKind,
    text::Cleaner,
    web_address::WebAddress,
};
use serde_json::{Map, Value, json};

/// The version of the body written here.
pub const VERSION: u64 = 1;

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
    let mut body = json!({
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
    if !report.links.is_empty() {
        body["links"] = report.links.iter().map(WebAddress::as_str).collect();
    }
    if let Some(uid) = &report.corrects {
        body["corrects"] = uid.as_str().into();
    }
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

/// Reads a report's body and cleans its texts, so that every reader sees the same words however often it is read.
/// Fields that are not known are left alone.
pub fn read_report(bytes: &[u8], cleaner: Cleaner) -> Result<Report, BodyError> {
    let value = body::object(bytes)?;
    let root = Node::root(&value);
    body::version(&root, VERSION)?;
    let optional = |name| optional_line(&root.get(name), cleaner);
    let place_node = root.get("place");
    Ok(Report {
        uid: body::uid(&root.get("uid"))?,
        ticket: body::ticket(&root.get("ticket"))?,
        key_proof: body::key_proof(&root.get("key_proof"))?,
        service_code: line(&root.get("service_code"), cleaner)?,
        definition_version: optional("definition_version")?,
        answers: answers(&root.get("answers"), cleaner)?,
        description: lines(&root.get("description"), cleaner)?,
        place: if place_node.is_absent() { None } else { Some(place(&place_node, cleaner)?) },
        identity: identity(&root.get("identity"), cleaner)?,
        media: read_media(&root.get("media"))?,
        links: links(&root.get("links")),
        locale: optional("locale")?,
        client_time: optional("client_time")?,
        // What names no report corrects none: it is not worth a refusal.
        corrects: root.get("corrects").value().and_then(Value::as_str).and_then(Uid::parse),
    })
}

fn answers(node: &Node, cleaner: Cleaner) -> Result<Answers, Fault> {
    if node.is_absent() {
        return Ok(Answers::default());
    }
    let Some(Value::Object(_)) = node.value() else { return Err(node.fault("an object of answers")) };
    let mut answers = Answers::default();
    for (code, answer) in node.entries() {
        let values =
            answer.list_or_one().iter().map(|value| lines(value, cleaner)).collect::<Result<_, _>>()?;
        answers.set(&cleaner.line(&code), values);
    }
    Ok(answers)
}

/// What is no address is no link, and no fault of the report.
fn links(node: &Node) -> Vec<WebAddress> {
    let read = |node: Node| WebAddress::parse(node.value()?.as_str()?);
    node.list_or_one().into_iter().filter_map(read).take(LINKS).collect()
}

fn place(node: &Node, cleaner: Cleaner) -> Result<Place, Fault> {
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
        area: optional_line(&node.get("area"), cleaner)?,
        address: optional_line(&node.get("address"), cleaner)?,
    })
}

fn identity(node: &Node, cleaner: Cleaner) -> Result<Identity, Fault> {
    let kind = node.get("kind");
    let optional = |name| optional_line(&node.get(name), cleaner);
    Ok(Identity {
        kind: IdentityKind::parse(word(&kind)?).ok_or_else(|| kind.fault("open, secret or anonymous"))?,
        name: optional("name")?,
        phone: optional("phone")?,
        email: optional("email")?,
    })
}

#[cfg(test)]
mod tests;
