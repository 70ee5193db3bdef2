//! Drafts of every release stay readable, and a draft with gaps or damage still gives the words back.

use super::*;
use crate::outbox::Numbers;

const GOLDEN: [(&str, &str); 3] = [
    ("draft", include_str!("../../../../../tests/fixtures/stored-v1/draft.json")),
    ("draft-kept", include_str!("../../../../../tests/fixtures/stored-v1/draft-kept.json")),
    ("draft-empty", include_str!("../../../../../tests/fixtures/stored-v1/draft-empty.json")),
];

fn record(text: &str) -> Record {
    Record { key: "6f9619ff-8b86-4d01-b42d-00cf4fc964ff".into(), rev: 3, text: text.into() }
}

fn read(text: &str) -> Option<SavedDraft> {
    match read_draft(&record(text)) {
        ReadDraft::Draft(saved) => Some(*saved),
        _ => None,
    }
}

#[test]
fn every_golden_draft_is_read_and_written_back_as_it_was() {
    for (name, text) in GOLDEN {
        let written = write_draft(&read(text).unwrap());
        let [before, after]: [Value; 2] =
            [text, &written.text].map(|text| serde_json::from_str(text).unwrap());
        assert_eq!(before, after, "{name}");
        assert_eq!((written.key.as_str(), written.rev), ("6f9619ff-8b86-4d01-b42d-00cf4fc964ff", 3));
    }
}

#[test]
fn everything_that_was_told_is_there_again() {
    let saved = read(GOLDEN[0].1).unwrap();
    assert_eq!(saved.step, "report/question/problem");
    assert_eq!(saved.draft.answers.get("days"), ["mon", "tue"]);
    assert_eq!(saved.draft.identity.name, "Ani", "a change of mind loses nothing");
    assert!(matches!(saved.corrects.unwrap().numbers, Numbers::Ours { .. }));
    assert_eq!(saved.photos[0].name.as_deref(), Some("IMG_0412.jpg"));
    assert_eq!(saved.kept_for, None, "what an earlier app kept was not asked for by service");
}

#[test]
fn whatever_is_missing_or_odd_the_words_come_back() {
    let mut whole: Value = serde_json::from_str(GOLDEN[0].1).unwrap();
    let names: Vec<String> = whole.as_object().unwrap().keys().cloned().collect();
    let needed = ["schema_version", "uid"];
    for name in names.iter().filter(|name| !needed.contains(&name.as_str())) {
        for odd in [Value::Null, Value::from(7), Value::from(vec![7])] {
            let kept = whole[name].take();
            whole[name] = odd;
            let saved = read(&whole.to_string());
            assert!(saved.is_some_and(|saved| name == "description" || !saved.draft.description.is_empty()));
            whole[name] = kept;
        }
    }
}

#[test]
fn what_is_newer_is_left_alone_and_what_is_damaged_is_said_so() {
    let newer = GOLDEN[0].1.replace("\"schema_version\": 1", "\"schema_version\": 2");
    assert!(matches!(read_draft(&record(&newer)), ReadDraft::Newer));
    for damaged in ["{", "{}", &GOLDEN[0].1.replace("6f9619ff", "6f9619f_")] {
        assert!(matches!(read_draft(&record(damaged)), ReadDraft::Broken), "{damaged}");
    }
}
