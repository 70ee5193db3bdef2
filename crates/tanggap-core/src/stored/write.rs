//! Writes version 1. The carrier reads `carry`, `method`, `url`, `headers`, `bytes` and `not_before` of it.

use super::{
    fields::{Object, SCHEMA_VERSION, put, put_numbers, put_some},
    words,
};
use crate::{
    outbox::{About, Door, Item, Kept, KeyKept, Media, MediaState, Parcel, State, policy::Proof},
    ports::Record,
    wire::ApiError,
};
use serde_json::Value;

pub fn write_item(item: &Item) -> Record {
    let mut root = item.extra.clone();
    put(&mut root, "schema_version", SCHEMA_VERSION);
    put(&mut root, "app_version", item.app_version.as_str());
    put(&mut root, "form_version", item.form_version.as_str());
    put(&mut root, "uid", item.key());
    if let About::Message { kind } = &item.about {
        put(&mut root, "message", kind.as_str());
    }
    if item.behind {
        put(&mut root, "behind", true);
    }
    put(&mut root, "seq", item.seq);
    put(&mut root, "saved_at", item.saved_at);
    put(&mut root, "desk", item.desk.as_str());
    put(&mut root, "label", item.label.as_str());
    put(&mut root, "door", words::door(item.door));
    put_numbers(&mut root, &item.numbers);
    let method = if item.door == Door::Plain { "POST" } else { "PUT" };
    let report = parcel(&item.report, method, item.bytes_key(), item.may_be_carried());
    put(&mut root, "report", report);
    let carry = matches!(item.state, State::Received { lost_there: false, .. })
        && item.kept == Kept::Whole
        && !item.wifi_only;
    let photos: Vec<Value> = item.media.iter().map(|media| photo(item, media, carry)).collect();
    put(&mut root, "media", photos);
    if item.wifi_only {
        put(&mut root, "wifi_only", true);
    }
    put_some(&mut root, "ask", item.ask.as_deref());
    put_some(&mut root, "tokens", item.tokens.as_deref());
    put(&mut root, "state", state(&item.state));
    put(&mut root, "kept", if item.kept == Kept::Whole { "whole" } else { "numbers" });
    if item.key_kept != KeyKept::Never {
        put(&mut root, "key_kept", item.key_kept.word());
    }
    put(&mut root, "attempt_open", item.attempt_open);
    put(&mut root, "attempts", item.attempts);
    put(&mut root, "generation", item.generation);
    if let Some((until, asked)) = item.asked_wait {
        put(&mut root, "not_before", until);
        put(&mut root, "asked_s", asked);
    }
    if let Some(reason) = item.reason {
        let (word, status) = reason.word();
        put(&mut root, "reason", word);
        put_some(&mut root, "reason_status", status);
    }
    put_some(&mut root, "other_number", item.other_number.as_deref());
    Record { key: item.key().to_owned(), rev: item.rev, text: Value::Object(root).to_string() }
}

fn parcel(parcel: &Parcel, method: &'static str, bytes: String, carry: bool) -> Object {
    let mut object = Object::new();
    put(&mut object, "method", method);
    put(&mut object, "url", parcel.url.as_str());
    let header = |(name, value): &(String, String)| Value::from(vec![name.as_str(), value.as_str()]);
    put(&mut object, "headers", parcel.headers.iter().map(header).collect::<Vec<_>>());
    put(&mut object, "size", parcel.size);
    put(&mut object, "bytes", bytes);
    put(&mut object, "carry", carry);
    object
}

fn photo(item: &Item, media: &Media, carry: bool) -> Value {
    let carry = carry && media.state == MediaState::Waiting;
    let mut object = parcel(&media.parcel, "PUT", item.media_key(&media.slot), carry);
    put(&mut object, "slot", media.slot.as_str());
    put(&mut object, "state", words::media(media.state));
    Value::Object(object)
}

fn state(state: &State) -> Object {
    let mut object = Object::new();
    let is = match state {
        State::Waiting { withdraw } => {
            put(&mut object, "withdraw", *withdraw);
            "waiting"
        }
        State::Received { proof, lost_there } => {
            put(&mut object, "lost_there", *lost_there);
            match proof {
                Proof::Receipt(receipt) => {
                    put(&mut object, "ticket", receipt.ticket.digits());
                    put(&mut object, "renumbered", receipt.renumbered);
                    put(&mut object, "received_at", receipt.received_at.as_str());
                }
                Proof::Number(number) => put(&mut object, "number", number.as_str()),
                Proof::Token(token) => put(&mut object, "token", token.as_str()),
            }
            "received"
        }
        State::Uncertain => "uncertain",
        State::Refused(errors) => {
            put(&mut object, "errors", errors.iter().map(error).collect::<Vec<_>>());
            "refused"
        }
        State::IdentityTaken => "identity_taken",
        State::Erased => "erased",
        State::Withdrawn => "withdrawn",
        State::Corrected => "corrected",
        State::Lost => "lost",
    };
    put(&mut object, "is", is);
    object
}

fn error(error: &ApiError) -> Value {
    let mut object = Object::new();
    put(&mut object, "code", error.code.as_str());
    put(&mut object, "description", error.description.as_str());
    put_some(&mut object, "field", error.field.as_deref());
    put_some(&mut object, "rule", error.rule.as_deref());
    Value::Object(object)
}
