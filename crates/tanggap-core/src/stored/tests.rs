//! The shapes of every release stay readable, and are written as they were. A change here is a new version.

use super::*;
use crate::{
    outbox::{
        Door, Event, Job,
        tests::{Device, new_item, put},
    },
    ports::{RawAnswer, SendFault},
    report::Uid,
};

const GOLDEN: [(&str, &str); 7] = [
    ("waiting", include_str!("../../../../tests/fixtures/stored-v1/waiting.json")),
    ("received", include_str!("../../../../tests/fixtures/stored-v1/received.json")),
    ("refused", include_str!("../../../../tests/fixtures/stored-v1/refused.json")),
    ("plain-uncertain", include_str!("../../../../tests/fixtures/stored-v1/plain-uncertain.json")),
    ("plain-token", include_str!("../../../../tests/fixtures/stored-v1/plain-token.json")),
    ("erased-with-more", include_str!("../../../../tests/fixtures/stored-v1/erased-with-more.json")),
    ("message", include_str!("../../../../tests/fixtures/stored-v1/message.json")),
];

fn record(text: &str) -> Record {
    let value: serde_json::Value = serde_json::from_str(text).unwrap();
    Record { key: value["uid"].as_str().unwrap().into(), rev: 3, text: text.into() }
}

#[test]
fn every_golden_record_is_read_and_written_back_as_it_was() {
    for (name, text) in GOLDEN {
        let Read::Item(item) = read_item(&record(text)) else { panic!("{name} is not read") };
        let written = write_item(&item);
        let [before, after]: [serde_json::Value; 2] =
            [text, &written.text].map(|text| serde_json::from_str(text).unwrap());
        assert_eq!(before, after, "{name}");
        assert_eq!((written.key.as_str(), written.rev), (item.key(), 3));
    }
}

#[test]
fn what_is_newer_is_left_alone_and_what_is_damaged_is_set_aside() {
    let waiting = GOLDEN[0].1;
    let newer = waiting.replace("\"schema_version\": 1", "\"schema_version\": 2");
    assert!(matches!(read_item(&record(&newer)), Read::Newer));
    for damage in [
        waiting.replace("\"waiting\"", "\"somewhere\""),
        waiting.replace("482719305543", "482719305544"),
        waiting.replace("\"whole\"", "\"half\""),
        waiting.replace("\"schema_version\": 1", "\"schema_version\": 0"),
        waiting.replace("\"seq\": 7", "\"seq\": -7"),
    ] {
        assert_ne!(damage, waiting);
        assert!(matches!(read_item(&record(&damage)), Read::Broken), "{damage}");
    }
    let cut = Record { text: waiting[..waiting.len() / 2].into(), ..record(waiting) };
    assert!(matches!(read_item(&cut), Read::Broken));
    let elsewhere = Record { key: "another".into(), ..record(waiting) };
    assert!(matches!(read_item(&elsewhere), Read::Broken), "a record under another's key");
}

#[test]
fn the_others_are_sent_beside_records_that_cannot_be_read() {
    let device = Device::answering(|_| Err(SendFault::NotSent));
    put(&device.store, "newer", r#"{"schema_version": 9}"#);
    put(&device.store, "broken", "{");
    device.feed(Event::Started);
    device.feed(Event::Save(Box::new(new_item(Door::Idempotent))));
    assert_eq!(device.sender.sent().len(), 1);
    assert_eq!(device.driver.look(|outbox| outbox.aside().len()), 2);
    assert_eq!(device.store.contents().items.len(), 3, "nothing is dropped");
}

#[test]
fn what_the_carrier_brought_home_is_read_as_it_was() {
    let uid = Uid::parse("6f9619ff-8b86-4d01-b42d-00cf4fc964ff").unwrap();
    let answer = RawAnswer {
        status: 503,
        content_type: "application/json".into(),
        retry_after: Some("120".into()),
        date: None,
        body: b"[]".to_vec(),
    };
    for job in [Job::Report, Job::Ask, Job::Media("a/b".into())] {
        let record = write_answer(&uid, &job, 2, &answer);
        assert_eq!(read_answer(&record), Some((uid.clone(), job, answer.clone())));
    }
    let golden = include_str!("../../../../tests/fixtures/stored-v1/answer.json");
    let read = read_answer(&Record { key: "any".into(), rev: 0, text: golden.into() });
    assert_eq!(read, Some((uid, Job::Report, answer)));
}
