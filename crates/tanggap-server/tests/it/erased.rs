//! Erased is erased: nothing of it is left but that it was.

use crate::{
    message::{self, fault, look, session},
    photo, report,
    town::{NOW, Town},
};
use axum::http::Request;
use serde_json::json;
use std::fs;
use tanggap_core::office::Refusal;
use tanggap_server::{
    office::{ActError, By, Deed},
    store::{DATABASE, empty_log},
};

const SLOT: &str = "kQ3-vT8_xW2m";

#[tokio::test]
async fn an_erased_report_answers_410_and_is_never_taken_again() {
    let (town, picture) = (Town::new(), photo::noise());
    let mut body = report::fresh();
    body["media"] = json!([photo::claim(SLOT, &picture), photo::claim("never-sent-one", b"x")]);
    let (path, ticket) = (report::path(&body), town.report(&body).await);
    let slot = format!("{path}/media/{SLOT}");
    photo::send_rest(&town, &slot, &picture, 0).await;
    town.publish(&ticket).await;
    let shown = town.get(&format!("/api/requests/{ticket}.json")).await.json();
    let published = shown[0]["media_url"].as_str().unwrap().trim_start_matches("http://localhost").to_owned();
    assert_eq!(town.get(&published).await.status, 200);
    for _ in 0..2 {
        town.erase(&ticket).await;
    }
    for answer in [
        town.get(&path).await,
        town.put(&path, body.to_string()).await,
        town.put(&path, "other bytes").await,
        town.get(&slot).await,
        photo::send_rest(&town, &slot, &picture, 0).await,
        town.get(&format!("/api/requests/{ticket}.json")).await,
        town.get(&format!("/api/aspirasi/requests/{ticket}.json")).await,
        town.get(&format!("/api/requests/{ticket}/updates.json")).await,
        town.get(&format!("/api/aspirasi/tokens/{}.json", body["uid"].as_str().unwrap())).await,
    ] {
        assert_eq!(answer.status, 410, "{}", answer.text());
        assert_eq!(answer.header("content-type"), Some("application/json; charset=utf-8"));
        assert_eq!(answer.json()[0]["code"], 410);
    }
    assert_eq!(town.get(&published).await.status, 404);
    assert_eq!(town.get("/api/aspirasi/requests.json").await.json(), json!([]));
    let again = town.act(&ticket, By::ItsDesk, Deed::Publish, NOW).await;
    assert!(matches!(again, Err(ActError::Refused(Refusal::Erased))), "nothing is left to publish");
    let mut next = report::fresh();
    next["ticket"] = ticket.clone().into();
    assert_ne!(town.report(&next).await, ticket, "the number is never used again");
    let nobody = town.act("482719305543", By::Administrator, Deed::Erase, NOW).await;
    assert!(matches!(nobody, Err(ActError::Unknown)));
    assert!(empty_log(town.folder.path()).unwrap());
    let file = fs::read(town.folder.path().join(DATABASE)).unwrap();
    let text = String::from_utf8_lossy(&file);
    assert_eq!(text.matches("Lampu jalan mati").count(), 1, "only the other report's words are in the file");
}

#[tokio::test]
async fn photos_are_shown_only_once_their_report_is_published() {
    let (town, picture) = (Town::new(), photo::noise());
    let mut body = report::fresh();
    body["media"] = json!([photo::claim(SLOT, &picture), photo::claim("second-slot", &picture)]);
    let (path, ticket) = (report::path(&body), town.report(&body).await);
    for slot in ["second-slot", SLOT] {
        assert_eq!(photo::send_rest(&town, &format!("{path}/media/{slot}"), &picture, 0).await.status, 201);
    }
    let track = async || town.get(&format!("/api/requests/{ticket}.json")).await.json()[0].clone();
    let before = track().await;
    assert_eq!(
        (before.get("media_url"), &before["extended_attributes"]["tanggap"]["photos"]),
        (None, &json!([]))
    );
    let database = rusqlite::Connection::open(town.folder.path().join(DATABASE)).unwrap();
    let id: String =
        database.query_row("select public_id from photos order by place", [], |row| row.get(0)).unwrap();
    let address = format!("/api/aspirasi/media/{id}.jpg");
    for hidden in [&address, &address.replace(&id, SLOT), &address.replace(".jpg", "")] {
        assert_eq!(town.get(hidden).await.status, 404, "{hidden}");
    }
    town.publish(&ticket).await;
    let after = track().await;
    assert_eq!(after["media_url"], format!("http://localhost{address}"), "the first of the report's list");
    assert_eq!(after["extended_attributes"]["tanggap"]["photos"].as_array().unwrap().len(), 2);
    let shown = town.get(&address).await;
    assert_eq!(shown.status, 200);
    for (name, value) in [
        ("content-type", "image/jpeg"),
        ("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("cache-control", "public, max-age=300"),
        ("x-robots-tag", "noindex"),
    ] {
        assert_eq!(shown.header(name), Some(value), "{name}");
    }
    let seen = image::load_from_memory(&shown.body).unwrap();
    assert_eq!((seen.width(), seen.height()), (320, 240));
    assert_eq!(town.get(&address.replace("aspirasi", "polresta")).await.status, 404, "not that desk's");
    let elsewhere = Request::get(format!("/api/requests/{ticket}.json")).header("host", "lapor.example");
    let listed = town.send(elsewhere.body(axum::body::Body::empty()).unwrap()).await.json();
    assert_eq!(listed[0]["media_url"], format!("http://lapor.example{address}"));
}

#[tokio::test]
async fn an_erased_report_takes_its_conversation_with_it() {
    let (town, picture) = (Town::new(), photo::noise());
    let body = report::fresh();
    let ticket = town.report(&body).await;
    let mut sent = message::of(&body, "message", "Canary message");
    sent["media"] = json!([photo::claim("some-slot", &picture)]);
    message::send(&town, &sent).await;
    let slot = format!("{}/media/some-slot", message::path(&sent));
    photo::send_rest(&town, &slot, &picture, 0).await;
    town.say(&ticket, "question", "Canary question", NOW).await;
    let key = session(&town, &body).await;
    town.erase(&ticket).await;
    let waiting = message::of(&body, "message", "Still in the outbox");
    for answer in [
        message::send(&town, &sent).await,
        town.get(&message::path(&sent)).await,
        town.get(&slot).await,
        photo::send_rest(&town, &slot, &picture, 0).await,
        message::send(&town, &waiting).await,
        look(&town, &format!("/api/tickets/{ticket}.json"), &key).await,
    ] {
        assert_eq!(answer.status, 410, "{}", answer.text());
    }
    let mut stranger = message::of(&body, "message", "x");
    stranger["key_proof"] = "0".repeat(64).into();
    assert_eq!(fault(&message::send(&town, &stranger).await), (422, "key_proof".into(), "no_match".into()));
    assert!(empty_log(town.folder.path()).unwrap());
    let file = fs::read(town.folder.path().join(DATABASE)).unwrap();
    assert!(!String::from_utf8_lossy(&file).contains("Canary"));
}
