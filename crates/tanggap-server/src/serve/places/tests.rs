//! Whose turn it is when places are short. Time is a paused clock's.

use super::*;
use crate::serve::progress::Verdict;
use tokio::time::advance;

const SECOND: Duration = Duration::from_secs(1);

fn places(all: usize, per_address: usize) -> Arc<Places> {
    let trusted = vec!["192.0.2.0/24".parse().unwrap()];
    Arc::new(Places::new(Room { all, per_address }, Patience::default(), trusted))
}

async fn admit(places: &Arc<Places>, peer: &str) -> Option<Place> {
    timeout(5 * SECOND, places.admit(peer.parse().unwrap())).await.ok().flatten()
}

/// A place on which something is at work.
async fn at_work(places: &Arc<Places>, peer: &str) -> Place {
    let place = admit(places, peer).await.unwrap();
    place.progress.request_begins();
    place
}

async fn is_sent_away(place: &Place) -> bool {
    timeout(Duration::ZERO, place.progress.sent_away()).await.is_ok()
}

#[tokio::test(start_paused = true)]
async fn one_address_has_its_share_and_no_more() {
    for (what, first, same, another) in [
        ("IPv4", "203.0.113.5", "203.0.113.5", "203.0.113.6"),
        ("IPv4 as IPv6", "203.0.113.5", "::ffff:203.0.113.5", "203.0.113.6"),
        ("IPv4 behind a translator", "203.0.113.5", "64:ff9b::203.0.113.5", "64:ff9b::203.0.113.6"),
        ("an IPv6 network", "2001:db8:1:1::1", "2001:db8:1:1:ffff::2", "2001:db8:1:2::1"),
    ] {
        let places = places(100, 2);
        let _busy = (at_work(&places, first).await, at_work(&places, same).await);
        assert!(admit(&places, same).await.is_none(), "{what}");
        assert!(admit(&places, another).await.is_some(), "{what}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_ipv6_site_has_a_share_too_whatever_networks_it_uses() {
    let places = places(100, 2);
    let mut busy = Vec::new();
    for network in 0..2 * SITE {
        busy.push(at_work(&places, &format!("2001:db8:1:{network}::1")).await);
    }
    assert!(admit(&places, "2001:db8:1:ff::1").await.is_none());
    assert!(admit(&places, "2001:db8:2::1").await.is_some());
}

#[tokio::test(start_paused = true)]
async fn this_machine_and_trusted_proxies_may_have_all() {
    for peer in ["127.0.0.1", "::1", "192.0.2.9"] {
        let (places, mut busy) = (places(10, 2), Vec::new());
        for _ in 0..10 {
            busy.push(at_work(&places, peer).await);
        }
        assert!(admit(&places, peer).await.is_none(), "{peer}: of all places there are ten");
    }
}

#[tokio::test(start_paused = true)]
async fn a_trusted_proxy_has_more_time_to_take_an_answer() {
    for (peer, seconds) in [("203.0.113.1", 30), ("127.0.0.1", 30), ("192.0.2.9", 300)] {
        let place = at_work(&places(10, 2), peer).await;
        place.progress.line_waits();
        advance((seconds - 1) * SECOND).await;
        assert_ne!(place.progress.verdict(), Verdict::Stalled, "{peer}");
        advance(SECOND).await;
        assert_eq!(place.progress.verdict(), Verdict::Stalled, "{peer}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_longest_idle_makes_room_first_in_its_share_then_in_all() {
    let places = places(4, 2);
    let mut idle = Vec::new();
    for peer in ["203.0.113.1", "203.0.113.1", "203.0.113.2", "203.0.113.2"] {
        idle.push(admit(&places, peer).await.unwrap());
        advance(SECOND).await;
    }
    let same = admit(&places, "203.0.113.2").await.unwrap();
    assert!(is_sent_away(&idle[2]).await, "the older one of the same address");
    let other = admit(&places, "203.0.113.3").await.unwrap();
    assert!(is_sent_away(&idle[0]).await, "the oldest of all");
    for stays in [&idle[1], &idle[3], &same, &other] {
        assert!(!is_sent_away(stays).await);
    }
    assert_eq!(places.taken(), 4);
}

#[tokio::test(start_paused = true)]
async fn where_all_are_at_work_a_newcomer_waits_for_a_place() {
    let places = places(2, 2);
    let (first, _second) = (at_work(&places, "203.0.113.1").await, at_work(&places, "203.0.113.1").await);
    let begun = Instant::now();
    let (third, ()) = tokio::join!(admit(&places, "203.0.113.2"), async {
        advance(SECOND / 2).await;
        drop(first);
    });
    assert!(third.is_some() && begun.elapsed() < SECOND);
    third.as_ref().unwrap().progress.request_begins();
    third.as_ref().unwrap().progress.line_waits();
    let begun = Instant::now();
    let fourth = places.admit("203.0.113.3".parse().unwrap()).await;
    assert!(fourth.is_some() && is_sent_away(&third.unwrap()).await, "whose answer does not move makes room");
    assert!(begun.elapsed() > 4 * SECOND, "but not at once");
}

#[tokio::test(start_paused = true)]
async fn places_and_shares_are_given_back() {
    let places = places(3, 2);
    for _ in 0..100 {
        let busy = (at_work(&places, "203.0.113.1").await, at_work(&places, "203.0.113.1").await);
        // Its place is taken by the next, and given back once.
        let _idle = admit(&places, "203.0.113.2").await.unwrap();
        let _next = admit(&places, "203.0.113.3").await.unwrap();
        drop(busy);
    }
    assert_eq!(places.taken(), 0);
    assert!(places.lock().shares.is_empty());
}
