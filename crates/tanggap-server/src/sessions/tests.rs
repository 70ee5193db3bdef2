//! Sessions end when they should, and only then, by the clock of whoever made them or by the wall's.

use super::*;
use crate::data_folder;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use tempfile::TempDir;

const END_MS: u64 = LASTS_S as u64 * 1_000;
const NOW: i64 = 1_795_489_200;
/// When the report came.
const CAME: i64 = NOW - 86_400;
const TICKET: &str = "482719305543";

/// Sessions under a clock that is moved by hand, in milliseconds.
fn sessions() -> (Sessions, Arc<AtomicU64>) {
    let now_ms = Arc::new(AtomicU64::new(0));
    let clock = Arc::clone(&now_ms);
    (Sessions::with_clock(Box::new(move || clock.load(Ordering::Relaxed))), now_ms)
}

fn pepper() -> (Pepper, TempDir) {
    let folder = data_folder::temporary();
    (Pepper::load(folder.path()).unwrap(), folder)
}

#[test]
fn a_session_opens_its_own_report_for_half_an_hour_whatever_the_wall_clock_says() {
    let ((sessions, now_ms), (pepper, _folder)) = (sessions(), pepper());
    let one = sessions.open(&pepper, TICKET, CAME, NOW);
    let two = sessions.open(&pepper, "48271930554311", CAME, NOW);
    assert!(is_sha256(&one) && one != two);
    for (at_ms, wall, opens) in [
        (0, NOW, true),
        (END_MS - 1, NOW + 20 * 365 * 86_400, true),
        (END_MS - 1, 0, true),
        (END_MS, NOW, false),
        (END_MS + 1_000, NOW - 86_400, false),
    ] {
        now_ms.store(at_ms, Ordering::Relaxed);
        for (token, ticket) in [(&one, TICKET), (&two, "48271930554311")] {
            let expected = opens.then(|| ticket.to_owned());
            assert_eq!(
                sessions.read(&pepper, token, wall).map(|session| session.number()),
                expected,
                "{at_ms} {wall}"
            );
        }
    }
}

#[test]
fn another_instance_and_the_same_one_after_a_restart_go_by_the_wall_clock() {
    let ((making, _), (other, other_ms), (pepper, _folder)) = (sessions(), sessions(), pepper());
    let token = making.open(&pepper, TICKET, CAME, NOW);
    // However long that one has been running.
    for at_ms in [0, 10 * END_MS] {
        other_ms.store(at_ms, Ordering::Relaxed);
        for (since, opens) in [(-61, false), (-60, true), (0, true), (1_799, true), (1_800, false)] {
            let expected = opens.then(|| TICKET.to_owned());
            assert_eq!(
                other.read(&pepper, &token, NOW + since).map(|session| session.number()),
                expected,
                "{since}"
            );
        }
    }
}

#[test]
fn what_was_not_made_under_the_same_pepper_opens_nothing() {
    let ((sessions, _), (pepper, _folder), (foreign, _elsewhere)) = (sessions(), pepper(), self::pepper());
    let token = sessions.open(&pepper, TICKET, CAME, NOW);
    assert_eq!(sessions.read(&foreign, &token, NOW).map(|session| session.number()), None);
    let flipped = |at: usize| {
        let other = if &token[at..=at] == "0" { "1" } else { "0" };
        format!("{}{other}{}", &token[..at], &token[at + 1..])
    };
    for other in (0..64).map(flipped).chain(["".into(), token[..62].into(), token.to_uppercase()]) {
        assert_eq!(sessions.read(&pepper, &other, NOW).map(|session| session.number()), None, "{other}");
    }
}

#[test]
fn another_report_that_has_the_number_later_is_not_opened() {
    let ((sessions, _), (pepper, _folder)) = (sessions(), pepper());
    let token = sessions.open(&pepper, TICKET, CAME, NOW);
    let session = sessions.read(&pepper, &token, NOW).unwrap();
    assert!(session.is_of(&pepper, CAME));
    // By chance one of 65,536 has the same tag.
    let others = (NOW..NOW + i64::from(LASTS_S)).filter(|came| session.is_of(&pepper, *came)).count();
    assert!(others <= 3, "{others}");
}
