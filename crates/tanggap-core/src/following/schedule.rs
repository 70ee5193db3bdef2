//! When to ask again how a report stands. Asking costs the person's data and the office's server, so what is settled is
//! asked seldom, and what fails is left alone longer and longer. A wall clock that jumps may only make it ask too soon.

use super::followed::Followed;
use time::UtcOffset;

/// Nobody asks more often, but for a tap.
pub const FLOOR_S: u64 = 60;
/// While the office waits for the reporter, or the report has just changed.
pub const LIVELY_S: u64 = 15 * 60;
/// While somebody still has to do something.
pub const OPEN_S: u64 = 3_600;
/// Once it is settled: it may be reopened, or its answer edited.
pub const SETTLED_S: u64 = 24 * 3_600;
/// For so long after a change it counts as lively.
const LIVELY_FOR_S: i64 = 24 * 3_600;
/// The longest pause after failures, and the longest that a server may ask for.
const CEILING_S: u64 = 6 * 3_600;
const ASKED_CEILING_S: u32 = 3_600;

impl Followed {
    /// In how many seconds to ask again; 0 is now.
    pub fn due_in_s(&self, now_s: i64, assumed: UtcOffset) -> u64 {
        let known = self.known(now_s, assumed);
        let still_open = known.as_ref().is_none_or(|known| known.tracked.status.is_open());
        let waiting = known.is_some_and(|known| known.tracked.waiting_for_reporter);
        due_in_s(self, still_open && !self.unknown, waiting, now_s)
    }
}

fn due_in_s(followed: &Followed, is_open: bool, is_waiting: bool, now_s: i64) -> u64 {
    let tries = &followed.tries;
    let Some(tried) = tries.tried else { return 0 };
    let pause = match tries.failures {
        0 => spread(&followed.number, regular(followed, is_open, is_waiting, now_s)),
        failures => (FLOOR_S << failures.saturating_sub(1).min(10)).min(CEILING_S),
    };
    let asked = tries.wait_s.map_or(0, |wait| u64::from(wait.min(ASKED_CEILING_S)));
    let pause = pause.max(asked).max(FLOOR_S);
    // A last try in the future: the clock was set back, and says nothing.
    let gone = now_s.checked_sub(tried).and_then(|gone| u64::try_from(gone).ok()).unwrap_or(pause);
    pause.saturating_sub(gone)
}

fn regular(followed: &Followed, is_open: bool, is_waiting: bool, now_s: i64) -> u64 {
    let fresh = |at: i64| (0..LIVELY_FOR_S).contains(&now_s.saturating_sub(at));
    match is_open {
        false => SETTLED_S,
        true if is_waiting || followed.changed_at.is_some_and(fresh) => LIVELY_S,
        true => OPEN_S,
    }
}

/// Up to a fifth longer, by the number: a phone that follows ten reports doesn't ask for all in the same second, and
/// the same report is due at the same time whenever that is asked.
fn spread(number: &str, pause_s: u64) -> u64 {
    let salt = number.bytes().fold(0u64, |sum, byte| (sum * 31 + u64::from(byte)) % 1_000);
    pause_s + pause_s * salt / 5_000
}
