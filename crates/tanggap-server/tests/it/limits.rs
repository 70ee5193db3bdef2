//! Too much at once is told to come again, and then it is taken.

use crate::{
    message, photo, report,
    town::{Answer, JSON, Town},
};
use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use serde_json::json;
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tanggap_server::{
    app_state::Settings,
    limits::{Limits, Rate, Rates},
};

const PHONE: [u8; 4] = [203, 0, 113, 5];

/// A town that takes two reports at once from an address, and its steady clock.
fn town() -> (Town, Arc<AtomicU64>) {
    let now = Arc::new(AtomicU64::new(0));
    let clock = Arc::clone(&now);
    let (reports, pieces) = (Rate { burst: 2, every_ms: 10_000 }, Rate { burst: 2, every_ms: 1_000 });
    let rates = Rates { reports, pieces, ..Rates::default() };
    let limits = Limits::with_clock(Some(rates), Box::new(move || clock.load(Ordering::Relaxed)));
    (Town::limited(Settings::default(), "/", Router::new(), limits), now)
}

async fn put(town: &Town, body: &serde_json::Value, peer: [u8; 4]) -> Answer {
    let request = Request::put(report::path(body)).header(header::CONTENT_TYPE, JSON);
    town.send_from(request.body(Body::from(body.to_string())).unwrap(), peer.into()).await
}

#[tokio::test]
async fn what_is_over_the_limit_is_told_when_and_taken_then() {
    let (town, now) = town();
    let reports: Vec<_> = (0..3).map(|_| report::fresh()).collect();
    for body in &reports[..2] {
        assert_eq!(put(&town, body, PHONE).await.status, 201);
    }
    let refused = put(&town, &reports[2], PHONE).await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (429, Some("10")));
    assert_eq!(refused.json()[0]["code"], 429);
    assert_eq!(town.get(&report::path(&reports[2])).await.status, 404, "nothing is pretended");
    for body in &reports[..2] {
        assert_eq!(put(&town, body, PHONE).await.status, 200, "a receipt is always there to be had");
    }
    let neighbour = report::fresh();
    assert_eq!(put(&town, &neighbour, [203, 0, 113, 6]).await.status, 201);
    now.fetch_add(10_000, Ordering::Relaxed);
    assert_eq!(put(&town, &reports[2], PHONE).await.status, 201);
    let form = Request::post("/api/aspirasi/requests.json")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("service_code=street-light"));
    assert_eq!(town.send_from(form.unwrap(), PHONE.into()).await.status, 429, "forms count as well");
}

#[tokio::test]
async fn photos_of_accepted_reports_have_their_own_limit() {
    let (town, now) = town();
    let (picture, mut body) = (photo::noise(), report::fresh());
    body["media"] = json!([photo::claim("kQ3-vT8_xW2m", &picture)]);
    assert_eq!(put(&town, &body, PHONE).await.status, 201);
    let slot = format!("{}/media/kQ3-vT8_xW2m", report::path(&body));
    let piece = async |first: usize| {
        let last = picture.len().min(first + photo::PIECE) - 1;
        let request = photo::request(&slot, &photo::sha256(&picture))
            .header(header::CONTENT_RANGE, format!("bytes {first}-{last}/{}", picture.len()));
        town.send_from(request.body(picture[first..=last].to_vec().into()).unwrap(), PHONE.into()).await
    };
    assert_eq!(piece(0).await.status, 202);
    assert_eq!(piece(photo::PIECE).await.status, 202);
    let refused = piece(2 * photo::PIECE).await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (429, Some("1")));
    now.fetch_add(1_000, Ordering::Relaxed);
    assert!([201, 202].contains(&piece(2 * photo::PIECE).await.status.as_u16()));
}

async fn look_from(town: &Town, path: &str, peer: [u8; 4], tag: &str) -> Answer {
    let request = Request::get(path).header("if-none-match", tag).body(Body::empty());
    town.send_from(request.unwrap(), peer.into()).await
}

/// A number that nobody has, but that could be one.
fn any_number() -> String {
    format!("/api/requests/{}.json", tanggap_server::random::ticket(12).unwrap().digits())
}

#[tokio::test]
async fn wrong_keys_are_slowed_down_for_one_number_and_one_address_only() {
    let (town, now) = town();
    let body = report::fresh();
    let ticket = town.report(&body).await;
    let (right, wrong) = (body["key_proof"].as_str().unwrap(), "0".repeat(64));
    let open = message::session(&town, &body).await;
    const NEIGHBOUR: [u8; 4] = [203, 0, 113, 6];
    for (what, ticket) in
        [("a number that somebody has", ticket.as_str()), ("one that nobody has", "482719305543")]
    {
        let try_key = async |proof: &str, peer| message::post_track(&town, "/api", ticket, proof, peer).await;
        for _ in 0..5 {
            assert_eq!(try_key(&wrong, PHONE).await.status, 403, "{what}");
        }
        for proof in [&wrong, right] {
            let refused = try_key(proof, PHONE).await;
            assert_eq!(
                (refused.status.as_u16(), refused.header("retry-after")),
                (429, Some("3600")),
                "{what}"
            );
        }
        let known = ticket != "482719305543";
        assert_eq!(
            try_key(right, NEIGHBOUR).await.status,
            if known { 200 } else { 403 },
            "{what}: from elsewhere"
        );
        now.fetch_add(3_600_000, Ordering::Relaxed);
        assert_eq!(try_key(&wrong, PHONE).await.status, 403, "{what}");
        assert_eq!(
            try_key(&wrong, PHONE).await.header("retry-after"),
            Some("7200"),
            "{what}: longer each time"
        );
    }
    let path = format!("/api/tickets/{ticket}.json");
    let request = Request::get(&path).header("x-report-session", &open).body(Body::empty()).unwrap();
    assert_eq!(town.send_from(request, PHONE.into()).await.status, 200, "an open session stays open");
    let sent = message::of(&body, "message", "x");
    let put = async |peer: [u8; 4]| {
        let request = Request::put(message::path(&sent)).header(header::CONTENT_TYPE, JSON);
        town.send_from(request.body(sent.to_string().into()).unwrap(), peer.into()).await
    };
    let refused = put(PHONE).await;
    assert_eq!(
        (refused.status.as_u16(), refused.header("retry-after")),
        (429, Some("3600")),
        "messages count, too; one hour of the two is over"
    );
    assert_eq!(put(NEIGHBOUR).await.status, 201);
    assert_eq!(put(PHONE).await.status, 200, "a receipt is always there to be had");
    now.fetch_add(7_200_000, Ordering::Relaxed);
    assert_eq!(message::post_track(&town, "/api", &ticket, right, PHONE).await.status, 200);
    let answer = message::post_track(&town, "/api", &ticket, &wrong, PHONE).await;
    assert_eq!(answer.status, 403);
    let refused = message::post_track(&town, "/api", &ticket, right, PHONE).await;
    assert_eq!(refused.header("retry-after"), Some("14400"), "the right key has forgiven no wrong one");
}

#[tokio::test]
async fn a_try_that_came_to_no_end_is_not_counted() {
    let (town, _) = town();
    let body = report::fresh();
    let ticket = town.report(&body).await;
    let (right, wrong) = (body["key_proof"].as_str().unwrap(), "0".repeat(64));
    let try_key = |proof| message::post_track(&town, "/api", &ticket, proof, PHONE);
    for _ in 0..20 {
        // The phone goes away before it has its answer.
        drop(tokio::time::timeout(Duration::ZERO, try_key(right)).await);
    }
    for _ in 0..5 {
        assert_eq!(try_key(&wrong).await.status, 403);
    }
    assert_eq!(try_key(&wrong).await.status, 429, "and the others are");
}

#[tokio::test]
async fn whoever_tries_numbers_is_slowed_down_and_owners_are_not() {
    let (town, now) = town();
    let ticket = town.report(&report::fresh()).await;
    let own = format!("/api/requests/{ticket}.json");
    let tag = look_from(&town, &own, PHONE, "").await.header("etag").unwrap().to_owned();
    for _ in 0..100 {
        assert_eq!(look_from(&town, &own, PHONE, "").await.status, 200, "one's own number costs nothing");
    }
    let mut found = 0;
    for _ in 0..30 {
        found += u32::from(look_from(&town, &any_number(), PHONE, "").await.status != 404);
    }
    assert_eq!(found, 0);
    let refused = look_from(&town, &any_number(), PHONE, "").await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (429, Some("10")));
    let updates = own.replace(".json", "/updates.json");
    for path in [&own, &updates, &any_number(), &any_number().replace(".json", "/updates.json")] {
        let answer = look_from(&town, path, PHONE, "\"x\"").await;
        assert_eq!(answer.status, 429, "{path}: no answer tells which numbers there are");
    }
    assert_eq!(
        look_from(&town, &own, PHONE, &tag).await.status,
        304,
        "who has it already hears that it holds"
    );
    assert_eq!(
        look_from(&town, &any_number(), [203, 0, 113, 6], "").await.status,
        404,
        "others are not concerned"
    );
    let (begun, mut tried) = (now.load(Ordering::Relaxed), 0);
    while now.load(Ordering::Relaxed) < begun + 3_600_000 {
        let answer = look_from(&town, &any_number(), PHONE, "").await;
        match answer.header("retry-after") {
            Some(seconds) => drop(now.fetch_add(seconds.parse::<u64>().unwrap() * 1_000, Ordering::Relaxed)),
            None => tried += 1,
        }
    }
    assert!(
        (300..=361).contains(&tried),
        "{tried} numbers an hour; with a million reports one in 9,000 is one"
    );
}
