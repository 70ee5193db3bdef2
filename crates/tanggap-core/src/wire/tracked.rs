//! `GET requests/{ticket}` and `…/updates`: where a report stands, as far as anyone may know.

use super::{extension, parse, unwrapped};
use crate::{
    instant::{self, Instant},
    json::Node,
    status::Status,
};
use time::{Date, UtcOffset};

/// What a number alone tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Tracked {
    pub number: String,
    pub status: Status,
    /// Id of the desk in the config; empty where the backend doesn't say.
    pub desk: String,
    pub service_name: String,
    /// Only once a desk published the report.
    pub description: Option<String>,
    pub address: Option<String>,
    pub received: Option<Instant>,
    pub updated: Option<Instant>,
    pub clock: Option<ClockReading>,
    /// The desk's own words on the status.
    pub note: Option<String>,
}

/// A legal clock as the desk reads it.
#[derive(Debug, Clone, PartialEq)]
pub struct ClockReading {
    pub name: String,
    pub days: u16,
    pub day: u16,
    pub working: bool,
    pub due: Date,
}

/// One event of a report's life.
#[derive(Debug, Clone, PartialEq)]
pub struct Update {
    pub id: String,
    pub kind: UpdateKind,
    pub at: Option<Instant>,
    /// Id of the desk that did it.
    pub desk: String,
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum UpdateKind {
    Status(Status),
    /// Handed over; the id of the desk that has it now.
    Referral {
        to_desk: String,
    },
    Note,
}

/// Reads an answer about one number. `Some(None)`: there is no such report, in any of the ways servers say so
/// with a 200; `None`: this is no answer at all.
pub fn tracked(body: &[u8], assumed: UtcOffset) -> Option<Option<Tracked>> {
    let value = parse(body)?;
    let entries = unwrapped(&Node::root(&value), &["service_requests", "requests", "request"]);
    Some(entries.iter().find_map(|entry| read(entry, assumed)))
}

fn read(node: &Node, assumed: UtcOffset) -> Option<Tracked> {
    let number = node.get("service_request_id").optional_text().ok().flatten()?;
    let own = extension(node);
    let text = |name: &str| node.get(name).optional_text().ok().flatten();
    let word =
        own.get("status").optional_text().ok().flatten().or_else(|| text("status")).unwrap_or_default();
    let when = |name: &str| Instant::parse(&text(name)?, assumed);
    Some(Tracked {
        number,
        status: Status::from_foreign(&word),
        desk: own.get("desk").lenient_text(),
        service_name: text("service_name").or_else(|| text("service_code")).unwrap_or_default(),
        description: text("description"),
        address: text("address").or_else(|| text("address_string")),
        received: when("requested_datetime"),
        updated: when("updated_datetime"),
        clock: clock(&own.get("clock")),
        note: text("status_notes").or_else(|| text("status_note")),
    })
}

fn clock(node: &Node) -> Option<ClockReading> {
    let count = |name: &str| node.get(name).optional_number().ok().flatten().map(|count| count as u16);
    Some(ClockReading {
        name: node.get("name").lenient_text(),
        days: count("days")?,
        day: count("day")?,
        working: node.get("working").flag().unwrap_or(true),
        due: instant::parse_day(&node.get("due").text().ok()?)?,
    })
}

/// Reads a timeline, oldest first. `None`: this is no answer at all.
pub fn updates(body: &[u8], assumed: UtcOffset) -> Option<Vec<Update>> {
    let value = parse(body)?;
    let entries = unwrapped(&Node::root(&value), &["service_request_updates", "updates"]);
    let mut updates: Vec<Update> = entries.iter().filter_map(|entry| update(entry, assumed)).collect();
    updates.sort_by_key(|update| update.at);
    Some(updates)
}

fn update(node: &Node, assumed: UtcOffset) -> Option<Update> {
    let own = extension(node);
    let text = |name: &str| node.get(name).optional_text().ok().flatten();
    let status = || text("status").map(|word| UpdateKind::Status(Status::from_foreign(&word)));
    let kind = match own.get("kind").lenient_text().as_str() {
        "referral" => UpdateKind::Referral { to_desk: own.get("to_desk").lenient_text() },
        "note" => UpdateKind::Note,
        _ => status().unwrap_or(UpdateKind::Note),
    };
    Some(Update {
        id: text("update_id")?,
        kind,
        at: text("updated_datetime").and_then(|when| Instant::parse(&when, assumed)),
        desk: own.get("desk").lenient_text(),
        note: text("description"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(body: &str) -> Option<Option<Tracked>> {
        tracked(body.as_bytes(), UtcOffset::UTC)
    }

    #[test]
    fn a_number_is_found_in_every_envelope() {
        for body in [
            r#"[{"service_request_id":"7","status":"open","requested_datetime":"2026-11-23T16:43:46Z"}]"#,
            r#"{"service_requests":[{"service_request_id":7,"status":"open","requested_datetime":"2026-11-23T16:43:46Z"}]}"#,
            r#"{"service_requests":{"request":{"service_request_id":7,"status":"OPEN","requested_datetime":"2026-11-23T16:43:46.5"}}}"#,
            r#"{"service_request_id":"7","status":"open","requested_datetime":"2026-11-23 16:43:46"}"#,
        ] {
            let found = one(body).unwrap().unwrap();
            assert_eq!((found.number.as_str(), &found.status), ("7", &Status::Received), "{body}");
            assert_eq!(found.received.unwrap().rfc3339(), "2026-11-23T16:43:46Z", "{body}");
        }
    }

    #[test]
    fn not_found_and_no_answer_are_different_things() {
        for body in
            ["[]", r#"{"service_requests":[]}"#, r#"{"errors":[{"code":404}]}"#, r#"[{"status":"open"}]"#]
        {
            assert_eq!(one(body), Some(None), "{body}");
        }
        assert_eq!(one("<html>"), None);
        assert_eq!(one(r#"[{"service_request_id""#), None);
    }

    #[test]
    fn our_own_words_say_more() {
        let body = r#"[{"service_request_id":"482719305562","status":"open","service_name":"Lampu jalan","description":"",
            "extended_attributes":{"tanggap":{"status":"in_progress","desk":"aspirasi",
            "clock":{"name":"Sederhana","days":5,"day":2,"working":true,"due":"2026-12-01"}}}}]"#;
        let found = one(body).unwrap().unwrap();
        assert_eq!(
            (found.status, found.desk.as_str(), found.description),
            (Status::InProgress, "aspirasi", None)
        );
        assert_eq!(found.clock.unwrap().day, 2);
    }

    #[test]
    fn a_timeline_is_sorted_and_keeps_hand_overs() {
        let body = r#"[{"update_id":2,"status":"open","updated_datetime":"2026-11-24T10:00:00Z","description":"To them",
              "extended_attributes":{"tanggap":{"kind":"referral","desk":"aspirasi","to_desk":"polresta"}}},
            {"update_id":"1","status":"FIXED","updated_datetime":"2026-11-23T10:00:00Z"}, {"status":"no id"}]"#;
        let found = updates(body.as_bytes(), UtcOffset::UTC).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].kind, UpdateKind::Status(Status::Answered));
        assert_eq!(found[1].kind, UpdateKind::Referral { to_desk: "polresta".into() });
    }
}
