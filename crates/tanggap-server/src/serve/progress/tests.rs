//! When it is enough, and when a place may be taken for another. Time is a paused clock's.

use super::*;
use tokio::time::advance;

fn progress() -> Progress {
    Progress::new(Patience::default(), Instant::now())
}

async fn wait(seconds: u64) {
    advance(Duration::from_secs(seconds)).await;
}

fn is_waiting(progress: &Progress) -> bool {
    matches!(progress.verdict(), Verdict::Wait(_))
}

#[tokio::test(start_paused = true)]
async fn a_connection_is_enough_for_one_reason_each() {
    let nothing: fn(&Progress) = |_| {};
    let answered: fn(&Progress) = |progress| {
        progress.request_begins();
        progress.answer_begins();
    };
    let over: fn(&Progress) = |progress| {
        progress.request_begins();
        progress.request_ends();
    };
    let blocked: fn(&Progress) = |progress| {
        progress.request_begins();
        progress.request_ends();
        progress.line_waits();
    };
    let cases = [
        ("nothing asked", nothing, 10, Verdict::Silent),
        ("an answer that nobody takes", answered, 30, Verdict::Stalled),
        ("a line that takes nothing", blocked, 30, Verdict::Stalled),
        ("nothing more asked", over, 60, Verdict::Idle),
    ];
    for (what, happens, seconds, verdict) in cases {
        let progress = progress();
        happens(&progress);
        wait(seconds - 1).await;
        assert!(is_waiting(&progress), "{what}");
        wait(1).await;
        assert_eq!(progress.verdict(), verdict, "{what}");
    }
    let progress = progress();
    progress.request_begins();
    wait(3_600).await;
    assert!(is_waiting(&progress), "what we ourselves are slow with is nobody's fault");
}

#[tokio::test(start_paused = true)]
async fn every_byte_that_is_taken_begins_the_time_anew() {
    let progress = progress();
    progress.request_begins();
    progress.request_ends();
    for _ in 0..100 {
        progress.line_waits();
        wait(29).await;
        assert!(is_waiting(&progress));
        progress.line_moves();
    }
    wait(59).await;
    assert!(is_waiting(&progress));
}

#[tokio::test(start_paused = true)]
async fn one_answer_that_nobody_takes_is_not_hidden_by_others_that_are() {
    let progress = progress();
    progress.request_begins();
    progress.answer_begins();
    for _ in 0..3 {
        progress.request_begins();
        let other = progress.answer_begins();
        wait(10).await;
        progress.answer_moves(other);
        progress.answer_ends(other);
        progress.request_ends();
    }
    assert_eq!(progress.verdict(), Verdict::Stalled);
}

#[tokio::test(start_paused = true)]
async fn where_the_line_is_slow_an_answer_may_wait_for_its_turn() {
    let progress = progress();
    progress.request_begins();
    progress.answer_begins();
    for _ in 0..10 {
        progress.line_waits();
        wait(20).await;
        progress.line_moves();
        assert!(is_waiting(&progress));
    }
    wait(30).await;
    assert_eq!(progress.verdict(), Verdict::Stalled);
}

#[tokio::test(start_paused = true)]
async fn a_place_may_be_taken_while_nothing_is_at_work_on_it() {
    let progress = progress();
    assert_eq!(progress.dispensable_from_ms(), Some(0));
    wait(1).await;
    progress.request_begins();
    assert_eq!(progress.dispensable_from_ms(), None);
    wait(1).await;
    progress.request_ends();
    assert_eq!(progress.dispensable_from_ms(), Some(2_000));
    progress.line_waits();
    assert_eq!(progress.dispensable_from_ms(), Some(2_000 + PRESSED_MS), "its answer may still be taken");
    wait(1).await;
    progress.line_moves();
    assert_eq!(progress.dispensable_from_ms(), Some(3_000));
}
