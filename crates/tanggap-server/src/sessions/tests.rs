//! Sessions end when they should, and only then; their memory has a bound.

use super::*;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

const END_MS: u64 = LASTS_S * 1_000;

/// Sessions under a clock that is moved by hand, in milliseconds.
fn sessions() -> (Sessions, Arc<AtomicU64>) {
    let now_ms = Arc::new(AtomicU64::new(0));
    let clock = Arc::clone(&now_ms);
    (Sessions::with_clock(Box::new(move || clock.load(Ordering::Relaxed))), now_ms)
}

#[test]
fn a_session_opens_its_own_report_for_half_an_hour() {
    let (sessions, now_ms) = sessions();
    let (one, two) = (sessions.open("1".into()).unwrap(), sessions.open("2".into()).unwrap());
    assert!(one.len() == 64 && one != two);
    assert_eq!(sessions.report(&two), Some("2".into()));
    now_ms.store(END_MS - 1, Ordering::Relaxed);
    assert_eq!(sessions.report(&one), Some("1".into()));
    for token in ["", "0", &one[..63]] {
        assert_eq!(sessions.report(token), None, "{token}");
    }
    now_ms.store(END_MS, Ordering::Relaxed);
    assert_eq!((sessions.report(&one), sessions.report(&two)), (None, None));
}

#[test]
fn memory_is_bounded_and_one_report_pushes_out_only_its_own() {
    let (sessions, now_ms) = sessions();
    let other = sessions.open("2".into()).unwrap();
    let own: Vec<_> = (0..100).map(|_| sessions.open("1".into()).unwrap()).collect();
    assert_eq!(sessions.report(&other), Some("2".into()));
    let left = own.iter().filter(|token| sessions.report(token).is_some()).count();
    assert_eq!((left, sessions.report(&own[99])), (OF_REPORT, Some("1".into())));
    for _ in 0..10_000 {
        sessions.open("1".into()).unwrap();
        let open = sessions.lock();
        assert!(open.order.len() <= 2 * open.sessions.len() + SLACK, "{}", open.order.len());
    }
    assert_eq!(sessions.report(&other), Some("2".into()), "and the other's stays at the front");
    for report in 0..2 * ALL {
        sessions.open(report.to_string()).unwrap();
    }
    let open = sessions.lock();
    assert!(open.sessions.len() <= ALL && open.order.len() <= 2 * ALL && open.of_report.len() <= ALL);
    drop(open);
    now_ms.store(END_MS, Ordering::Relaxed);
    sessions.open("1".into()).unwrap();
    let open = sessions.lock();
    assert_eq!((open.sessions.len(), open.order.len(), open.of_report.len()), (1, 1, 1));
}
