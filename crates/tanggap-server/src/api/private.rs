//! A report and its conversation as its reporter sees them. Who they are is not sent back, only how they chose to be
//! known: a screen may have other eyes before it.

use super::{
    present, stored,
    timeline::{self, Reader},
};
use crate::{
    app_state::AppState,
    store::{Message, Private, Record},
};
use serde_json::{Map, Value, json};
use tanggap_core::{
    instant::rfc3339,
    message::{self, MessageKind},
    report::Report,
    status::Status,
};

/// `api` begins the addresses of what is public, `base` of what is not.
pub fn ticket(portal: &AppState, private: &Private, api: &str, base: &str, language: &str) -> Value {
    let record = &private.record;
    let reader = Reader::Reporter { base };
    let updates = timeline::timeline(&portal.config, record, &private.timeline, api, reader);
    let photos =
        |ids: &[String]| -> Value { ids.iter().map(|id| present::private_photo(base, record, id)).collect() };
    let latest = &private.latest;
    let own: Vec<_> = private.photos.iter().map(|photo| photo.id.clone()).collect();
    let entry = |message: &Message| entry(message, record, photos(&message.photos));
    let messages: Vec<_> = latest.messages.iter().map(entry).collect();
    let report = stored::report(&private.body, record);
    let may = message::may(&Status::from_foreign(&record.status), record.is_asked);
    let mut shown = json!({
        "ticket": record.ticket,
        "request": present::request(portal, record, api, language),
        "updates": updates,
        "report": own_words(portal, record, report.as_ref(), photos(&own), language),
        "messages": messages,
        "may": may.into_iter().map(MessageKind::word).collect::<Vec<_>>(),
    });
    if latest.earlier > 0 {
        shown["earlier"] = latest.earlier.into();
    }
    shown
}

fn own_words(
    portal: &AppState,
    record: &Record,
    report: Option<&Report>,
    photos: Value,
    language: &str,
) -> Value {
    let mut shown = Map::new();
    if photos != json!([]) {
        shown.insert("photos".to_owned(), photos);
    }
    let Some(report) = report else { return Value::Object(shown) };
    let service = portal.city.service(&record.first_desk, &record.service_code);
    let definition = service.and_then(|service| service.rules(language)).map(|rules| rules.definition);
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
    Value::Object(shown)
}

/// `record` is the message's report.
fn entry(message: &Message, record: &Record, photos: Value) -> Value {
    let from = if message.from_office { "office" } else { "reporter" };
    let at = rfc3339(message.at);
    let mut entry =
        json!({"id": message.id, "at": at, "from": from, "desk": message.desk, "kind": message.kind});
    if let Some(text) = stored::words_of(message, record).filter(|text| !text.is_empty()) {
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
    entry
}
