//! Photos in the conversation: the same pieces as those of reports, and other eyes.

use crate::{
    message::{self, look, session},
    photo, report,
    town::{NOW, Town},
};
use serde_json::json;
use tanggap_server::{
    office::{By, Deed, Note},
    store::Picture,
};

#[tokio::test]
async fn photos_of_a_message_are_for_its_reporter_only() {
    let (town, picture) = (Town::new(), photo::noise());
    let mut body = report::fresh();
    body["media"] = json!([photo::claim("same-slot", &picture)]);
    let ticket = town.report(&body).await;
    photo::send_rest(&town, &format!("{}/media/same-slot", report::path(&body)), &picture, 0).await;
    let picture_done = Picture { sha256: [0; 32], size: 1, jpeg: vec![0] };
    let note = Note { text: None, photo: Some(picture_done), for_all: true };
    town.act(&ticket, By::ItsDesk, Deed::Update { status: None, note }, NOW).await.unwrap();
    let mut message = message::of(&body, "message", "Foto");
    message["media"] = json!([photo::claim("same-slot", &picture), photo::claim("never-sent", b"x")]);
    let first = message::send(&town, &message).await.json();
    assert_eq!(first["missing_media"], json!(["same-slot", "never-sent"]));
    let slot = format!("{}/media/same-slot", message::path(&message));
    assert_eq!(photo::send(&town, &slot, &picture, 0..photo::PIECE).await.status, 202);
    assert_eq!(town.get(&slot).await.json()["received"], photo::PIECE);
    let done = photo::send_rest(&town, &slot, &picture, photo::PIECE).await;
    assert_eq!((done.status.as_u16(), &done.json()["missing_media"]), (201, &json!(["never-sent"])));
    assert_eq!(done.json()["uid"], message["uid"], "the message's receipt");
    for elsewhere in [
        slot.replace(&ticket, "482719305543"),
        slot.replace("same-slot", "other-slot"),
        slot.replace(message["uid"].as_str().unwrap(), body["uid"].as_str().unwrap()),
        format!("{}/media/1:same-slot", report::path(&body)),
        format!("{}/media/1%3Asame-slot", report::path(&body)),
        format!("{}/media/update:2", report::path(&body)),
    ] {
        assert_eq!(town.get(&elsewhere).await.status, 404, "{elsewhere}");
    }
    town.publish(&ticket).await;
    let found = town.get(&format!("/api/requests/{ticket}.json")).await.json()[0].clone();
    assert_eq!(
        found["extended_attributes"]["tanggap"]["photos"].as_array().unwrap().len(),
        1,
        "the report's"
    );
    let key = session(&town, &body).await;
    let shown = message::ticket(&town, &ticket, &key).await;
    let url = shown["messages"][0]["photos"][0].as_str().unwrap().trim_start_matches("http://localhost");
    let seen = look(&town, url, &key).await;
    assert_eq!((seen.status.as_u16(), seen.header("cache-control")), (200, Some("no-store")));
    assert_eq!(seen.header("cross-origin-resource-policy"), Some("same-origin"));
    assert!(image::load_from_memory(&seen.body).is_ok());
    let id = url.rsplit('/').next().unwrap();
    assert_eq!(
        town.get(&format!("/api/aspirasi/media/{id}")).await.status,
        404,
        "not public with the report"
    );
    assert_eq!(shown["report"]["photos"].as_array().unwrap().len(), 1);
}
