//! Stories of one report, told with ports in memory. What happens under every fault at once is in
//! tests/simulation.

mod device;
mod messages;
mod photo_desk;
mod photos;
mod report_first;

pub use device::{Device, item, new_item, plain_item, put};

use super::{words::Word, *};
use crate::{
    ports::{Batch, Change, RawAnswer, Record, SendFault, StoreFault},
    report::Uid,
};
use device::receipt;

type Answer = Result<RawAnswer, SendFault>;

fn status(status: u16) -> Answer {
    let body = br#"[{"code":1,"description":"no"}]"#.to_vec();
    Ok(RawAnswer { status, content_type: "application/json".into(), body, ..RawAnswer::default() })
}

fn uid() -> Uid {
    new_item(Door::Idempotent).uid
}

#[test]
fn saved_is_told_after_the_commit_and_received_after_the_proof() {
    let device = Device::answering(|request| Ok(receipt(request)));
    device.feed(Event::Started);
    device.feed(Event::Save(Box::new(new_item(Door::Idempotent))));
    let told = device.teller.heard();
    let place = |wanted: fn(&Notice) -> bool| told.iter().position(wanted).unwrap();
    let saved = place(|notice| matches!(notice, Notice::Saved(_)));
    assert!(saved < place(|notice| matches!(notice, Notice::Received(..))));
    assert_eq!(device.word(&uid()), Some(Word::Received { number: "482719305543".into() }));
    assert_eq!(device.store.frozen(uid().as_str()).as_deref(), Some(&b"frozen"[..]), "kept for 72 hours");
    assert!(device.ledger.now().iter().all(|line| line.settled));
}

#[test]
fn a_draft_becomes_a_report_in_one_step_or_stays_a_draft() {
    let device = Device::answering(|_| Err(SendFault::NotSent));
    device.feed(Event::Started);
    let draft = Record { key: uid().as_str().into(), rev: 4, text: "{}".into() };
    let photo = Change::PutBytes([uid().as_str(), "/slot"].concat(), b"photo".to_vec());
    device.store.commit_now(&Batch::of(vec![Change::PutDraft(draft), photo])).unwrap();
    let mut new = new_item(Door::Idempotent);
    new.media.push(NewMedia { slot: "slot".into(), parcel: new.report.clone(), bytes: None });
    device.fates.fail_next(1, StoreFault::Unavailable);
    device.feed(Event::Save(Box::new(new.clone())));
    assert_eq!((device.store.begun().len(), device.store.contents().items.len()), (1, 0));
    device.feed(Event::Save(Box::new(new)));
    assert_eq!((device.store.begun().len(), device.store.contents().items.len()), (0, 1));
    let item = device.driver.look(|outbox| outbox.items()[0].clone());
    assert_eq!(device.store.frozen(&item.media_key("slot")).as_deref(), Some(&b"photo"[..]));
}

#[test]
fn every_attempt_sends_the_same_bytes_and_there_is_no_last_one() {
    let device = Device::answering(|_| status(500));
    device.feed(Event::Started);
    device.feed(Event::Save(Box::new(new_item(Door::Idempotent))));
    for _ in 0..200 {
        device.clock.pass_ms(600_000);
        device.feed(Event::Kick(Why::Timer));
    }
    let sent = device.sender.sent();
    assert!(sent.len() > 200, "{}", sent.len());
    assert!(sent.iter().all(|request| request == &sent[0] && request.bytes == b"frozen"));
    assert_eq!(device.word(&uid()), Some(Word::NotSent));
}

#[test]
fn a_flapping_network_gets_one_attempt_in_five_seconds() {
    let device = Device::answering(|_| Err(SendFault::NotSent));
    device.feed(Event::Started);
    device.feed(Event::Save(Box::new(new_item(Door::Idempotent))));
    for _ in 0..150 {
        device.clock.pass_ms(2_000);
        device.feed(Event::Kick(Why::Online));
    }
    assert!((40..=61).contains(&device.sender.sent().len()), "{}", device.sender.sent().len());
}

#[test]
fn a_server_that_asks_to_wait_is_left_alone_but_for_the_person() {
    let device = Device::answering(|_| {
        let asked = RawAnswer { retry_after: Some("1000000000".into()), ..status(429).unwrap_or_default() };
        Ok(asked)
    });
    device.feed(Event::Started);
    device.feed(Event::Save(Box::new(new_item(Door::Idempotent))));
    device.clock.pass_ms(3_500_000);
    device.feed(Event::Kick(Why::Online));
    assert_eq!(device.sender.sent().len(), 1);
    device.feed(Event::Kick(Why::Tap));
    assert_eq!(device.sender.sent().len(), 2, "a tap ends every wait");
    device.clock.pass_ms(3_601_000);
    device.feed(Event::Kick(Why::Timer));
    assert_eq!(device.sender.sent().len(), 3, "an hour is the longest");
}

#[test]
fn a_refused_report_keeps_its_bytes_and_its_correction_takes_its_place_at_once() {
    let device = Device::answering(|_| status(400));
    device.feed(Event::Started);
    device.feed(Event::Save(Box::new(new_item(Door::Idempotent))));
    assert_eq!(device.word(&uid()), Some(Word::Refused));
    assert!(device.store.frozen(uid().as_str()).is_some());
    let mut corrected = new_item(Door::Idempotent);
    corrected.uid = Uid::parse("11111111-8b86-4d01-b42d-00cf4fc964ff").unwrap();
    corrected.replaces = Some(uid());
    device.feed(Event::Save(Box::new(corrected.clone())));
    assert_eq!(device.word(&uid()), Some(Word::Corrected));
    assert_eq!(device.word(&corrected.uid), Some(Word::Refused));
    assert!(device.store.frozen(uid().as_str()).is_none());
}

#[test]
fn a_report_that_nobody_refused_takes_no_correction() {
    let device = Device::answering(|_| status(503));
    device.feed(Event::Started);
    device.feed(Event::Save(Box::new(new_item(Door::Idempotent))));
    let before = device.word(&uid());
    let mut corrected = new_item(Door::Idempotent);
    corrected.uid = Uid::parse("11111111-8b86-4d01-b42d-00cf4fc964ff").unwrap();
    corrected.replaces = Some(uid());
    device.feed(Event::Save(Box::new(corrected.clone())));
    assert_eq!((device.word(&uid()), device.word(&corrected.uid)), (before, None));
    assert!(device.store.frozen(uid().as_str()).is_some());
}

#[test]
fn an_ambiguous_post_to_a_plain_desk_is_never_repeated_by_itself() {
    let device = Device::answering(|request| match request.method {
        "POST" => Err(SendFault::Ambiguous),
        _ => Ok(RawAnswer {
            status: 200,
            content_type: "application/json".into(),
            body: b"[]".to_vec(),
            ..RawAnswer::default()
        }),
    });
    device.feed(Event::Started);
    device.feed(Event::Save(Box::new(new_item(Door::Plain))));
    for why in [Why::Tap, Why::Online, Why::Timer, Why::Elsewhere] {
        device.clock.pass_ms(700_000);
        device.feed(Event::Kick(why));
    }
    let posts = || device.sender.sent().iter().filter(|request| request.method == "POST").count();
    assert_eq!((posts(), device.word(&uid())), (1, Some(Word::Uncertain)));
    device.feed(Event::SendAgain(uid(), b"with a marker".to_vec()));
    assert_eq!(posts(), 2, "the person may decide");
}

#[test]
fn an_erased_report_is_not_sent_again_and_keeps_its_number() {
    let device = Device::answering(|_| status(410));
    device.feed(Event::Started);
    device.feed(Event::Save(Box::new(new_item(Door::Idempotent))));
    for _ in 0..5 {
        device.clock.pass_ms(90_000_000);
        device.feed(Event::Kick(Why::Tap));
    }
    assert_eq!((device.sender.sent().len(), device.word(&uid())), (1, Some(Word::Erased)));
}

#[test]
fn what_a_device_lost_is_told_at_the_next_start_until_it_is_seen() {
    let device = Device::answering(|_| Err(SendFault::NotSent));
    device.feed(Event::Started);
    device.feed(Event::Save(Box::new(new_item(Door::Idempotent))));
    device.store.lose_everything();
    let again = device.opened_again();
    again.feed(Event::Started);
    let lost = again.driver.look(|outbox| outbox.lost().to_vec());
    assert_eq!(lost.len(), 1);
    assert!(again.teller.heard().contains(&Notice::LostByDevice(lost)));
    again.feed(Event::LossSeen);
    assert!(again.ledger.now().is_empty());
}

#[test]
fn a_full_device_gives_up_what_has_arrived_and_never_what_waits() {
    let device = Device::answering(|request| Ok(receipt(request)));
    device.feed(Event::Started);
    device.feed(Event::Save(Box::new(new_item(Door::Idempotent))));
    device.fates.fail_next(2, StoreFault::Quota);
    let mut second = new_item(Door::Idempotent);
    second.uid = Uid::parse("11111111-8b86-4d01-b42d-00cf4fc964ff").unwrap();
    device.feed(Event::Save(Box::new(second.clone())));
    assert!(
        device.teller.heard().contains(&Notice::NotSaved(second.uid.clone(), StoreFault::Quota)),
        "no room came"
    );
    device.fates.fail_next(1, StoreFault::Quota);
    device.feed(Event::Save(Box::new(second.clone())));
    assert!(device.teller.heard().contains(&Notice::Saved(second.uid)), "room was made");
    assert!(device.store.frozen(uid().as_str()).is_none());
    assert_eq!(
        device.word(&uid()),
        Some(Word::Received { number: "482719305543".into() }),
        "the number stays"
    );
}

#[test]
fn a_second_number_is_shown_beside_the_first_and_raises_an_alarm() {
    let device = Device::answering(|request| {
        let mut answer = receipt(request);
        if request.method == "GET" {
            let text = String::from_utf8(answer.body).unwrap();
            answer.body = text.replace(r#"id":"482719305543"#, r#"id":"100000000093"#).into();
        }
        Ok(answer)
    });
    device.feed(Event::Started);
    device.feed(Event::Save(Box::new(new_item(Door::Idempotent))));
    device.clock.pass_ms(21_600_001);
    device.feed(Event::Kick(Why::Timer));
    assert!(device.teller.heard().contains(&Notice::Alarm(uid(), Alarm::SecondNumber)));
    let other = device.driver.look(|outbox| outbox.items()[0].other_number.clone());
    assert_eq!(other.as_deref(), Some("100000000093"));
    assert_eq!(device.word(&uid()), Some(Word::Received { number: "482719305543".into() }));
}

#[test]
fn bytes_are_cleared_away_only_when_the_server_has_had_them_for_72_hours_by_its_own_clock() {
    let date = std::rc::Rc::new(std::cell::Cell::new("Sat, 21 Nov 2026 11:06:39 GMT"));
    let now = date.clone();
    let device =
        Device::answering(move |request| Ok(RawAnswer { date: Some(now.get().into()), ..receipt(request) }));
    device.feed(Event::Started);
    device.feed(Event::Save(Box::new(new_item(Door::Idempotent))));
    device.clock.jump_s(189_345_600);
    for (server, kept) in [("Sat, 21 Nov 2026 11:06:39 GMT", true), ("Sat, 21 Nov 2026 11:06:40 GMT", false)]
    {
        date.set(server);
        device.clock.pass_ms(21_600_001);
        device.feed(Event::Kick(Why::Timer));
        assert_eq!(device.store.frozen(uid().as_str()).is_some(), kept, "{server}");
    }
    assert_eq!(device.word(&uid()), Some(Word::Received { number: "482719305543".into() }));
}
