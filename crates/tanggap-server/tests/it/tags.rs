//! Who has an answer already is told so in a few bytes.

use crate::{
    message::{self, session},
    report,
    town::{Answer, NOW, Town},
};
use axum::{body::Body, http::Request};
use tanggap_server::store::Act;

async fn ask(town: &Town, path: &str, session: &str, tag: &str) -> Answer {
    let request = Request::get(path).header("x-report-session", session).header("if-none-match", tag);
    town.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let town = Town::new();
    let body = report::fresh();
    let ticket = town.report(&body).await;
    let key = session(&town, &body).await;
    let paths = [
        format!("/api/requests/{ticket}.json"),
        format!("/api/aspirasi/requests/{ticket}/updates.json"),
        format!("/api/tickets/{ticket}.json"),
        "/api/stats.json".to_owned(),
    ];
    let mut tags = Vec::new();
    for path in &paths {
        let first = ask(&town, path, &key, "\"other\"").await;
        let tag = first.header("etag").unwrap().to_owned();
        assert!(first.status == 200 && tag.starts_with('"'), "{path}: {tag}");
        for known in [tag.clone(), format!("\"x\", {tag}"), format!("W/{tag}")] {
            let again = ask(&town, path, &key, &known).await;
            assert_eq!((again.status.as_u16(), again.body.len()), (304, 0), "{path} {known}");
            assert_eq!(
                (again.header("etag"), again.header("cache-control")),
                (Some(tag.as_str()), Some("no-store"))
            );
        }
        tags.push(tag);
    }
    town.update(&ticket, Act::Status("verified".into()), None, NOW + 60).await;
    for (path, tag) in paths[..3].iter().zip(&tags) {
        assert_eq!(ask(&town, path, &key, tag).await.status, 200, "{path}: something happened");
    }
    let before = ask(&town, &paths[2], &key, "").await.header("etag").unwrap().to_owned();
    message::send(&town, &message::of(&body, "message", "x")).await;
    assert_eq!(ask(&town, &paths[2], &key, &before).await.status, 200);
    let other = town.get(&format!("{}?locale=en", paths[0])).await;
    assert_ne!(other.header("etag"), town.get(&paths[0]).await.header("etag"), "another language");
}
