//! What is public comes back from there whole: withdrawn by its reporter, unpublished with its notes, of a kind that
//! nobody knows.

use crate::{
    message, photo, report,
    town::{NOW, Town},
};
use rusqlite::Connection;
use serde_json::{Value, json};
use tanggap_server::{
    office::{By, Deed, Note},
    store::{DATABASE, Picture},
};

/// Published, with a photo and a note for all that has a picture; its number and the addresses of both pictures.
async fn published(town: &Town) -> (Value, String, [String; 2]) {
    let (mut body, picture) = (report::fresh(), photo::noise());
    body["media"] = json!([photo::claim("slot-one", &picture)]);
    body["description"] = "canary".into();
    let ticket = town.report(&body).await;
    photo::send_rest(town, &format!("{}/media/slot-one", report::path(&body)), &picture, 0).await;
    let after = Picture { sha256: [0; 32], size: 1, jpeg: vec![7] };
    let note = Note { text: Some("mended".into()), photo: Some(after), for_all: true };
    town.act(&ticket, By::ItsDesk, Deed::Update { status: None, note }, NOW).await.unwrap();
    town.publish(&ticket).await;
    let address = |url: &Value| url.as_str().unwrap().trim_start_matches("http://localhost").to_owned();
    let shown = town.get(&format!("/api/requests/{ticket}.json")).await.json();
    let updates = town.get(&format!("/api/requests/{ticket}/updates.json")).await.json();
    let pictures = [address(&shown[0]["media_url"]), address(&updates[1]["media_url"])];
    for picture in &pictures {
        assert_eq!(town.get(picture).await.status, 200, "{picture}");
    }
    (body, ticket, pictures)
}

/// Whether the words, the photo, the note and its picture are for everyone.
async fn is_read(town: &Town, ticket: &str, [own, notes]: &[String; 2]) -> [bool; 4] {
    let shown = town.get(&format!("/api/requests/{ticket}.json")).await.text();
    let updates = town.get(&format!("/api/requests/{ticket}/updates.json")).await.text();
    let list = town.get("/api/aspirasi/requests.json").await.text();
    assert_eq!(shown.contains("canary"), list.contains("canary"), "{shown} {list}");
    assert_eq!(shown.contains("mended"), updates.contains("mended"), "{shown} {updates}");
    [
        shown.contains("canary"),
        town.get(own).await.status == 200,
        updates.contains("mended"),
        town.get(notes).await.status == 200,
    ]
}

#[tokio::test]
async fn what_its_reporter_withdraws_is_public_no_longer() {
    let town = Town::new();
    let (body, ticket, pictures) = published(&town).await;
    assert_eq!(is_read(&town, &ticket, &pictures).await, [true; 4]);
    assert_eq!(message::send(&town, &message::of(&body, "withdraw", "x")).await.status, 201);
    assert_eq!(is_read(&town, &ticket, &pictures).await, [false, false, true, true]);
}

#[tokio::test]
async fn the_offices_notes_are_taken_back_with_the_report_where_it_says_so() {
    for notes in [false, true] {
        let town = Town::new();
        let (body, ticket, pictures) = published(&town).await;
        town.act(&ticket, By::ItsDesk, Deed::Unpublish { notes }, NOW).await.unwrap();
        assert_eq!(is_read(&town, &ticket, &pictures).await, [false, false, !notes, !notes]);
        let key = message::session(&town, &body).await;
        assert_eq!(message::ticket(&town, &ticket, &key).await["updates"][1]["description"], "mended");
    }
}

#[tokio::test]
async fn a_kind_that_is_not_known_shows_nothing_whatever_wrote_it() {
    let town = Town::new();
    let (_, ticket, pictures) = published(&town).await;
    let database = Connection::open(town.folder.path().join(DATABASE)).unwrap();
    for (set, expected) in [
        ("kind = 'future-kind'", [false; 4]),
        ("kind = 'police-conduct'", [false; 4]),
        ("kind = null", [false; 4]),
        ("kind = 'complaint', publishable = 0", [false, false, true, true]),
        ("kind = 'complaint', publishable = 1", [true; 4]),
    ] {
        database.execute(&format!("update reports set {set}"), []).unwrap();
        assert_eq!(is_read(&town, &ticket, &pictures).await, expected, "{set}");
        let is_public = town.portal.store.all().await.unwrap()[0].published;
        assert_eq!(is_public, expected[0], "{set}: the desk's list");
    }
}
