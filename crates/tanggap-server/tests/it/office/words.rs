//! The words of the office have one bound, whichever act says them, and blanks are none.

use super::kinds::{self, command};
use crate::town::{NOW, Town};
use rusqlite::Connection;
use tanggap_core::{office::Refusal, status::Status};
use tanggap_server::{
    office::{ActError, By, Deed, Note},
    store::{DATABASE, Redaction},
};

const LIMIT: usize = 4_000;

fn note(text: &str) -> Note {
    Note { text: Some(text.to_owned()), ..Note::default() }
}

fn updated(status: Option<Status>, text: &str) -> Deed {
    Deed::Update { status, note: note(text) }
}

/// Every act that says words, with these.
fn says(text: &str) -> Vec<Deed> {
    let words = || Some(text.to_owned());
    let redacts = |redaction| Deed::Redact { redaction, anew: false };
    vec![
        updated(None, text),
        updated(Some(Status::Answered), text),
        Deed::Ask(text.into()),
        Deed::Reply(text.into()),
        Deed::Refer { to: "polresta".into(), note: note(text) },
        Deed::HandBack { note: note(text) },
        redacts(Redaction { description: words(), ..Redaction::default() }),
        redacts(Redaction { address: words(), ..Redaction::default() }),
    ]
}

async fn sent(town: &Town) -> String {
    let (path, body) = kinds::report("aspirasi", "lamp", "canary");
    assert_eq!(town.put(&path, body.to_string()).await.status, 201);
    body["ticket"].as_str().unwrap().to_owned()
}

fn refusal(outcome: Result<Option<String>, ActError>) -> Option<Refusal> {
    match outcome {
        Ok(_) => None,
        Err(ActError::Refused(refusal)) => Some(refusal),
        Err(error) => panic!("{error}"),
    }
}

/// The notes of a report, and how many entries its timeline has.
fn notes(town: &Town, ticket: &str) -> (Vec<String>, u32) {
    let database = Connection::open(town.folder.path().join(DATABASE)).unwrap();
    let of = "from updates join reports on reports.id = report_id where ticket = ?1";
    let mut statement = database.prepare(&format!("select note {of} and note is not null")).unwrap();
    let notes = statement.query_map([ticket], |row| row.get(0)).unwrap();
    let notes = notes.collect::<Result<_, _>>().unwrap();
    (notes, database.query_row(&format!("select count(*) {of}"), [ticket], |row| row.get(0)).unwrap())
}

#[tokio::test]
async fn no_act_says_more_than_4000_characters() {
    let town = kinds::town();
    for (text, expected) in [
        ("é".repeat(LIMIT + 1), Some(Refusal::TooLong)),
        ("x".repeat(120_000), Some(Refusal::TooLong)),
        (format!("  {}\n\n", "é".repeat(LIMIT)), None),
    ] {
        for (which, deed) in says(&text).into_iter().enumerate() {
            let ticket = sent(&town).await;
            if matches!(deed, Deed::HandBack { .. }) {
                // There and back: at the police it can be handed back.
                let to = "polresta".to_owned();
                let refer = Deed::Refer { to, note: Note::default() };
                town.act(&ticket, By::ItsDesk, refer, NOW).await.unwrap();
            }
            let before = notes(&town, &ticket);
            let outcome = refusal(town.act(&ticket, By::ItsDesk, deed, NOW).await);
            assert_eq!(outcome, expected, "act {which}");
            if expected.is_some() {
                assert_eq!(notes(&town, &ticket), before, "act {which}");
            }
        }
    }
    let ticket = sent(&town).await;
    let told = command(&town, &["update", &ticket, "--note", &"x".repeat(4_001)]).await.unwrap_err();
    assert!(told.contains("4000"), "{told}");
}

#[tokio::test]
async fn blanks_are_no_words() {
    let town = kinds::town();
    for blank in ["", " \n\t", "\u{200b}\u{2800}\u{3164}"] {
        let ticket = sent(&town).await;
        for deed in [updated(None, blank), Deed::Ask(blank.into()), Deed::Reply(blank.into())] {
            assert_eq!(refusal(town.act(&ticket, By::ItsDesk, deed, NOW).await), Some(Refusal::NoWords));
        }
        let (none, entries) = notes(&town, &ticket);
        assert_eq!((none, entries), (Vec::new(), 1), "{blank:?}");
        let deed = updated(Some(Status::InProgress), blank);
        town.act(&ticket, By::ItsDesk, deed, NOW).await.unwrap();
        assert_eq!(notes(&town, &ticket), (Vec::new(), 2), "the status alone");
        let deed = Deed::Refer { to: "polresta".into(), note: note(blank) };
        town.act(&ticket, By::ItsDesk, deed, NOW).await.unwrap();
        assert_eq!(notes(&town, &ticket), (Vec::new(), 3));
        for line in [["update", &ticket, "--note", blank], ["reply", &ticket, "--text", blank]] {
            let told = command(&town, &line).await.unwrap_err();
            assert!(told.contains("words"), "{line:?}: {told}");
        }
    }
}
