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

/// Milliseconds since this call.
pub fn steady_clock() -> Steady {
    let start = Instant::now();
    Box::new(move || u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX))
}
