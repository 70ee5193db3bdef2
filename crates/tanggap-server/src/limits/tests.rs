//! Everybody gets through in the end, nobody is told a lie, and nobody hammers.

use super::*;
use std::{
    cmp::Reverse,
    collections::BinaryHeap,
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

fn wait(seconds: u32, limit: Limit) -> Wait {
    Wait { seconds, limit }
}

const OFFICE: Client = Client::some(7);

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
            Err(Wait { seconds, .. }) => {
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
    assert_eq!(told, [10, 20, 30, 40].map(|seconds| Err(wait(seconds, Limit::Reports))), "one after another");
    for turn in 1..=4 {
        now.fetch_add(10_000, Ordering::Relaxed);
        assert_eq!(
            limits.ask(OFFICE, Ask::Report(&(29 + turn).to_string())),
            Ok(()),
            "there is room as promised"
        );
    }
    assert_eq!(limits.ask(Client::some(8), Ask::Form), Ok(()), "others are not concerned");
}

#[test]
fn a_report_is_counted_once_however_often_it_comes() {
    let (limits, _) = limits(Rates { reports: Rate { burst: 1, every_ms: 10_000 }, ..Rates::default() });
    for _ in 0..50 {
        assert_eq!(limits.ask(OFFICE, Ask::Report("one")), Ok(()));
    }
    assert!(limits.ask(OFFICE, Ask::Report("two")).is_err());
    assert_eq!(
        limits.ask(OFFICE, Ask::Piece(1)),
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
        assert_eq!(limits.ask(Client::some(address), Ask::Form), Ok(()));
        limits.kept();
    }
    assert_eq!(limits.ask(Client::some(3), Ask::Form), Err(wait(1, Limit::All)));
    assert_eq!(limits.ask(Client::Unnamed, Ask::Form), Err(wait(1, Limit::All)), "this machine, too");
    now.fetch_add(1_000, Ordering::Relaxed);
    assert_eq!(limits.ask(Client::some(3), Ask::Form), Ok(()), "its own place was not taken away");
}

#[test]
fn without_limits_there_are_none() {
    let limits = Limits::new(None);
    assert!((0..100_000).all(|_| limits.ask(OFFICE, Ask::Form).is_ok()));
}

#[test]
fn what_is_empty_or_wrong_costs_nobody_else_anything() {
    let all = Rate { burst: 10, every_ms: 10_000 };
    let (limits, _) = limits(Rates { all, ..Rates::default() });
    for address in 0..10_000 {
        // Asked, and then nothing is kept.
        assert_eq!(limits.ask(Client::some(address), Ask::Report(&address.to_string())), Ok(()));
    }
    for report in 0..10 {
        assert_eq!(limits.ask(OFFICE, Ask::Report(&format!("kept {report}"))), Ok(()));
        limits.kept();
    }
    let refused = limits.ask(OFFICE, Ask::Report("one more"));
    assert_eq!(refused, Err(wait(10, Limit::All)), "what is kept counts");
    assert_eq!(limits.ask(OFFICE, Ask::Report("kept 3")), Ok(()), "what has passed once passes again");
    assert_eq!(limits.hits().find(|(limit, _)| *limit == Limit::All), Some((Limit::All, 1)));
}

#[test]
fn a_senders_own_tries_count_whatever_became_of_them() {
    let (limits, _) = limits(Rates::default());
    for empty in 0..30 {
        assert_eq!(limits.ask(OFFICE, Ask::Report(&empty.to_string())), Ok(()));
    }
    assert_eq!(limits.ask(OFFICE, Ask::Report("30")), Err(wait(10, Limit::Reports)));
}

/// A line of an IPv6 network.
fn line(own: u64) -> Client {
    Client::Address(Address { own, network: Some(1) })
}

#[test]
fn a_network_may_do_ten_lines_worth_and_no_more() {
    let hits =
        |limits: &Limits, limit| limits.hits().find(|(known, _)| *known == limit).map(|(_, hits)| hits);
    let (limits, now) = limits(Rates::default());
    let reports =
        |lines: std::ops::Range<u64>| lines.filter(|own| limits.ask(line(*own), Ask::Form).is_ok()).count();
    assert_eq!(reports(0..1_000), 300, "30 at once from an address");
    assert_eq!(reports(2_000..2_100), 0);
    assert_eq!(limits.ask(Client::Address(Address { own: 1, network: Some(2) }), Ask::Form), Ok(()));
    now.fetch_add(10_000, Ordering::Relaxed);
    assert_eq!(reports(3_000..3_100), 10, "one every ten seconds");
    for own in 0..300 {
        limits.look(line(own)).ok().unwrap().missed();
    }
    assert!(limits.look(line(999)).is_err() && limits.look(Client::some(999)).is_ok(), "numbers alike");
    let mb = |own| limits.ask(line(own), Ask::Piece(1 << 20));
    let sent = (0..20_000).filter(|own| mb(*own).is_ok()).count();
    assert_eq!((sent, hits(&limits, Limit::PhotoBytes)), (2_560, Some(20_000 - 2_560)), "and bytes");
}

#[test]
fn bytes_of_photos_are_counted_by_the_hour() {
    let rates = Rates { pieces: Rate { burst: 10_000, every_ms: 1 }, ..Rates::default() };
    let (limits, now) = limits(rates);
    let piece = || limits.ask(OFFICE, Ask::Piece(64 << 10));
    let burst = (0..10_000).filter(|_| piece().is_ok()).count();
    assert_eq!(burst, 4_096, "256 MB");
    let mut hour = 0;
    let end = now.load(Ordering::Relaxed) + 3_600_000;
    while now.load(Ordering::Relaxed) < end {
        match piece() {
            Ok(()) => hour += 1,
            Err(Wait { seconds, limit }) => {
                assert_eq!(limit, Limit::PhotoBytes);
                now.fetch_add(u64::from(seconds) * 1_000, Ordering::Relaxed);
            }
        }
    }
    assert!((3_500..=4_100).contains(&hour), "{hour} pieces of 64 KB in the next hour");
}

#[test]
fn a_hundred_thousand_addresses_once_each_end_no_limit() {
    let (limits, _) = limits(Rates { all: Rate { burst: u32::MAX, every_ms: 0 }, ..Rates::default() });
    let guesser = Client::some(client::hash(&"guesser"));
    for _ in 0..30 {
        limits.look(guesser).ok().unwrap().missed();
    }
    for address in 0..300_000u64 {
        let client = Client::some(client::hash(&address));
        limits.look(client).into_iter().for_each(Look::missed);
        assert!(limits.ask(client, Ask::Form).is_ok() || address > 100_000, "{address}");
    }
    assert!(limits.look(guesser).is_err(), "who was over the limit still is");
    let newcomer = Client::some(client::hash(&"newcomer"));
    let missed = (0..1_000).filter(|_| limits.look(newcomer).map(Look::missed).is_ok()).count();
    assert!(missed <= 30, "{missed}: whoever comes into a full table is held to a limit, too");
}
