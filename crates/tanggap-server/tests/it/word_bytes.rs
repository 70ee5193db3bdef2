//! How many bytes of words are kept, from whom: what is padded, and what is long.

use crate::{
    message, report,
    town::{JSON, Town},
};
use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::{
    net::{IpAddr, Ipv6Addr},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use tanggap_server::{
    app_state::Settings,
    limits::{Limits, Rate, Rates},
    store::DATABASE,
};

const PHONE: [u8; 4] = [203, 0, 113, 5];

/// A town whose addresses may fill 64 KB at once, and one KB a second, and its steady clock.
fn town() -> (Town, Arc<AtomicU64>) {
    let now = Arc::new(AtomicU64::new(0));
    let clock = Arc::clone(&now);
    let rates = Rates {
        words_kb: Rate { burst: 64, every_ms: 1_000 },
        reports: Rate { burst: 1_000, every_ms: 10 },
        ..Rates::default()
    };
    let limits = Limits::with_clock(Some(rates), Box::new(move || clock.load(Ordering::Relaxed)));
    (Town::limited(Settings::default(), "/", Router::new(), limits), now)
}

fn put(path: &str, body: &Value) -> Request<Body> {
    Request::put(path).header(header::CONTENT_TYPE, JSON).body(body.to_string().into()).unwrap()
}

/// A report whose four texts are as long as texts may be, in letters of three bytes.
fn long() -> Value {
    let mut body = report::fresh();
    body["description"] = "ᮃ".repeat(4_000).into();
    body
}

#[tokio::test]
async fn padding_is_taken_and_not_kept_and_what_a_newer_phone_adds_is() {
    let town = Town::new();
    let kept = |uid: &Value| -> Vec<u8> {
        let database = Connection::open(town.folder.path().join(DATABASE)).unwrap();
        let uid = uid.as_str().unwrap();
        database.query_row("select body from reports where uid = ?1", [uid], |row| row.get(0)).unwrap()
    };
    for (what, pad, is_whole) in [
        ("a field of a later version", 3_000, true),
        ("padding", 62_000, false),
        ("a little too much", 6_000, false),
    ] {
        let mut body = report::fresh();
        body["later"] = "x".repeat(pad).into();
        town.report(&body).await;
        let bytes = kept(&body["uid"]);
        let read: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(read["later"] == body["later"], is_whole, "{what}");
        assert!(bytes.len() < 6_000, "{what}: {} bytes", bytes.len());
        for field in ["description", "place", "answers", "identity", "client_time"] {
            assert_eq!(read[field], body[field], "{what}: {field}");
        }
        let proof = body["key_proof"].as_str().unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains(proof), "{what}");
        let again = town.put(&report::path(&body), body.to_string()).await;
        assert_eq!(again.status, 200, "{what}: the same bytes are the same report");
        let mut sent = message::of(&body, "message", "Words");
        sent["later"] = "x".repeat(pad.min(20_000)).into();
        assert_eq!(message::send(&town, &sent).await.status, 201, "{what}");
        assert_eq!(message::send(&town, &sent).await.status, 200, "{what}");
        let session = message::session(&town, &body).await;
        let told = message::ticket(&town, body["ticket"].as_str().unwrap(), &session).await;
        assert!(told.to_string().contains("Words") && told.to_string().len() < 6_000, "{what}");
    }
}

#[tokio::test]
async fn whoever_fills_more_than_anybody_writes_is_told_when_to_come_again() {
    let (town, now) = town();
    let mut taken = Vec::new();
    let refused = loop {
        let body = long();
        let answer = town.send_from(put(&report::path(&body), &body), PHONE.into()).await;
        if answer.status != 201 {
            break (body, answer);
        }
        taken.push(body);
    };
    assert_eq!(taken.len(), 4, "of 13 KB each");
    let (body, answer) = refused;
    assert_eq!((answer.status.as_u16(), answer.json()[0]["code"].as_u64()), (429, Some(429)));
    let seconds: u64 = answer.header("retry-after").unwrap().parse().unwrap();
    let mut messages = Vec::new();
    for _ in 0..2 {
        let sent = message::of(&taken[0], "message", &"ᮃ".repeat(4_000));
        messages.push(town.send_from(put(&message::path(&sent), &sent), PHONE.into()).await.status.as_u16());
    }
    assert_eq!(messages.last(), Some(&429), "messages count, too: {messages:?}");
    let form = format!(
        "service_code=street-light&address_string=x&attribute[problem]=off&description={}",
        "x".repeat(4_000)
    );
    let form = || {
        let kind = "application/x-www-form-urlencoded";
        let request = Request::post("/api/aspirasi/requests.json").header(header::CONTENT_TYPE, kind);
        request.body(Body::from(form.clone())).unwrap()
    };
    let mut forms = Vec::new();
    for _ in 0..4 {
        forms.push(town.send_from(form(), PHONE.into()).await.status.as_u16());
    }
    assert_eq!(forms.last(), Some(&429), "and forms: {forms:?}");
    let neighbour = report::fresh();
    let answer = town.send_from(put(&report::path(&neighbour), &neighbour), [203, 0, 113, 6].into()).await;
    assert_eq!(answer.status, 201, "nobody else is concerned");
    assert_eq!(town.send_from(put(&report::path(&taken[0]), &taken[0]), PHONE.into()).await.status, 200);
    now.fetch_add((seconds + 60) * 1_000, Ordering::Relaxed);
    assert_eq!(town.send_from(put(&report::path(&body), &body), PHONE.into()).await.status, 201);
}

#[tokio::test]
async fn what_is_refused_counts_for_nothing() {
    let (town, _) = town();
    for _ in 0..50 {
        let mut body = long();
        body["service_code"] = json!("no-such-service");
        let answer = town.send_from(put(&report::path(&body), &body), PHONE.into()).await;
        assert_ne!(answer.status, 429);
    }
    let body = long();
    assert_eq!(town.send_from(put(&report::path(&body), &body), PHONE.into()).await.status, 201);
}

#[tokio::test]
async fn a_site_of_many_lines_fills_what_ten_of_them_may() {
    let (town, _) = town();
    let line = |line| IpAddr::from(Ipv6Addr::new(0x2001, 0xdb8, 1, line, 0, 0, 0, 1));
    let mut taken = 0;
    for number in 0..100 {
        let body = long();
        taken +=
            u32::from(town.send_from(put(&report::path(&body), &body), line(number)).await.status == 201);
    }
    assert!((45..=53).contains(&taken), "{taken} of 13 KB each");
}
