//! A stored report as GeoReport shows it. By its number anyone learns where it stands; what a person wrote
//! shows only once a desk published it, and who wrote it never does.

use super::stored;
use crate::{
    app_state::AppState,
    store::{Record, Redaction},
};
use serde_json::{Map, Value, json};
use tanggap_core::{
    config::PortalConfig,
    instant::{Instant, day_text, rfc3339},
    message::MessageKind,
    office::{Act, Actor, may},
    report::Report,
    status::Status,
    web_address::WebAddress,
    workdays,
};
use time::Date;

/// Reports that are never public show their instants to the hour only: the minute may tell who it was.
const COARSE_SECONDS: i64 = 3_600;

/// Whether a report is to be found below a desk's address.
pub fn is_seen_at(config: &PortalConfig, record: &Record, desk: &str) -> bool {
    may(&Act::See, Actor::Desk(desk), &record.standing(), &config.desks).is_ok()
}

/// `api` is the address that a published photo's own begins with.
pub fn request(portal: &AppState, record: &Record, api: &str, language: &str) -> Value {
    let service = portal.city.service(&record.first_desk, &record.service_code);
    let status = Status::from_foreign(&record.status);
    let clock = clock(portal, record, &status);
    let mut shown = Map::new();
    let mut put = |name: &str, value: Value| shown.insert(name.to_owned(), value);
    put("service_request_id", record.ticket.as_str().into());
    put("status", if status.is_open() { "open" } else { "closed" }.into());
    if let Some(note) = &record.last_note {
        put("status_notes", stored::office_words(note).into());
    }
    put(
        "service_name",
        service.map_or(record.service_code.as_str(), |service| service.name(language)).into(),
    );
    put("service_code", record.service_code.as_str().into());
    if let Some(desk) = portal.config.desk(&record.desk) {
        put("agency_responsible", desk.name.get(language).into());
    }
    put("requested_datetime", instant(record.received_at, record).into());
    put("updated_datetime", instant(record.updated_at, record).into());
    if let Some(reading) = &clock {
        put("expected_datetime", rfc3339(end_of(reading.reading.due, portal)).into());
    }
    let mut links = Vec::new();
    if let Some((report, redaction)) = stored::published(record) {
        publish(portal, &report, &redaction, &mut put);
        links = if redaction.shows_links() { report.links } else { Vec::new() };
    }
    let photos: Vec<_> =
        record.published_photos.iter().map(|id| media_url(&portal.config, api, record, id)).collect();
    if let Some(first) = photos.first() {
        put("media_url", first.as_str().into());
    }
    let clock = clock.map(|clock| {
        json!({"id": clock.id, "name": clock.name.get(language), "days": clock.allowance.days, "working": clock.allowance.working,
            "day": clock.reading.day, "due": day_text(clock.reading.due)})
    });
    let mut own = json!({
            "ticket": record.ticket,
            "status": status.word(),
            "desk": record.desk,
            "published": record.published_body.is_some(),
            "conversation": record.has_key,
            "waiting_for_reporter": record.is_asked && MessageKind::Answer.is_taken(&status),
            "clock": clock,
            "photos": photos,
    });
    // Not as `media_url`: clients show that as a picture, and so would fetch it from whoever the reporter named.
    if !links.is_empty() {
        own["links"] = links_json(&links);
    }
    put("extended_attributes", json!({"tanggap": own}));
    Value::Object(shown)
}

pub fn links_json(links: &[WebAddress]) -> Value {
    links.iter().map(WebAddress::as_str).collect()
}

/// The parts of a report that say what and where, as far as nothing was taken out; nothing that says who.
fn publish(
    portal: &AppState,
    report: &Report,
    redaction: &Redaction,
    put: &mut impl FnMut(&str, Value) -> Option<Value>,
) {
    put("description", redaction.description.as_deref().unwrap_or(&report.description).into());
    let Some(place) = &report.place else { return };
    if let Some(point) = place.point.filter(|_| !redaction.hides_point) {
        put("lat", point.lat.into());
        put("long", point.long.into());
    }
    // Only what the city's config has: the field may hold any words of whoever sent it, and no redaction takes them out. They
    // stay with the office.
    let area = portal.config.area_name(&place.area);
    if area.is_some() {
        put("address_id", place.area.as_str().into());
    }
    let own = redaction.address.as_ref().unwrap_or(&place.address);
    let address: Vec<_> =
        [Some(own.clone()).filter(|address| !address.is_empty()), area].into_iter().flatten().collect();
    if !address.is_empty() {
        put("address", address.join(", ").into());
    }
}

/// The address of a picture for who has shown the key.
pub fn private_photo(base: &str, record: &Record, id: &str) -> String {
    format!("{base}/tickets/{}/photos/{id}.jpg", record.ticket)
}

/// At the desk that received the report; at the one that has it, where the config doesn't have the first any more.
pub fn media_url(config: &PortalConfig, api: &str, record: &Record, id: &str) -> String {
    let desk = if config.desk(&record.first_desk).is_some() { &record.first_desk } else { &record.desk };
    format!("{api}/{desk}/media/{id}.jpg")
}

struct Running<'a> {
    id: &'a str,
    name: &'a tanggap_core::localized::Localized,
    allowance: workdays::Allowance,
    reading: workdays::Reading,
}

/// The clock of a report as it stands now, or as it stood when the report was closed.
fn clock<'a>(portal: &'a AppState, record: &Record, status: &Status) -> Option<Running<'a>> {
    let clock = portal.config.clock(record.classified.clock.as_deref()?)?;
    let offset = portal.config.utc_offset;
    let start = Instant::from_unix_seconds(record.received_at)?.date_at(offset);
    let now = if status.is_open() { portal.now() } else { record.updated_at };
    let today = Instant::from_unix_seconds(now)?.date_at(offset);
    let reading = workdays::read(clock.allowance, start, today, &portal.holidays);
    Some(Running { id: &clock.id, name: &clock.name, allowance: clock.allowance, reading })
}

/// The last second of a day in the city.
fn end_of(day: Date, portal: &AppState) -> i64 {
    day.midnight().assume_offset(portal.config.utc_offset).unix_timestamp() + 24 * 3_600 - 1
}

/// When something happened to a report; to the hour only where reports of its service are never public.
pub fn instant(seconds: i64, record: &Record) -> String {
    let coarse = !record.classified.publishable;
    rfc3339(if coarse { seconds.saturating_sub(seconds.rem_euclid(COARSE_SECONDS)) } else { seconds })
}
