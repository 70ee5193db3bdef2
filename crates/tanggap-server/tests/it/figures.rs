//! The public figures: right, and about nobody.

use crate::{
    report,
    town::{NOW, Town},
};
use axum::body::Bytes;
use serde_json::{Value, json};
use std::{
    sync::atomic::{AtomicI64, AtomicU64, Ordering},
    time::Duration,
};
use tokio::time::timeout;

const DAY: i64 = 24 * 3_600;

async fn about_police(town: &Town, service: &str) -> String {
    let (path, mut body) = report::about_police();
    body["service_code"] = service.into();
    let answer = town.put(&path, body.to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    body["ticket"].as_str().unwrap().to_owned()
}

fn row<'a>(stats: &'a Value, desk: &str, service: &str) -> Option<&'a Value> {
    let rows = stats["rows"].as_array().unwrap();
    rows.iter().find(|row| row["desk"] == desk && row["service_code"] == service)
}

#[tokio::test]
async fn reports_are_counted_by_how_they_went() {
    let town = Town::new();
    let mut bodies = Vec::new();
    for _ in 0..5 {
        let body = report::fresh();
        bodies.push((town.report(&body).await, body));
    }
    town.status(&bodies[0].0, "answered", None, NOW + DAY).await;
    town.status(&bodies[1].0, "answered", None, NOW).await;
    let message = crate::message::of(&bodies[1].1, "satisfied", "");
    assert_eq!(crate::message::send(&town, &message).await.status, 201);
    town.status(&bodies[2].0, "rejected", None, NOW + 90 * DAY).await;
    let message = crate::message::of(&bodies[2].1, "reopen", "No");
    assert_eq!(crate::message::send(&town, &message).await.status, 201);
    town.refer(&bodies[3].0, "polresta", None, NOW + DAY).await;
    town.erase(&bodies[4].0).await;
    let stats = town.get("/api/stats.json?locale=en").await.json();
    assert_eq!((&stats["days"], &stats["as_of"]), (&json!(365), &json!("2026-11-24T03:00:00Z")));
    assert_eq!(
        row(&stats, "aspirasi", "street-light").unwrap(),
        &json!({"desk": "aspirasi", "service_code": "street-light", "service_name": "Street light", "received": 3,
            "open": 2, "answered": 3, "with_clock": 3, "in_time": 2, "median_days": 1.0, "overdue": 0,
            "reopened": 1, "satisfied": 1})
    );
    let referred = row(&stats, "polresta", "street-light").unwrap();
    assert_eq!(
        (&referred["received"], &referred["median_days"]),
        (&json!(1), &Value::Null),
        "who has it now"
    );
    let own = town.get("/api/polresta/stats.json").await.json();
    assert_eq!(own["rows"].as_array().unwrap().len(), 1);
    assert_eq!(town.get("/api/atlantis/stats.json").await.status, 404);
}

#[tokio::test]
async fn one_or_two_reports_that_are_never_public_do_not_show() {
    let town = Town::new();
    about_police(&town, "officer-violence").await;
    about_police(&town, "discrimination").await;
    let few = town.get("/api/stats.json").await.json();
    assert_eq!(few["rows"], json!([]), "two complaints about the police speak about two people");
    let town = Town::new();
    for service in ["officer-violence", "discrimination", "discrimination", "abuse-of-authority"] {
        about_police(&town, service).await;
    }
    for _ in 0..3 {
        about_police(&town, "officer-extortion").await;
    }
    let stats = town.get("/api/stats.json").await.json();
    assert_eq!(stats["rows"].as_array().unwrap().len(), 2);
    assert_eq!(row(&stats, "pengawasan", "").unwrap()["received"], 4);
    assert_eq!(row(&stats, "pengawasan", "officer-extortion").unwrap()["received"], 3);
}

static CLOCK: AtomicI64 = AtomicI64::new(NOW);
static STEADY: AtomicU64 = AtomicU64::new(0);

/// Asks until the figures are others.
async fn others(town: &Town, than: &Bytes) -> Value {
    let asked = async {
        loop {
            let stats = town.get("/api/stats.json").await;
            if stats.body != than {
                return stats.json();
            }
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(20), asked).await.expect("they are never counted anew")
}

#[tokio::test]
async fn what_was_counted_is_told_again_until_it_is_old() {
    let town = Town::at(|| CLOCK.load(Ordering::Relaxed), Box::new(|| STEADY.load(Ordering::Relaxed)));
    town.report(&report::fresh()).await;
    let stats = async || town.get("/api/stats.json").await.body;
    let first = stats().await;
    town.report(&report::fresh()).await;
    CLOCK.fetch_add(60 * DAY, Ordering::Relaxed);
    STEADY.fetch_add(59_000, Ordering::Relaxed);
    assert_eq!(
        stats().await,
        first,
        "within a minute nothing is counted again, whatever the other clock says"
    );
    STEADY.fetch_add(1_000, Ordering::Relaxed);
    assert_eq!(stats().await, first, "nobody waits while they are counted again");
    let later = others(&town, &first).await;
    let row = row(&later, "aspirasi", "street-light").unwrap();
    assert_eq!(
        (&row["received"], &row["overdue"]),
        (&json!(2), &json!(2)),
        "and two months later they are overdue"
    );
}

static SET: AtomicI64 = AtomicI64::new(NOW);

#[tokio::test]
async fn figures_counted_by_a_clock_that_was_wrong_are_counted_anew() {
    const IN_2046: i64 = NOW + 20 * 365 * DAY;
    let town = Town::at(|| SET.load(Ordering::Relaxed), Box::new(|| 0));
    town.report(&report::fresh()).await;
    SET.store(IN_2046, Ordering::Relaxed);
    let wrong = town.get("/api/stats.json").await.json();
    assert_eq!((&wrong["as_of"], &wrong["rows"]), (&json!("2046-11-19T03:00:00Z"), &json!([])));
    SET.store(NOW + 1, Ordering::Relaxed);
    let right = town.get("/api/stats.json").await;
    assert_eq!(right.status, 200, "{}", right.text());
    assert_eq!(right.json()["as_of"], "2026-11-24T03:00:01Z", "nobody is told what holds in twenty years");
    assert_eq!(row(&right.json(), "aspirasi", "street-light").unwrap()["received"], 1);
    SET.store(NOW, Ordering::Relaxed);
    assert_eq!(town.get("/api/stats.json").await.body, right.body, "for a second nobody waits");
    assert_eq!(others(&town, &right.body).await["as_of"], "2026-11-24T03:00:00Z");
}
