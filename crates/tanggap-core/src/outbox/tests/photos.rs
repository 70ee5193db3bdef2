//! Stories of photos: text first, pieces after, one piece lost at most.

use super::{
    Device, Notice, Wifi,
    photo_desk::{Desk, SIZE, device, json, photo, range, with_photos},
    status, uid,
};
use crate::{
    media::PIECE_BYTES,
    outbox::{Event, Job, MediaState, PhotoProgress, Why, policy::Reason, words::Word},
    ports::{Request, SendFault},
};

fn later(device: &Device) {
    device.clock.pass_ms(30_000);
    device.feed(Event::Kick(Why::Timer));
}

fn sent_bytes(device: &Device) -> usize {
    let media = |request: &&Request| request.url.contains("/media/");
    device.sender.sent().iter().filter(media).map(|request| request.bytes.len()).sum()
}

#[test]
fn a_photo_goes_after_its_text_in_pieces_that_say_where_they_belong() {
    let (device, desk) = device(|_, _| None);
    device.feed(with_photos(&["first", "second"]));
    assert!(desk.has("first") && desk.has("second"));
    let sent = device.sender.sent();
    let ranges: Vec<_> = sent.iter().map(range).collect();
    let pieces = [Some((0, SIZE)), Some((65_536, SIZE)), Some((131_072, SIZE))];
    assert_eq!(ranges, [&[None][..], &pieces, &pieces].concat());
    assert_eq!(device.word(&uid()), Some(Word::Received { number: "482719305543".into() }));
}

#[test]
fn a_line_that_breaks_costs_one_piece_at_most() {
    for (case, nth, kept) in [("lost on its way", 1, false), ("the answer is lost", 1, true)] {
        let desk = Desk::default();
        let there = desk.clone();
        let device = Device::answering(move |request| {
            let now = *there.asked.borrow();
            if request.url.contains("/media/") && now == nth {
                if kept {
                    there.answer(request);
                }
                *there.asked.borrow_mut() = nth + 1;
                return Err(SendFault::Ambiguous);
            }
            Ok(there.answer(request))
        });
        device.feed(Event::Started);
        device.feed(with_photos(&["first"]));
        assert!(!desk.has("first"), "{case}");
        later(&device);
        assert!(desk.has("first"), "{case}");
        assert!(sent_bytes(&device) <= SIZE + PIECE_BYTES as usize, "{case}: {}", sent_bytes(&device));
    }
}

#[test]
fn a_page_that_was_closed_asks_how_far_it_had_come() {
    let (device, desk) = device(|nth, _| (nth == 2).then_some(Err(SendFault::NotSent)));
    device.feed(with_photos(&["first"]));
    assert_eq!(desk.parts.borrow()["first"].len(), 131_072);
    let again = device.opened_again();
    again.feed(Event::Started);
    assert!(desk.has("first"));
    let sent = again.sender.sent();
    let of_photo: Vec<_> = sent.iter().skip(4).filter(|request| request.url.contains("/media/")).collect();
    assert_eq!(of_photo[0].method, "GET");
    assert_eq!(range(of_photo[1]), Some((131_072, SIZE)));
    assert!(sent_bytes(&again) <= SIZE + PIECE_BYTES as usize);
}

#[test]
fn a_server_that_cannot_be_asked_is_sent_the_photo_and_puts_a_wrong_place_right() {
    let (device, desk) = device(|nth, request| match nth {
        1 => Some(Err(SendFault::Ambiguous)),
        _ => (request.method == "GET").then(|| status(405)),
    });
    device.feed(with_photos(&["first"]));
    for _ in 0..3 {
        later(&device);
    }
    assert!(desk.has("first"));
}

#[test]
fn a_server_that_never_gets_further_is_left_in_peace_longer_and_longer() {
    let (device, _) = device(|_, request| {
        let body = format!(r#"{{"uid":"{}","slot":"first","received":0}}"#, uid().as_str());
        (request.method == "PUT").then(|| Ok(json(202, body)))
    });
    device.feed(with_photos(&["first"]));
    for _ in 0..120 {
        later(&device);
    }
    let tries = device.sender.sent().len();
    assert!((5..40).contains(&tries), "{tries} attempts in an hour");
}

#[test]
fn a_photo_that_always_fails_holds_up_no_other() {
    let (device, desk) = device(|_, request| request.url.ends_with("first").then(|| status(500)));
    device.feed(with_photos(&["first", "second"]));
    for _ in 0..4 {
        later(&device);
    }
    assert!(desk.has("second"));
    assert_eq!(
        device.word(&uid()),
        Some(Word::PhotosWaiting { number: "482719305543".into(), sent: 1, of: 2 })
    );
}

#[test]
fn a_photo_that_is_too_large_is_offered_smaller() {
    let (device, desk) = device(|nth, _| (nth == 0).then(|| status(413)));
    device.feed(with_photos(&["first"]));
    let state = |device: &Device| device.driver.look(|outbox| outbox.items()[0].media[0].state);
    assert_eq!(state(&device), MediaState::TooLarge);
    let mut smaller = photo("first");
    smaller.bytes = Some(b"too small".to_vec());
    smaller.parcel.size = 9;
    device.feed(Event::ReplacePhoto(uid(), Box::new(smaller.clone())));
    assert_eq!(state(&device), MediaState::Received);
    assert_eq!(desk.parts.borrow()["first"], b"too small");
    device.teller.heard();
    device.feed(Event::ReplacePhoto(uid(), Box::new(smaller)));
    assert!(matches!(device.teller.heard()[..], [Notice::NotDone(..)]), "a photo that is there stays");
}

#[test]
fn what_a_server_has_of_another_version_is_begun_anew() {
    let (device, desk) = device(|_, _| None);
    let there = desk.clone();
    device.feed(Event::Wifi(Wifi { only: true, on: false }));
    device.feed(with_photos(&["first"]));
    there.begin_otherwise("first", 70_000);
    let again = device.opened_again();
    again.feed(Event::Started);
    again.feed(Event::WifiOnly(None, false));
    assert!(!desk.has("first"));
    later(&again);
    assert!(desk.has("first"));
}

#[test]
fn on_wifi_only_the_text_goes_and_photos_wait_for_the_network_or_the_person() {
    for (case, event) in [
        ("Wi-Fi", Event::Wifi(Wifi { only: true, on: true })),
        ("by hand", Event::WifiOnly(Some(uid()), false)),
        ("the switch", Event::WifiOnly(None, false)),
    ] {
        let (device, desk) = device(|_, _| None);
        device.feed(Event::Wifi(Wifi { only: true, on: false }));
        device.feed(with_photos(&["first"]));
        for _ in 0..3 {
            later(&device);
        }
        assert_eq!(*desk.asked.borrow(), 0, "{case}");
        assert_eq!(device.sender.sent().len(), 1, "{case}: nothing is asked in vain");
        assert!(device.driver.look(|outbox| outbox.photos_wait_for_wifi(outbox.items()[0])));
        assert!(device.store.contents().items[0].text.contains(r#""wifi_only":true"#));
        assert!(!device.store.contents().items[0].text.contains(r#""carry":true"#), "{case}");
        let again = device.opened_again();
        again.feed(Event::Started);
        assert_eq!(*desk.asked.borrow(), 0, "{case}: after a restart");
        again.feed(event);
        assert!(desk.has("first"), "{case}");
    }
}

#[test]
fn how_far_a_photo_has_come_can_be_read_at_any_time() {
    let (device, _) = device(|nth, _| (nth == 2).then_some(Err(SendFault::NotSent)));
    device.feed(with_photos(&["first", "second"]));
    device.driver.look(|outbox| {
        let sent: Vec<_> = outbox
            .photos(&uid())
            .into_iter()
            .map(|PhotoProgress { media, sent, going }| (media.state, sent, going))
            .collect();
        assert_eq!(sent, [(MediaState::Waiting, 131_072, false), (MediaState::Waiting, 0, false)]);
        assert_eq!(outbox.items()[0].reason, Some(Reason::NoNetwork));
        assert_eq!(outbox.items()[0].job(), Some(Job::Media("first".into())));
    });
}
