//! A server that fell back to a backup has lost reports and knows no number of theirs: the report goes again, and messages
//! come after it.

use super::{
    super::*,
    Device,
    device::receipt,
    messages::{message, save, uid, unknown_key},
    new_item, status,
};
use crate::{
    outbox::{policy::Reason, words::Word},
    ports::RawAnswer,
};
use std::{cell::Cell, rc::Rc};

#[test]
fn a_number_that_the_server_forgot_costs_no_message() {
    let there = Rc::new(Cell::new(true));
    let knows = there.clone();
    let device = Device::answering(move |request| {
        let of_message = request.url.contains("/messages/");
        Ok(match (request.method, of_message) {
            ("PUT", false) => {
                knows.set(true);
                receipt(request)
            }
            _ if knows.get() => receipt(request),
            ("PUT", true) => unknown_key(),
            _ => status(404).unwrap_or_default(),
        })
    });
    device.feed(Event::Started);
    save(&device, new_item(Door::Idempotent));
    there.set(false);
    save(&device, message('a', "message"));
    let reason = device.driver.look(|outbox| outbox.item(&uid('a')).and_then(|item| item.reason));
    for _ in 0..4 {
        device.clock.pass_ms(20_000);
        device.feed(Event::Kick(Why::Timer));
    }
    assert!(there.get(), "the report was asked after, and sent again");
    assert_eq!(reason, Some(Reason::ReportFirst));
    assert!(matches!(device.word(&uid('a')), Some(Word::Received { .. })));
}

#[test]
fn a_report_that_was_lost_there_and_is_refused_now_holds_no_message_back_for_ever() {
    let taken =
        br#"[{"code":422,"description":"no","extensions":{"tanggap":{"field":"uid","rule":"taken"}}}]"#;
    let taken = RawAnswer { body: taken.to_vec(), ..status(422).unwrap_or_default() };
    for (answer, of_report, of_message) in [
        (status(400).unwrap_or_default(), Word::Refused, Word::NotSent),
        (taken, Word::IdentityTaken, Word::Refused),
    ] {
        let there = Rc::new(Cell::new(true));
        let knows = there.clone();
        let device = Device::answering(move |request| {
            Ok(match (request.method, request.url.contains("/messages/")) {
                _ if knows.get() || request.bytes == b"better" => receipt(request),
                ("PUT", true) => unknown_key(),
                ("PUT", false) => answer.clone(),
                _ => status(404).unwrap_or_default(),
            })
        });
        device.feed(Event::Started);
        save(&device, new_item(Door::Idempotent));
        there.set(false);
        save(&device, message('a', "message"));
        for _ in 0..8 {
            device.clock.pass_ms(20_000);
            device.feed(Event::Kick(Why::Timer));
        }
        let report = new_item(Door::Idempotent);
        assert_eq!(device.word(&report.uid), Some(of_report.clone()), "its person is told");
        assert_eq!(device.word(&uid('a')), Some(of_message), "{of_report:?}");
        let alarms =
            device.teller.heard().iter().filter(|notice| matches!(notice, Notice::Alarm(..))).count();
        assert_eq!(alarms, usize::from(of_report == Word::IdentityTaken));
        assert!(device.store.frozen(report.uid.as_str()).is_some() && !device.ledger.now()[0].settled);
    }
}
