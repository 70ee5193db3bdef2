//! Messages of a reporter: carried as reports are, behind their report and in the order in which they were written.

use super::{super::*, Device, device::receipt, new_item, status};
use crate::{
    outbox::words::Word,
    ports::{RawAnswer, Request, SendFault},
    report::Uid,
    ticket::{Key, Ticket},
};
use std::{cell::Cell, rc::Rc};

pub(super) fn uid(first: char) -> Uid {
    Uid::parse(&format!("{}-8b86-4d01-b42d-00cf4fc964ff", first.to_string().repeat(8))).unwrap()
}

pub(super) fn message(first: char, kind: &str) -> NewItem {
    let new = NewMessage {
        uid: uid(first),
        desk: "aspirasi".into(),
        label: "Pesan".into(),
        ticket: Ticket::parse("482719305543").unwrap(),
        key: Key::from_random(|| 4),
        kind: kind.into(),
        app_version: "0.1.0".into(),
        bytes: kind.into(),
        media: Vec::new(),
        replaces: None,
    };
    NewItem::message("api/aspirasi", new)
}

pub(super) fn unknown_key() -> RawAnswer {
    let body = br#"[{"code":422,"description":"no","extensions":{"tanggap":{"field":"key_proof","reason":"no_match"}}}]"#;
    RawAnswer { body: body.to_vec(), ..status(422).unwrap_or_default() }
}

fn sent(device: &Device) -> Vec<String> {
    let name = |request: &Request| format!("{} {}", request.method, request.url);
    device.sender.sent().iter().map(name).collect()
}

pub(super) fn save(device: &Device, new: NewItem) {
    device.feed(Event::Save(Box::new(new)));
}

#[test]
fn a_message_goes_to_its_number_and_is_received_with_a_receipt() {
    let device = Device::answering(|request| Ok(receipt(request)));
    device.feed(Event::Started);
    save(&device, message('a', "answer"));
    assert_eq!(
        sent(&device),
        [format!("PUT api/aspirasi/tickets/482719305543/messages/{}", uid('a').as_str())]
    );
    assert_eq!(device.word(&uid('a')), Some(Word::Received { number: "482719305543".into() }));
    let ticket = Ticket::parse("482719305543").unwrap();
    let said = device.driver.look(|outbox| outbox.messages(&ticket).len());
    assert_eq!(said, 1);
}

#[test]
fn messages_wait_for_their_report_and_for_each_other() {
    let online = Rc::new(Cell::new(false));
    let is_online = online.clone();
    let device = Device::answering(move |request| match is_online.get() {
        true => Ok(receipt(request)),
        false => Err(SendFault::NotSent),
    });
    device.feed(Event::Started);
    save(&device, message('c', "message"));
    save(&device, message('b', "withdraw"));
    save(&device, new_item(Door::Idempotent));
    save(&device, message('a', "reopen"));
    let carried = device
        .driver
        .look(|outbox| outbox.items().iter().map(|item| item.may_be_carried()).collect::<Vec<_>>());
    assert_eq!(carried, [true, false, true, false], "the carrier knows no order");
    device.clock.pass_ms(600_000);
    device.feed(Event::Kick(Why::Online));
    online.set(true);
    let before = device.sender.sent().len();
    device.clock.pass_ms(600_000);
    device.feed(Event::Kick(Why::Online));
    let order: Vec<String> =
        sent(&device)[before..].iter().map(|line| line[line.rfind('/').unwrap() + 1..][..1].into()).collect();
    assert_eq!(order, ["6", "c", "b", "a"]);
}

#[test]
fn a_message_waits_until_its_refused_report_is_corrected() {
    let device = Device::answering(|request| match request.bytes.as_slice() {
        b"frozen" => status(400),
        _ => Ok(receipt(request)),
    });
    device.feed(Event::Started);
    save(&device, new_item(Door::Idempotent));
    save(&device, message('a', "message"));
    assert_eq!(sent(&device).len(), 1);
    assert_eq!(device.word(&uid('a')), Some(Word::NotSent));
    let refused = new_item(Door::Idempotent);
    let mut misplaced = message('b', "message");
    misplaced.replaces = Some(refused.uid.clone());
    save(&device, misplaced);
    assert!(device.word(&uid('b')).is_none(), "a message corrects no report");
    let corrected =
        NewItem { uid: uid('c'), bytes: b"better".to_vec(), replaces: Some(refused.uid.clone()), ..refused };
    save(
        &device,
        NewItem {
            report: Parcel { url: ["api/reports/", uid('c').as_str()].concat(), ..corrected.report.clone() },
            ..corrected
        },
    );
    device.clock.pass_ms(10_000);
    device.feed(Event::Kick(Why::Timer));
    assert!(matches!(device.word(&uid('a')), Some(Word::Received { .. })));
}

#[test]
fn what_the_server_will_not_take_is_refused_with_its_reason_and_can_be_corrected() {
    let device = Device::answering(|request| match request.bytes.as_slice() {
        b"answer" => Ok(receipt(request)),
        _ => Ok(unknown_key()),
    });
    device.feed(Event::Started);
    save(&device, message('a', "message"));
    assert_eq!(device.word(&uid('a')), Some(Word::Refused));
    let mut better = message('b', "answer");
    better.replaces = Some(uid('a'));
    save(&device, better);
    let ticket = Ticket::parse("482719305543").unwrap();
    let said: Vec<Uid> =
        device.driver.look(|outbox| outbox.messages(&ticket).iter().map(|item| item.uid.clone()).collect());
    assert_eq!((said, device.word(&uid('a'))), (vec![uid('b')], Some(Word::Corrected)));
}

#[test]
fn too_many_wrong_keys_pause_the_message_and_nothing_else_of_its_desk() {
    let device = Device::answering(|request| match request.url.contains("/messages/") {
        true => Ok(RawAnswer { retry_after: Some("600".into()), ..status(429).unwrap_or_default() }),
        false => Ok(receipt(request)),
    });
    device.feed(Event::Started);
    save(&device, message('a', "message"));
    let mut other = new_item(Door::Idempotent);
    other.numbers =
        Numbers::Ours { ticket: Ticket::parse("100000000093").unwrap(), key: Key::from_random(|| 5) };
    save(&device, other);
    assert_eq!(sent(&device).len(), 2);
}

#[test]
fn a_message_never_goes_to_a_desk_that_would_count_it_twice() {
    let device = Device::answering(|request| Ok(receipt(request)));
    device.feed(Event::Started);
    let about = About::Message { kind: "message".into() };
    save(&device, NewItem { about, ..new_item(Door::Plain) });
    assert!(sent(&device).is_empty());
    assert!(matches!(device.teller.heard().as_slice(), [Notice::NotSaved(..)]));
}

#[test]
fn the_answers_to_a_message_mean_what_they_mean_to_a_report() {
    let field = |field: &str| {
        let text = format!(
            r#"[{{"code":422,"description":"no","extensions":{{"tanggap":{{"field":"{field}"}}}}}}]"#
        );
        RawAnswer { body: text.into(), ..status(422).unwrap_or_default() }
    };
    for (answer, word) in [
        (field("uid"), Word::IdentityTaken),
        (field("kind"), Word::Refused),
        (field("text"), Word::Refused),
        (field("key_proof"), Word::Refused),
        (status(410).unwrap_or_default(), Word::Erased),
        (status(409).unwrap_or_default(), Word::NotSent),
        (status(404).unwrap_or_default(), Word::NotSent),
        (status(503).unwrap_or_default(), Word::NotSent),
        (RawAnswer { content_type: "text/html".into(), ..field("kind") }, Word::NotSent),
    ] {
        let what = format!("{answer:?}");
        let device = Device::answering(move |_| Ok(answer.clone()));
        device.feed(Event::Started);
        save(&device, message('a', "answer"));
        assert_eq!(device.word(&uid('a')), Some(word), "{what}");
    }
}

#[test]
fn the_carrier_may_take_a_message_once_its_turn_has_come() {
    let device = Device::answering(|request| match request.url.contains("/messages/") {
        true => status(503),
        false => Ok(receipt(request)),
    });
    device.feed(Event::Started);
    device.feed(Event::Save(Box::new(message('b', "message"))));
    save(&device, message('a', "message"));
    let carried = |device: &Device| {
        device.driver.look(|outbox| outbox.item(&uid('a')).is_some_and(Item::may_be_carried))
    };
    assert!(!carried(&device));
    device.feed(Event::Withdraw(uid('b')));
    device.clock.pass_ms(3_600_000);
    device.feed(Event::Kick(Why::Tap));
    device.clock.pass_ms(10_000);
    device.feed(Event::Kick(Why::Tap));
    assert!(carried(&device));
}
