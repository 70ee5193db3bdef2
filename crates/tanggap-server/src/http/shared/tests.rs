//! Answers that many ask for: made once, kept for a moment, never across what was taken back.

use super::*;
use http_body_util::BodyExt;
use std::future::ready;
use tokio::sync::{Semaphore, oneshot};

fn made(body: &str, made_at: u64) -> Made {
    let etag = HeaderValue::from_str(&format!("W/\"{}\"", body.len())).unwrap();
    Made { body: body.into(), coding: None, etag, link: None, made_at }
}

async fn get(shared: &Shared<&'static str>, key: &'static str, changes: i64, now: u64, body: &str) -> String {
    let answer = shared.get(key, changes, now, ready(Ok(made(body, now)))).await;
    let body = answer.unwrap().respond(&HeaderMap::new()).into_body().collect().await.unwrap();
    String::from_utf8(body.to_bytes().to_vec()).unwrap()
}

#[tokio::test]
async fn an_answer_is_given_for_three_seconds_or_until_something_changes() {
    let shared = Shared::default();
    for (key, changes, now, body, expected) in [
        ("a", 1, 0, "first", "first"),
        ("a", 1, HOLD_MS - 1, "second", "first"),
        ("b", 1, HOLD_MS - 1, "other", "other"),
        ("a", 1, HOLD_MS, "third", "third"),
        ("a", 2, HOLD_MS, "changed", "changed"),
        ("b", 2, HOLD_MS, "changed, too", "changed, too"),
        ("a", 2, HOLD_MS + 1, "fifth", "changed"),
        // A restored database counts from less.
        ("a", 1, HOLD_MS + 1, "sixth", "sixth"),
    ] {
        assert_eq!(get(&shared, key, changes, now, body).await, expected);
    }
}

#[tokio::test]
async fn many_who_ask_at_once_cost_one_answer_and_later_ones_wait_for_it_however_long_it_takes() {
    let (shared, gate) = (Arc::new(Shared::default()), Arc::new(Semaphore::new(0)));
    let made_times = Arc::new(AtomicUsize::new(0));
    let asked: Vec<_> = (0..8)
        .map(|place| {
            let (shared, gate, times) = (Arc::clone(&shared), Arc::clone(&gate), Arc::clone(&made_times));
            tokio::spawn(async move {
                let make = async {
                    times.fetch_add(1, Ordering::Relaxed);
                    gate.acquire().await.unwrap().forget();
                    Ok(made("one", 0))
                };
                let answer = shared.get("key", 0, place * HOLD_MS, make).await;
                answer.unwrap()
            })
        })
        .collect();
    tokio::task::yield_now().await;
    gate.add_permits(1);
    let mut answers = Vec::new();
    for asked in asked {
        answers.push(asked.await.unwrap());
    }
    assert_eq!(made_times.load(Ordering::Relaxed), 1);
    assert!(answers.iter().all(|answer| Arc::ptr_eq(answer, &answers[0])));
}

#[tokio::test]
async fn who_leaves_or_fails_takes_the_answer_from_nobody_else() {
    let shared = Arc::new(Shared::default());
    let (sender, never) = oneshot::channel::<()>();
    let first = Arc::clone(&shared);
    let first = tokio::spawn(async move {
        let outcome = first
            .get("key", 0, 0, async {
                drop(never.await);
                Ok(made("never", 0))
            })
            .await;
        outcome.is_ok()
    });
    tokio::task::yield_now().await;
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    drop(sender);
    let fails = shared.get("key", 0, 0, ready(Err(StoreError::Busy))).await;
    assert!(matches!(fails, Err(StoreError::Busy)));
    assert_eq!(get(&shared, "key", 0, 0, "in the end").await, "in the end");
}

#[tokio::test]
async fn what_is_kept_is_bounded_in_number_and_bytes() {
    let shared = Shared::default();
    let large = "x".repeat(KEPT_BYTES / 8);
    let ask = |key: usize, body: &str| {
        let (made, now) = (made(body, 0), key as u64 / 4);
        let shared = &shared;
        async move {
            let answer = shared.get(key, 0, now, ready(Ok(made))).await;
            drop(answer.unwrap());
        }
    };
    for key in 0..4 * KEPT {
        ask(key, "small").await;
        assert!(shared.lock().len() <= KEPT);
    }
    for key in 4 * KEPT..5 * KEPT {
        ask(key, &large).await;
        assert!(bytes(&shared.lock()) <= KEPT_BYTES + large.len());
        assert_eq!(bytes(&shared.lock()), shared.alive.load(Ordering::Relaxed), "what is let go of is gone");
    }
    assert!(shared.lock().contains_key(&(5 * KEPT - 1)), "the newest is kept");
}

#[tokio::test]
async fn answers_that_nobody_reads_leave_no_room_for_more_until_they_are_gone() {
    let shared: Shared<usize> = Shared::default();
    let large = "x".repeat(ALIVE_BYTES / 4);
    let mut unread = Vec::new();
    for key in 0..4 {
        let answer = shared.get(key, 0, 0, ready(Ok(made(&large, 0)))).await;
        unread.push(answer.unwrap().respond(&HeaderMap::new()));
    }
    let refused = shared.get(9, 0, 0, ready(Ok(made("more", 0)))).await;
    assert!(matches!(refused, Err(StoreError::Busy)));
    drop(unread.pop());
    let taken = shared.get(9, 0, 0, ready(Ok(made("more", 0)))).await;
    assert!(taken.is_ok());
    drop((unread, taken));
    shared.lock().clear();
    assert_eq!(shared.alive.load(Ordering::Relaxed), 0);
}
