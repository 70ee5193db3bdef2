//! A report and its conversation as its reporter sees them. Who they are is not sent back, only how they chose to be
//! known: a screen may have other eyes before it.

use super::present::{self, Reader};
use crate::{
    http::ApiError,
    portal::Portal,
    store::{Message, Private, Record},
    text::CLEANER,
};
use serde_json::{Map, Value, json};
use tanggap_core::{
    instant::Instant,
    message::{self, MessageKind},
    report::Report,
    status::Status,
    wire,
};

/// `api` begins the addresses of what is public, `base` of what is not.
pub fn ticket(
    portal: &Portal,
    private: &Private,
    api: &str,
    base: &str,
    language: &str,
) -> Result<Value, ApiError> {
    let record = &private.record;
    let reader = Reader::Reporter { base };
    let updates: Vec<_> =
        private.updates.iter().filter_map(|update| present::update(record, update, api, reader)).collect();
    let photos =
        |ids: &[String]| -> Value { ids.iter().map(|id| present::private_photo(base, record, id)).collect() };
    let latest = &private.latest;
    let messages: Result<Vec<_>, _> =
        latest.messages.iter().map(|message| entry(message, photos(&message.photos))).collect();
    let report = wire::read_report(&private.body, CLEANER).map_err(|_| broken())?;
    let may = message::may(&Status::from_foreign(&record.status), record.is_asked);
    let mut shown = json!({
        "ticket": record.ticket,
        "request": present::request(portal, record, api, language)?,
        "updates": updates,
        "report": own_words(portal, record, &report, photos(&private.photos), language),
        "messages": messages?,
        "may": may.into_iter().map(MessageKind::word).collect::<Vec<_>>(),
    });
    if latest.earlier > 0 {
        shown["earlier"] = latest.earlier.into();
    }
    Ok(shown)
}

fn own_words(portal: &Portal, record: &Record, report: &Report, photos: Value, language: &str) -> Value {
    let service = portal.city.service(&record.first_desk, &record.service_code);
    let definition = service.and_then(|service| service.rules(language)).map(|rules| rules.definition);
    let mut shown = Map::new();
    let mut put = |name: &str, value: Value| {
        if !matches!(&value, Value::Null) && value != json!("") && value != json!([]) {
            shown.insert(name.to_owned(), value);
        }
    };
    put("description", report.description.as_str().into());
    let answer = |(code, values): (&str, &[String])| {
        // A question that is no longer asked has only its code left.
        let question = definition.and_then(|definition| definition.question(code));
        let values = question.map_or_else(|| values.to_vec(), |question| question.shown(values));
        json!({"code": code, "question": question.map_or(code, |question| &question.description), "values": values})
    };
    put("answers", report.answers.iter().map(answer).collect());
    if let Some(place) = &report.place {
        put("address", place.address.as_str().into());
        put("area", portal.config.area_name(&place.area).into());
        if let Some(point) = place.point {
            put("lat", point.lat.into());
            put("long", point.long.into());
        }
    }
    put("links", present::links_json(&report.links));
    put("identity", report.identity.kind.word().into());
    put("photos", photos);
    Value::Object(shown)
}

fn entry(message: &Message, photos: Value) -> Result<Value, ApiError> {
    let from = if message.from_office { "office" } else { "reporter" };
    let at = Instant::from_unix_seconds(message.at).map(Instant::rfc3339).unwrap_or_default();
    let mut entry =
        json!({"id": message.id, "at": at, "from": from, "desk": message.desk, "kind": message.kind});
    let text = text(message).ok_or_else(broken)?;
    if !text.is_empty() {
        entry["text"] = text.into();
    }
    if let Some(question) = &message.in_reply_to {
        entry["in_reply_to"] = question.as_str().into();
    }
    if message.kind == "question" {
        entry["answered"] = message.answered.into();
    }
    if photos != json!([]) {
        entry["photos"] = photos;
    }
    Ok(entry)
}

/// The words of a message; `None` where what is kept cannot be read.
pub fn text(message: &Message) -> Option<String> {
    match message.from_office {
        true => String::from_utf8(message.body.clone()).ok(),
        false => wire::read_message(&message.body, CLEANER).ok().map(|read| read.text.trim().to_owned()),
    }
}

fn broken() -> ApiError {
    ApiError::internal("what is kept of a report cannot be read")
}
