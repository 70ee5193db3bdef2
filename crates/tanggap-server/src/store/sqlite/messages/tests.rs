//! However much somebody writes: what is kept has a bound, and what is read has a smaller one.

use super::*;
use crate::store::sqlite::{NewReport, Receiving, receiving, schema};
use tempfile::TempDir;

/// A report, and a place for what is said about it.
fn report() -> (Connection, i64, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let connection = schema::open_writer(&folder.path().join("t.sqlite")).unwrap();
    // One commit for all: thousands of messages are to be written.
    connection.execute_batch("begin").unwrap();
    let new = NewReport { opens: vec![[1; 32]], ..NewReport::named("482719305543") };
    let received = receiving::receive(&connection, new).unwrap();
    assert!(matches!(received, Ok(Receiving::Created(_))));
    let report = connection.query_row("select id from reports", [], |row| row.get(0)).unwrap();
    (connection, report, folder)
}

fn message(kind: MessageKind, bytes: usize) -> NewMessage {
    NewMessage {
        ticket: "482719305543".into(),
        uid: random::uid().unwrap().unwrap().as_str().to_owned(),
        asked_ticket: "482719305543".into(),
        kind,
        in_reply_to: None,
        at: 0,
        fingerprint: [0; 32],
        body: vec![b'x'; bytes],
        media: Vec::new(),
    }
}

#[test]
fn as_much_is_read_of_a_conversation_as_is_shown_however_long_it_is() {
    let (connection, report, _folder) = report();
    for place in 0..300 {
        receive(&connection, message(MessageKind::Message, 10_000 + place), |_| Ok(())).unwrap();
    }
    let sizes = |latest: &Latest| -> Vec<usize> {
        latest.messages.iter().map(|message| message.body.len()).collect()
    };
    let end = latest(&connection, report, 0).unwrap();
    assert_eq!((sizes(&end), end.earlier), ((10_288..10_300).collect(), 288));
    let before = latest(&connection, report, 12).unwrap();
    assert_eq!((sizes(&before), before.earlier), ((10_276..10_288).collect(), 276));
    let (first, none) = (latest(&connection, report, 299), latest(&connection, report, 900));
    let (first, none) = (first.unwrap(), none.unwrap());
    assert_eq!((first.messages.len(), first.earlier), (1, 0));
    assert_eq!((none.messages.len(), none.earlier), (0, 0));
}

#[test]
fn words_about_one_report_have_an_end_and_what_the_office_waits_for_has_none() {
    let (connection, report, _folder) = report();
    for place in 0..WORDS {
        let told = receive(&connection, message(MessageKind::Message, 1), |_| Ok(())).unwrap();
        assert!(matches!(told, Told::Created(_)), "{place}");
    }
    let question = say(&connection, report, "aspirasi", "question", "Which?", 0).unwrap();
    let answer = || NewMessage { in_reply_to: Some(question.clone()), ..message(MessageKind::Answer, 1) };
    for (kind, new, taken) in [
        ("a message", message(MessageKind::Message, 1), false),
        ("the answer", answer(), true),
        ("another answer", answer(), false),
        ("withdraw", message(MessageKind::Withdraw, 1), true),
    ] {
        let told = receive(&connection, new, |_| Ok(())).unwrap();
        assert!(matches!((told, taken), (Told::Created(_), true) | (Told::TooMany, false)), "{kind}");
    }
}
