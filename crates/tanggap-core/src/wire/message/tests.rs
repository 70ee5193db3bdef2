//! The body of version 1 is held by a golden file: phones in the field have sent it.

use super::*;
use crate::message::{TEXT_LIMIT, check};
use serde_json::Value;

const GOLDEN: &str = include_str!("../../../../../tests/fixtures/message-v1.json");

fn read(bytes: &[u8]) -> Result<Message, BodyError> {
    read_message(bytes, Cleaner::new(|text| text.replace("e\u{301}", "é").into()))
}

fn golden() -> Value {
    serde_json::from_str(GOLDEN).unwrap()
}

#[test]
fn the_golden_message_reads_and_writes_back_the_same() {
    let message = read(GOLDEN.as_bytes()).unwrap();
    assert_eq!((message.kind, message.media.len()), (MessageKind::Answer, 1));
    assert!(check(&message).is_empty());
    let written: Value = serde_json::from_slice(&write_message(&message)).unwrap();
    assert_eq!(written, golden());
}

#[test]
fn unknown_fields_are_left_alone() {
    let mut body = golden();
    body["v"] = 2.into();
    body["mood"] = json!({"deep": [1, 2]});
    assert!(read(body.to_string().as_bytes()).is_ok());
}

#[test]
fn a_bad_body_names_the_field() {
    for (pointer, bad, message) in [
        ("/v", json!(0), "v: expected 1"),
        ("/uid", json!("x"), "uid: expected a version 4 UUID in lower case"),
        ("/ticket", json!("4827 1930 5543"), "ticket: expected a ticket number with right check digits"),
        ("/key_proof", json!("ff"), "key_proof: expected 64 lower-case hex digits"),
        ("/kind", json!("shout"), "kind: expected message, answer, withdraw, satisfied or reopen"),
        ("/kind", Value::Null, "kind: expected text"),
        ("/text", json!(7), "text: expected text"),
        ("/media", json!([{"slot": "x"}]), "media[0].sha256: expected text"),
    ] {
        let mut body = golden();
        *body.pointer_mut(pointer).unwrap() = bad;
        let error = read(body.to_string().as_bytes()).err().unwrap();
        let BodyError::Field(fault) = error else { panic!("{pointer}: {error:?}") };
        assert_eq!(fault.to_string(), message);
    }
    assert_eq!(read(b"[]").err(), Some(BodyError::NotJson));
    assert_eq!(read("[".repeat(3_000).as_bytes()).err(), Some(BodyError::TooDeep));
}

#[test]
fn pasted_text_is_cleaned_as_it_is_read() {
    let mut body = golden();
    (body["text"], body["in_reply_to"]) = ("a\0b\u{b}c\u{1b}[2J\r\ncafe\u{301}".into(), "q1\n".into());
    let message = read(body.to_string().as_bytes()).unwrap();
    assert_eq!((message.text.as_str(), message.in_reply_to.as_str()), ("a b\nc [2J\ncafé", "q1"));
}

#[test]
fn words_are_needed_where_nothing_is_said_without_them() {
    for (kind, text, in_reply_to, fields) in [
        ("message", " \n", "", vec!["text"]),
        ("message", "\u{200b}\u{2800}\u{3164}", "", vec!["text"]),
        ("satisfied", "\u{200b}", "", vec![]),
        ("answer", "", "", vec!["text", "in_reply_to"]),
        ("reopen", "", "", vec!["text"]),
        ("withdraw", "", "", vec![]),
        ("satisfied", " ", "", vec![]),
        ("message", &"é".repeat(TEXT_LIMIT + 1), "", vec!["text"]),
        ("message", &format!(" {}\n", "é".repeat(TEXT_LIMIT)), "", vec![]),
    ] {
        let mut body = golden();
        (body["kind"], body["text"], body["in_reply_to"]) = (kind.into(), text.into(), in_reply_to.into());
        let found = check(&read(body.to_string().as_bytes()).unwrap());
        assert_eq!(found.iter().map(|problem| problem.field.as_str()).collect::<Vec<_>>(), fields, "{kind}");
    }
}
