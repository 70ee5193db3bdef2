//! The private part as the contract has it, with gaps, and from servers that are newer.

use super::*;
use crate::status::Status;
use serde_json::json;

fn whole() -> Value {
    json!({
        "ticket": "482719305543",
        "request": {"service_request_id": "482719305543", "status": "open", "service_name": "Lampu jalan",
            "extended_attributes": {"tanggap": {"status": "in_progress", "waiting_for_reporter": true}}},
        "updates": [{"update_id": "1", "status": "open", "updated_datetime": "2026-11-23T10:00:00Z"}],
        "report": {"description": "Gelap", "answers": [{"code": "problem", "question": "Apa?", "values": ["Mati"]}, {"code": "x", "values": "y"}],
            "area": "Paledang, Bogor Tengah", "lat": "-6.59", "long": 106.8, "identity": "anonymous",
            "photos": ["/api/tickets/482719305543/photos/1.jpg", "javascript:x"]},
        "messages": [
            {"id": "b", "at": "2026-11-25T10:00:00Z", "from": "reporter", "kind": "answer", "text": "Ya", "in_reply_to": "a"},
            {"id": "a", "at": "2026-11-24T10:00:00Z", "from": "office", "desk": "aspirasi", "kind": "question", "text": "Masih?"},
            {"id": "c", "at": "2026-11-26T10:00:00Z", "kind": "question", "text": "Di mana?"},
            {"text": "no id"}],
        "may": ["message", "answer", "dance"]
    })
}

fn read(value: &Value) -> Option<Conversation> {
    conversation(value.to_string().as_bytes(), UtcOffset::UTC)
}

#[test]
fn the_private_part_is_read_with_the_public_one() {
    let found = read(&whole()).unwrap();
    assert_eq!(found.tracked.status, Status::InProgress);
    assert_eq!(found.updates.len(), 1);
    assert_eq!(found.told.answers[1].question, "x", "a question without words is named by its code");
    assert_eq!(found.told.photos.len(), 1);
    assert!(found.told.point.is_some() && found.told.identity == Some(IdentityKind::Anonymous));
    assert_eq!(found.may, [SaidKind::Message, SaidKind::Answer, SaidKind::Other("dance".into())]);
    assert_eq!(found.may[2].word(), "dance");
}

#[test]
fn a_question_is_open_until_something_answers_it() {
    let mut value = whole();
    let found = read(&value).unwrap();
    let order: Vec<&str> = found.messages.iter().map(|said| said.id.as_str()).collect();
    assert_eq!(order, ["a", "b", "c"]);
    assert!(found.messages[0].answered, "its answer is there, whatever the flag says");
    assert_eq!(found.open_question().unwrap().id, "c");
    assert!(!found.messages[2].by_reporter, "only an office asks");
    value["messages"][2]["answered"] = true.into();
    assert!(read(&value).unwrap().open_question().is_none());
}

#[test]
fn gaps_are_read_over_and_nothing_is_no_answer() {
    for name in ["updates", "report", "messages", "may", "ticket"] {
        for odd in [Value::Null, json!(7), json!("x")] {
            let mut value = whole();
            value[name] = odd;
            assert!(read(&value).is_some(), "{name}");
        }
    }
    assert!(read(&json!({"ticket": "482719305543"})).is_none());
    assert!(read(&json!([{"code": 401, "description": "no"}])).is_none());
    assert!(conversation(b"<html>", UtcOffset::UTC).is_none());
}

#[test]
fn a_message_has_an_address_of_its_own() {
    let ticket = Ticket::parse("482719305543").unwrap();
    let uid = Uid::parse("6f9619ff-8b86-4d01-b42d-00cf4fc964ff").unwrap();
    let address = message_address("api", &ticket, &uid);
    assert_eq!(address, "api/tickets/482719305543/messages/6f9619ff-8b86-4d01-b42d-00cf4fc964ff");
    assert_eq!(ticket_address("/api", &ticket, "id"), "/api/tickets/482719305543.json?locale=id");
}
