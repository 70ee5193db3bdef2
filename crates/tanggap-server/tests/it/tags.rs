//! Who has an answer already is told so in a few bytes.

use crate::{
    message::{self, session},
    report,
    town::{Answer, NOW, Town},
};
use axum::{Router, body::Body, http::Request};
use sha2::{Digest, Sha256};
use tanggap_server::{
    app_state::Settings,
    limits::{Limits, Rates},
};

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
        // What is compressed for some has one tag for all: a weak one. The private part never is.
        let strong = tag.trim_start_matches("W/");
        assert_eq!(
            (first.status.as_u16(), tag == strong),
            (200, path.contains("/tickets/")),
            "{path}: {tag}"
        );
        for known in [tag.clone(), format!("\"x\", {tag}"), strong.to_owned(), format!("W/{strong}")] {
            let again = ask(&town, path, &key, &known).await;
            assert_eq!((again.status.as_u16(), again.body.len()), (304, 0), "{path} {known}");
            assert_eq!(
                (again.header("etag"), again.header("cache-control")),
                (Some(tag.as_str()), Some("no-store"))
            );
        }
        tags.push(tag);
    }
    town.status(&ticket, "verified", None, NOW + 60).await;
    for (path, tag) in paths[..3].iter().zip(&tags) {
        assert_eq!(ask(&town, path, &key, tag).await.status, 200, "{path}: something happened");
    }
    let before = ask(&town, &paths[2], &key, "").await.header("etag").unwrap().to_owned();
    message::send(&town, &message::of(&body, "message", "x")).await;
    assert_eq!(ask(&town, &paths[2], &key, &before).await.status, 200);
    let other = town.get(&format!("{}?locale=en", paths[0])).await;
    assert_ne!(other.header("etag"), town.get(&paths[0]).await.header("etag"), "another language");
}

#[tokio::test]
async fn a_tag_shows_no_way_around_the_limit_on_numbers() {
    let limits = Limits::with_clock(Some(Rates::default()), Box::new(|| 0));
    let town = Town::limited(Settings::default(), "/", Router::new(), limits);
    let ticket = town.report(&report::fresh()).await;
    let own = format!("/api/requests/{ticket}.json");
    let ask = async |path: &str, tag: &str| {
        let request = Request::get(path).header("if-none-match", tag).body(Body::empty()).unwrap();
        town.send_from(request, [203, 0, 113, 5].into()).await
    };
    let first = ask(&own, "").await;
    let tag = first.header("etag").unwrap().to_owned();
    let hash = tanggap_server::random::hex(&Sha256::digest(&first.body));
    assert!(
        !hash.starts_with(tag.trim_start_matches("W/").trim_matches('"')),
        "who can guess the answer could ask whether it is so"
    );
    for _ in 0..30 {
        let any = tanggap_server::random::ticket(12).unwrap();
        assert_eq!(ask(&format!("/api/requests/{}.json", any.digits()), "").await.status, 404);
    }
    for _ in 0..60 {
        assert_eq!(ask(&own, &tag).await.status, 304);
    }
    let refused = ask(&own, &tag).await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (429, Some("1")));
}
