//! A timeline is never longer than what a phone reads, whatever wrote it: the newest entries stay, and how many before them are
//! left out is told.

use crate::{
    message::{self, session},
    report,
    town::{NOW, Town, for_all},
};
use rusqlite::Connection;
use serde_json::Value;
use tanggap_core::{
    status::Status,
    wire::{self, ANSWER_LIMIT},
};
use tanggap_server::{
    office::{By, Deed, Note},
    store::DATABASE,
};
use time::UtcOffset;

/// What is read of the first entry, with the entries' notes.
fn read(updates: &Value) -> (u32, Vec<String>) {
    let updates = wire::updates(updates.to_string().as_bytes(), UtcOffset::UTC).unwrap();
    let notes = updates.iter().filter_map(|update| update.note.clone()).collect();
    (updates[0].earlier, notes)
}

#[tokio::test]
async fn a_very_long_timeline_shows_its_end_and_says_how_much_is_left_out() {
    let town = Town::new();
    let body = report::fresh();
    let ticket = town.report(&body).await;
    for (place, status) in (0..60).zip([Status::InProgress, Status::Verified].into_iter().cycle()) {
        // In the widest letters.
        let text = format!("{place} {}", "\u{1f4a1}".repeat(3_900));
        let (status, note) = (Some(status), for_all(Some(&text)));
        town.act(&ticket, By::ItsDesk, Deed::Update { status, note }, NOW).await.unwrap();
        let alone = Note { text: Some("for the reporter".into()), ..Note::default() };
        town.act(&ticket, By::ItsDesk, Deed::Update { status: None, note: alone }, NOW).await.unwrap();
    }
    town.publish(&ticket).await;
    let public = town.get(&format!("/api/requests/{ticket}/updates.json")).await;
    assert!(public.body.len() < ANSWER_LIMIT / 2, "{}", public.body.len());
    let (earlier, notes) = read(&public.json());
    assert!(notes.last().unwrap().starts_with("59 "));
    assert_eq!(
        earlier as usize + notes.len(),
        61,
        "with its beginning, and without what is for the reporter"
    );
    let own = message::ticket(&town, &ticket, &session(&town, &body).await).await;
    assert!(own.to_string().len() < ANSWER_LIMIT, "{}", own.to_string().len());
    let (earlier, notes) = read(&own["updates"]);
    assert_eq!((earlier as usize + notes.len(), notes.last().unwrap().as_str()), (121, "for the reporter"));
}

#[tokio::test]
async fn notes_from_before_there_was_a_bound_are_cut_and_hide_nothing_else() {
    let town = Town::new();
    let body = report::fresh();
    let ticket = town.report(&body).await;
    for place in 0..3 {
        town.note(&ticket, &format!("{place}"), NOW).await;
    }
    town.publish(&ticket).await;
    let database = Connection::open(town.folder.path().join(DATABASE)).unwrap();
    let long = "update updates set note = note || ?1 where note is not null";
    assert_eq!(database.execute(long, ["\"\n".repeat(60_000)]).unwrap(), 3);
    let public = town.get(&format!("/api/requests/{ticket}/updates.json")).await;
    assert!(public.body.len() < ANSWER_LIMIT / 2, "{}", public.body.len());
    let (earlier, notes) = read(&public.json());
    assert_eq!((earlier, notes.len()), (0, 3));
    for note in notes {
        assert!(note.chars().count() <= 4_001 && note.ends_with('…'), "{}", note.chars().count());
    }
    let shown = town.get(&format!("/api/requests/{ticket}.json")).await;
    assert!(shown.json()[0]["status_notes"].as_str().unwrap().starts_with("2\""));
    assert!(shown.body.len() < ANSWER_LIMIT / 4, "{}", shown.body.len());
    let own = message::ticket(&town, &ticket, &session(&town, &body).await).await;
    assert!(own.to_string().len() < ANSWER_LIMIT, "{}", own.to_string().len());
}

#[tokio::test]
async fn a_timeline_of_many_entries_without_words_has_an_end_too() {
    let town = Town::new();
    let body = report::fresh();
    let ticket = town.report(&body).await;
    for status in [Status::InProgress, Status::Answered].into_iter().cycle().take(600) {
        let deed = Deed::Update { status: Some(status), note: Note::default() };
        town.act(&ticket, By::ItsDesk, deed, NOW).await.unwrap();
    }
    let public = town.get(&format!("/api/requests/{ticket}/updates.json")).await;
    assert!(public.body.len() < ANSWER_LIMIT / 2, "{}", public.body.len());
    let entries = public.json().as_array().unwrap().len();
    let own = &public.json()[0]["extended_attributes"]["tanggap"];
    assert_eq!(own["earlier"].as_u64().unwrap() as usize + entries, 601);
    assert_eq!(public.json()[entries - 1]["status"], "answered");
    assert!(entries > 50, "{entries}");
}
