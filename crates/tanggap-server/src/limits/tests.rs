//! Everybody gets through in the end, nobody is told a lie, and nobody hammers.

use super::*;
use axum::http::{HeaderMap, HeaderValue};
use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// Limits under a clock that is moved by hand.
fn limits(rates: Rates) -> (Limits, Arc<AtomicU64>) {
    let now = Arc::new(AtomicU64::new(1_000_000));
    let clock = Arc::clone(&now);
    (Limits::with_clock(Some(rates), Box::new(move || clock.load(Ordering::Relaxed))), now)
}

const OFFICE: Client = Client::Address(7);

#[test]
fn a_thousand_reports_from_one_address_all_arrive_and_none_is_dropped() {
    let (limits, now) = limits(Rates::default());
    let start = now.load(Ordering::Relaxed);
    // As they come: within a minute. Each phone comes again exactly when it is told.
    let mut phones: BinaryHeap<_> =
        (0..1_000u64).map(|phone| Reverse((start + phone * 60, phone, 0u32))).collect();
    let (mut accepted, mut attempts, mut most) = (Vec::new(), 0, 0);
    while let Some(Reverse((at, phone, tries))) = phones.pop() {
        now.store(at, Ordering::Relaxed);
        attempts += 1;
        match limits.ask(OFFICE, Ask::Report(&phone.to_string())) {
            Ok(()) => {
                accepted.push(at - start);
                most = most.max(tries + 1);
            }
            Err(Wait(seconds)) => {
                assert!((1..=3_600).contains(&seconds), "phones wait an hour at most, then they ask");
                phones.push(Reverse((at + u64::from(seconds) * 1_000, phone, tries + 1)));
            }
        }
    }
    assert_eq!(accepted.len(), 1_000);
    assert!(accepted[29] < 60_000, "the first thirty at once");
    assert!(
        accepted.windows(301).all(|span| span[300] - span[0] >= 3_000_000),
        "and 300 an hour, or close to it"
    );
    let took_s = accepted[999] / 1_000;
    assert!((3 * 3_600..4 * 3_600).contains(&took_s), "{took_s} s");
    assert!(attempts / took_s < 10, "{attempts} attempts in {took_s} s, one phone up to {most}");
}

#[test]
fn who_is_refused_is_told_the_truth() {
    let (limits, now) = limits(Rates::default());
    for report in 0..30 {
        assert_eq!(limits.ask(OFFICE, Ask::Report(&report.to_string())), Ok(()), "{report}");
    }
    let told: Vec<_> =
        (30..34).map(|report: u32| limits.ask(OFFICE, Ask::Report(&report.to_string()))).collect();
    assert_eq!(told, [Err(Wait(10)), Err(Wait(20)), Err(Wait(30)), Err(Wait(40))], "one after another");
    for turn in 1..=4 {
        now.fetch_add(10_000, Ordering::Relaxed);
        assert_eq!(
            limits.ask(OFFICE, Ask::Report(&(29 + turn).to_string())),
            Ok(()),
            "there is room as promised"
        );
    }
    assert_eq!(limits.ask(Client::Address(8), Ask::Form), Ok(()), "others are not concerned");
}

#[test]
fn a_report_is_counted_once_however_often_it_comes() {
    let (limits, _) = limits(Rates { reports: Rate { burst: 1, every_ms: 10_000 }, ..Rates::default() });
    for _ in 0..50 {
        assert_eq!(limits.ask(OFFICE, Ask::Report("one")), Ok(()));
    }
    assert!(limits.ask(OFFICE, Ask::Report("two")).is_err());
    assert_eq!(
        limits.ask(OFFICE, Ask::Piece),
        Ok(()),
        "photos of accepted reports have a limit of their own"
    );
}

#[test]
fn too_many_from_everywhere_wait_a_moment_and_lose_nothing_of_their_own() {
    let all = Rate { burst: 2, every_ms: 100 };
    let (limits, now) =
        limits(Rates { all, reports: Rate { burst: 1, every_ms: 10_000 }, ..Rates::default() });
    for address in [1, 2] {
        assert_eq!(limits.ask(Client::Address(address), Ask::Form), Ok(()));
    }
    assert_eq!(limits.ask(Client::Address(3), Ask::Form), Err(Wait(1)));
    assert_eq!(limits.ask(Client::Unnamed, Ask::Form), Err(Wait(1)), "this machine, too");
    now.fetch_add(1_000, Ordering::Relaxed);
    assert_eq!(limits.ask(Client::Address(3), Ask::Form), Ok(()), "its own place was not taken away");
}

#[test]
fn without_limits_there_are_none() {
    let limits = Limits::new(None);
    assert!((0..100_000).all(|_| limits.ask(OFFICE, Ask::Form).is_ok()));
}

#[test]
fn addresses_are_forgotten_when_they_no_longer_matter() {
    let (limits, now) = limits(Rates { all: Rate { burst: u32::MAX, every_ms: 0 }, ..Rates::default() });
    for address in 0..CLIENTS as u64 {
        limits.ask(Client::Address(address), Ask::Form).unwrap();
    }
    limits.ask(Client::Address(u64::MAX), Ask::Form).unwrap();
    assert_eq!(
        limits.known.lock().unwrap().clients.len(),
        CLIENTS,
        "a flood of addresses does not fill the memory"
    );
    now.fetch_add(3_600_000, Ordering::Relaxed);
    limits.ask(Client::Address(u64::MAX), Ask::Form).unwrap();
    assert_eq!(limits.known.lock().unwrap().clients.len(), 1);
}

#[test]
fn a_client_is_an_address_that_somebody_trustworthy_saw() {
    let of = |peer: &str, forwarded: &str| {
        let mut headers = HeaderMap::new();
        if !forwarded.is_empty() {
            headers.insert("x-forwarded-for", HeaderValue::from_str(forwarded).unwrap());
        }
        let trusted = ["127.0.0.1/32".parse().unwrap(), "10.0.0.0/8".parse().unwrap()];
        Client::of(peer.parse::<IpAddr>().unwrap(), &headers, &trusted)
    };
    let plain = of("203.0.113.5", "");
    assert_ne!(plain, of("203.0.113.6", ""));
    for (peer, forwarded, same_as) in [
        ("203.0.113.5", "198.51.100.7", plain),
        ("::ffff:203.0.113.5", "", plain),
        ("127.0.0.1", "203.0.113.5", plain),
        ("127.0.0.1", "198.51.100.7, 203.0.113.5", plain),
        ("10.1.2.3", "203.0.113.5, 10.9.9.9", plain),
        ("127.0.0.1", "", Client::Unnamed),
        ("127.0.0.1", "unknown", Client::Unnamed),
        ("10.1.2.3", "203.0.113.5, \"x\"", Client::Unnamed),
        ("::1", "203.0.113.5", Client::Unnamed),
        ("2001:db8:1:2::1", "", of("2001:db8:1:2:ffff::9", "")),
    ] {
        assert_eq!(of(peer, forwarded), same_as, "{peer} {forwarded}");
    }
    assert_ne!(of("2001:db8:1:2::1", ""), of("2001:db8:1:3::1", ""));
}
