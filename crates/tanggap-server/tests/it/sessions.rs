//! A session lasts half an hour, whatever the machine's time is set to meanwhile.

use crate::{
    message::{look, session},
    report,
    town::{NOW, Town},
};
use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicU64, Ordering},
};
use tanggap_server::sessions::Sessions;

const TWENTY_YEARS: i64 = 20 * 365 * 24 * 3_600;
static WALL: AtomicI64 = AtomicI64::new(NOW);

#[tokio::test]
async fn a_clock_that_goes_to_2046_and_back_neither_ends_a_session_nor_revives_one() {
    let steady_ms = Arc::new(AtomicU64::new(0));
    let clock = Arc::clone(&steady_ms);
    let sessions = Sessions::with_clock(Box::new(move || clock.load(Ordering::Relaxed)));
    let town = Town::with_sessions(|| WALL.load(Ordering::Relaxed), sessions);
    let body = report::fresh();
    let path = format!("/api/tickets/{}.json", town.report(&body).await);
    let early = session(&town, &body).await;
    for (wall, minutes, status, what) in [
        (NOW, 0, 200, "just opened"),
        (NOW + TWENTY_YEARS, 1, 200, "the time is set forward"),
        (NOW, 29, 200, "and back"),
        (NOW + TWENTY_YEARS, 30, 401, "half an hour is over"),
        (NOW, 31, 401, "the time is set back"),
        (NOW - TWENTY_YEARS, 32, 401, "and further back"),
    ] {
        WALL.store(wall, Ordering::Relaxed);
        steady_ms.store(minutes * 60_000, Ordering::Relaxed);
        assert_eq!(look(&town, &path, &early).await.status, status, "{what}");
    }
    let late = session(&town, &body).await;
    assert_eq!(look(&town, &path, &late).await.status, 200, "another can be opened at any time");
}
