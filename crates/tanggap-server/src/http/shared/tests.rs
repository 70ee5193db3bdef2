//! Answers that many ask for: made once, kept for a moment, never across what was taken back.

use super::*;
use http_body_util::BodyExt;
use std::{
    future::ready,
    sync::atomic::{AtomicUsize, Ordering},
};
use tokio::sync::{Semaphore, oneshot};

const BOUNDS: Bounds = Bounds { all: 64 << 20, of_address: 8 << 20, of_network: 16 << 20 };
const NOBODY: Client = Client::Unnamed;

fn made(body: &str, made_at: u64) -> Made {
    let etag = HeaderValue::from_str(&format!("W/\"{}\"", body.len())).unwrap();
    Made { body: body.into(), coding: None, etag, link: None, made_at }
}

async fn get(shared: &Shared<&'static str>, key: &'static str, changes: i64, now: u64, body: &str) -> String {
    let answer = shared.get(NOBODY, key, changes, now, ready(Ok(made(body, now)))).await;
    let body = answer.unwrap().respond(NOBODY, &HeaderMap::new()).into_body().collect().await.unwrap();
    String::from_utf8(body.to_bytes().to_vec()).unwrap()
}

#[tokio::test]
async fn an_answer_is_given_for_three_seconds_or_until_something_changes() {
    let shared = Shared::new(BOUNDS);
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
    let (shared, gate) = (Arc::new(Shared::new(BOUNDS)), Arc::new(Semaphore::new(0)));
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
                let answer = shared.get(NOBODY, "key", 0, place * HOLD_MS, make).await;
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
    let shared = Arc::new(Shared::new(BOUNDS));
    let (sender, never) = oneshot::channel::<()>();
    let first = Arc::clone(&shared);
    let first = tokio::spawn(async move {
        let outcome = first
            .get(NOBODY, "key", 0, 0, async {
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
    let fails = shared.get(NOBODY, "key", 0, 0, ready(Err(StoreError::Busy))).await;
    assert!(matches!(fails, Err(StoreError::Busy)));
    assert_eq!(get(&shared, "key", 0, 0, "in the end").await, "in the end");
}

#[tokio::test]
async fn what_is_kept_is_bounded_in_number_and_bytes() {
    let shared = Shared::new(BOUNDS);
    let large = "x".repeat(KEPT_BYTES / 8);
    let ask = |key: usize, body: &str| {
        let (made, now) = (made(body, 0), key as u64 / 4);
        let shared = &shared;
        async move {
            let answer = shared.get(NOBODY, key, 0, now, ready(Ok(made))).await;
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
        assert_eq!(bytes(&shared.lock()), shared.room.alive(), "what is let go of is gone");
    }
    assert!(shared.lock().contains_key(&(5 * KEPT - 1)), "the newest is kept");
}

#[tokio::test]
async fn answers_that_nobody_reads_leave_no_room_for_more_until_they_are_gone() {
    let shared: Shared<usize> = Shared::new(BOUNDS);
    let large = "x".repeat(BOUNDS.all / 4);
    let mut unread = Vec::new();
    for key in 0..4 {
        let answer = shared.get(NOBODY, key, 0, 0, ready(Ok(made(&large, 0)))).await;
        unread.push(answer.unwrap().respond(NOBODY, &HeaderMap::new()));
    }
    let refused = shared.get(NOBODY, 9, 0, 0, ready(Ok(made("more", 0)))).await;
    assert!(matches!(refused, Err(StoreError::Busy)));
    drop(unread.pop());
    let taken = shared.get(NOBODY, 9, 0, 0, ready(Ok(made("more", 0)))).await;
    assert!(taken.is_ok());
    drop((unread, taken));
    shared.lock().clear();
    assert_eq!(shared.room.alive(), 0);
}

#[tokio::test]
async fn one_address_that_reads_nothing_fills_its_own_share_and_a_site_two_lines_worth() {
    use crate::limits::Address;
    let line = |own: u64, network: u64| Client::Address(Address { own, network: Some(network) });
    let large = "x".repeat(BOUNDS.of_address / 4);
    for (what, clients, expected) in [
        ("one address", [Client::some(6); 40].to_vec(), 4),
        ("the lines of one site", (0..40).map(|own| line(own, 100)).collect(), 8),
    ] {
        let shared: Shared<usize> = Shared::new(BOUNDS);
        let mut unread = Vec::new();
        for (key, client) in clients.into_iter().enumerate() {
            let answer = shared.get(client, key, 0, 0, ready(Ok(made(&large, 0)))).await;
            unread.extend(answer.ok().map(|answer| answer.respond(client, &HeaderMap::new())));
        }
        assert_eq!(unread.len(), expected, "{what}");
        for reader in [Client::some(7), line(8, 9), NOBODY] {
            let answer = shared.get(reader, 99, 0, 0, ready(Ok(made(&large, 0)))).await;
            assert!(answer.is_ok(), "{what}: others read on");
        }
        unread.clear();
        assert!(
            shared.room.has_share(Party::of(Client::some(6)))
                && shared.room.has_share(Party::of(line(1, 100)))
        );
    }
}

#[tokio::test]
async fn many_who_read_one_list_behind_one_address_hold_it_once() {
    let shared: Shared<usize> = Shared::new(BOUNDS);
    let (district, large) = (Client::some(6), "x".repeat(BOUNDS.of_address / 4));
    let mut unread = Vec::new();
    for _ in 0..100 {
        let answer = shared.get(district, 1, 0, 0, ready(Ok(made(&large, 0)))).await;
        unread.push(answer.unwrap().respond(district, &HeaderMap::new()));
    }
    for key in 2..5 {
        let answer = shared.get(district, key, 0, 0, ready(Ok(made(&large, 0)))).await;
        unread.push(answer.unwrap().respond(district, &HeaderMap::new()));
    }
    let beyond = shared.get(district, 5, 0, 0, ready(Ok(made(&large, 0)))).await;
    assert!(matches!(beyond, Err(StoreError::Busy)));
    let known = shared.get(NOBODY, 1, 0, 0, ready(Ok(made("", 0)))).await;
    assert_eq!(known.unwrap().made.body.len(), large.len());
}
