//! `GET requests/{ticket}` and `…/updates`: where a report stands, as far as anyone may know.

use super::envelope::{extension, parse, unwrapped};
use crate::{
    instant::{self, Instant},
    json::Node,
    status::Status,
    web_address::WebAddress,
};
use serde_json::Value;
use time::{Date, UtcOffset};

/// What a number alone tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Tracked {
    pub number: String,
    pub status: Status,
    /// The backend's own word, where it says more than the status.
    pub said: Option<String>,
    /// Id of the desk in the config; empty where the backend doesn't say.
    pub desk: String,
    /// Who has it, in the backend's own words.
    pub agency: Option<String>,
    pub service_name: String,
    /// Only once a desk published the report.
    pub description: Option<String>,
    pub address: Option<String>,
    pub received: Option<Instant>,
    pub updated: Option<Instant>,
    /// When the backend expects to be done.
    pub expected: Option<Instant>,
    pub clock: Option<ClockReading>,
    /// The desk's own words on the status.
    pub note: Option<String>,
    /// Addresses of pictures that the desk published.
    pub photos: Vec<String>,
    /// Addresses that the reporter named beside the words, of a published report. They are other people's: links, and
    /// never pictures.
    pub links: Vec<WebAddress>,
    /// The office asked something that has no answer yet.
    pub waiting_for_reporter: bool,
    /// A key opens more.
    pub conversation: bool,
}

/// A legal clock as the desk reads it.
#[derive(Debug, Clone, PartialEq)]
pub struct ClockReading {
    /// Id of the clock in the config; empty where the backend doesn't say.
    pub id: String,
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
    /// As [`Tracked::said`].
    pub said: Option<String>,
    /// The reporter caused it.
    pub by_reporter: bool,
    /// Only who has shown the key reads its note and sees its pictures.
    pub for_reporter: bool,
    /// Addresses of its pictures, such as of the work when it was done.
    pub photos: Vec<String>,
    /// How many before it the server has left out, because an answer with them would be too long.
    pub earlier: u32,
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
    Some(found(&Node::root(&value), assumed))
}

/// The same for an answer that was kept.
pub fn tracked_in(kept: &Value, assumed: UtcOffset) -> Option<Tracked> {
    found(&Node::root(kept), assumed)
}

/// The first request in an answer, whatever its envelope.
pub fn found(node: &Node, assumed: UtcOffset) -> Option<Tracked> {
    let entries = unwrapped(node, &["service_requests", "requests", "request"]);
    entries.iter().find_map(|entry| read(entry, assumed))
}

fn read(node: &Node, assumed: UtcOffset) -> Option<Tracked> {
    let number = node.get("service_request_id").optional_text().ok().flatten()?;
    let own = extension(node);
    let text = |name: &str| optional(&node.get(name));
    let word = optional(&own.get("status")).or_else(|| text("detailed_status")).or_else(|| text("status"));
    let word = word.unwrap_or_default();
    let when = |name: &str| Instant::parse(&text(name)?, assumed);
    let received = when("requested_datetime");
    // Some servers expect everything to be done at once.
    let sensible = |expected: &Instant| {
        received.is_none_or(|received| expected.unix_seconds() > received.unix_seconds() + 60)
    };
    Some(Tracked {
        number,
        status: Status::from_foreign(&word),
        said: Status::detail(&word),
        desk: own.get("desk").lenient_text(),
        agency: agency(&node.get("agency_responsible")),
        service_name: text("service_name").or_else(|| text("service_code")).unwrap_or_default(),
        description: text("description"),
        address: text("address").or_else(|| text("address_string")),
        received,
        updated: when("updated_datetime"),
        expected: when("expected_datetime").filter(sensible),
        clock: clock(&own.get("clock")),
        note: text("status_notes").or_else(|| text("status_note")),
        photos: photos(node),
        links: links(&own.get("links")),
        waiting_for_reporter: own.get("waiting_for_reporter").flag().unwrap_or(false),
        conversation: own.get("conversation").flag().unwrap_or(false),
    })
}

/// A text, or nothing where nothing or something else stands.
pub fn optional(node: &Node) -> Option<String> {
    node.optional_text().ok().flatten()
}

/// FixMyStreet has it as `{"recipient": […]}`.
pub fn agency(node: &Node) -> Option<String> {
    let recipients = node.get("recipient").list_or_one();
    let names: Vec<String> = recipients.iter().filter_map(optional).collect();
    if names.is_empty() { optional(node) } else { Some(names.join(", ")) }
}

/// The pictures of a request or an update: one address, or several; never one that a page would run.
pub fn photos(node: &Node) -> Vec<String> {
    let more = node.get("extended_attributes").get("photos");
    let own = ["media_url", "media_urls", "photos"].iter().map(|name| node.get(name));
    let named = own.chain([more]).flat_map(|node| node.list_or_one());
    let mut photos: Vec<String> = named.filter_map(|node| optional(&node)).collect();
    photos.retain(|address| is_picture_address(address));
    photos.dedup();
    photos
}

fn links(node: &Node) -> Vec<WebAddress> {
    let read = |node: Node| WebAddress::parse(node.value()?.as_str()?);
    node.list_or_one().into_iter().filter_map(read).collect()
}

fn is_picture_address(address: &str) -> bool {
    let below = address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\");
    let elsewhere = address.starts_with("https://") || address.starts_with("http://");
    (below || elsewhere) && !address.chars().any(|character| character.is_control() || character == ' ')
}

fn clock(node: &Node) -> Option<ClockReading> {
    let count = |name: &str| node.get(name).optional_number().ok().flatten().map(|count| count as u16);
    Some(ClockReading {
        id: node.get("id").lenient_text(),
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
    Some(timeline(&Node::root(&value), assumed))
}

/// The same for an answer that was kept.
pub fn updates_in(kept: &Value, assumed: UtcOffset) -> Vec<Update> {
    timeline(&Node::root(kept), assumed)
}

/// The updates in an answer, oldest first, whatever its envelope.
pub fn timeline(node: &Node, assumed: UtcOffset) -> Vec<Update> {
    let entries = unwrapped(node, &["service_request_updates", "updates"]);
    let mut updates: Vec<Update> = entries.iter().filter_map(|entry| update(entry, assumed)).collect();
    updates.sort_by_key(|update| update.at);
    updates
}

fn update(node: &Node, assumed: UtcOffset) -> Option<Update> {
    let own = extension(node);
    let text = |name: &str| optional(&node.get(name));
    // FixMyStreet's word for an update that changes nothing.
    let word = text("status").filter(|word| !word.eq_ignore_ascii_case("unchanged"));
    let kind = match (own.get("kind").lenient_text().as_str(), &word) {
        ("referral", _) => UpdateKind::Referral { to_desk: own.get("to_desk").lenient_text() },
        ("note", _) | (_, None) => UpdateKind::Note,
        (_, Some(word)) => UpdateKind::Status(Status::from_foreign(word)),
    };
    Some(Update {
        id: text("update_id")?,
        said: word.filter(|_| matches!(kind, UpdateKind::Status(_))).and_then(|word| Status::detail(&word)),
        kind,
        at: text("updated_datetime").and_then(|when| Instant::parse(&when, assumed)),
        desk: own.get("desk").lenient_text(),
        note: text("description"),
        by_reporter: own.get("by").lenient_text() == "reporter",
        for_reporter: own.get("for").lenient_text() == "reporter",
        photos: photos(node),
        earlier: own.get("earlier").optional_number().ok().flatten().unwrap_or(0.0) as u32,
    })
}

#[cfg(test)]
mod tests;
