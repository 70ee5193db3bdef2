//! The two clocks of the server: one that people read, which may be set at any moment, and one that only goes on. Both are
//! values, so that tests can choose them.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The present: seconds since 1970.
pub type Clock = fn() -> i64;

/// Milliseconds of a clock that never jumps.
pub type Steady = Box<dyn Fn() -> u64 + Send + Sync>;

/// The machine's clock.
pub fn system_clock() -> i64 {
    // Any clock that a machine can be set to; a calendar may end before it.
    let seconds = |span: Duration| i64::try_from(span.as_secs()).unwrap_or(i64::MAX);
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => seconds(since),
        Err(before) => -seconds(before.duration()),
    }
}

/// What a clock must be within so that the dates of answers can be written: years 1970 to 9999.
#[derive(Debug, thiserror::Error)]
#[error(
    "the machine's clock is not set: it says {0} seconds since 1970, which no answer can be dated with. Set it (timedatectl \
     set-time), then start again"
)]
pub struct ClockNotSet(i64);

/// The first second that has no date in HTTP: of the year 10000.
const END: i64 = 253_402_300_800;

/// Refuses a time that no answer could be dated with.
pub fn check(now: i64) -> Result<(), ClockNotSet> {
    if (0..END).contains(&now) { Ok(()) } else { Err(ClockNotSet(now)) }
}

/// Milliseconds since this call.
pub fn steady_clock() -> Steady {
    let start = Instant::now();
    Box::new(move || u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_without_a_date_in_http_is_refused() {
        for (now, is_taken) in
            [(-1, false), (0, true), (1_795_489_200, true), (END - 1, true), (END, false), (i64::MIN, false)]
        {
            assert_eq!(check(now).is_ok(), is_taken, "{now}");
        }
        let told = check(-500_000_000).unwrap_err().to_string();
        assert!(told.contains("-500000000 seconds since 1970") && told.contains("Set it"), "{told}");
    }
}
