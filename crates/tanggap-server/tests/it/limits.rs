//! Too much at once is told to come again, and then it is taken.

use crate::{
    photo, report,
    town::{Answer, JSON, Town},
};
use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use serde_json::json;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use tanggap_server::{
    limits::{Limits, Rate, Rates},
    portal::Settings,
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
