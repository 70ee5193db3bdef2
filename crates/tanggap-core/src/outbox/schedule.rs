//! When to try again. There is no expiry and no last attempt (R4): only pauses, spread by chance so that a
//! thousand phones do not come back in the same second.

use super::item::Item;

/// Two attempts of one report are at least so far apart (B26).
pub const FLOOR_MS: u64 = 5_000;
/// The longest pause of our own.
pub const CEILING_MS: u64 = 600_000;
/// The longest pause that a server may ask for.
pub const ASKED_CEILING_S: u32 = 3_600;
/// How often a received report is asked after while it is kept whole (F6).
pub const CHECK_MS: u64 = 6 * 3_600_000;
/// How long it is kept whole, by the server's own clock.
pub const KEEP_S: i64 = 72 * 3_600;
/// The beat of the lease, and how long it may stand still before it is stolen (R5).
pub const BEAT_MS: u64 = 5_000;
pub const STEAL_MS: u64 = 30_000;
/// After so long a waiting report is put before the person's eyes, with *save a copy*.
pub const ALARM_S: i64 = 24 * 3_600;
/// How long an attempt may take for text, and how slow a photo may go, in bytes a second.
pub const TEXT_TIMEOUT_MS: u32 = 20_000;
const SLOWEST: u64 = 8_192;

/// The pause after so many failures in a row: between the floor and twice as much each time, up to the ceiling.
pub fn pause_ms(failures: u32, chance: u32) -> u64 {
    let most = (FLOOR_MS << failures.min(10)).min(CEILING_MS);
    FLOOR_MS + u64::from(chance) * (most.saturating_sub(FLOOR_MS)) / u64::from(u32::MAX)
}

/// The pause that a server asked for, within reason.
pub fn asked_ms(seconds: u32) -> u64 {
    u64::from(seconds.min(ASKED_CEILING_S)) * 1_000
}

/// What is left of a pause asked for before the app was closed. Where the wall has jumped out of that span it says
/// nothing, and nothing is left: a clock that was set back must not hold a report.
pub fn left_ms(asked_wait: Option<(i64, u32)>, wall_s: i64) -> u64 {
    let Some((until, asked)) = asked_wait else { return 0 };
    let left = until.saturating_sub(wall_s);
    if (0..=i64::from(asked)).contains(&left) { left.unsigned_abs() * 1_000 } else { 0 }
}

/// How long an attempt may take.
pub fn timeout_ms(size: u64) -> u32 {
    let photo = size.saturating_mul(1_000) / SLOWEST;
    TEXT_TIMEOUT_MS.max(u32::try_from(photo).unwrap_or(u32::MAX))
}

/// Whether a report has waited so long that the person should take a copy. A wrong clock can only offer it too soon
/// or too late.
pub fn is_overdue(item: &Item, wall_s: i64) -> bool {
    !item.is_settled() && wall_s.saturating_sub(item.saved_at) >= ALARM_S
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_ten_minutes_and_never_fall_below_five_seconds() {
        for (failures, least, most) in
            [(1, 5_000, 10_000), (2, 5_000, 20_000), (6, 5_000, 320_000), (7, 5_000, 600_000)]
        {
            assert_eq!((pause_ms(failures, 0), pause_ms(failures, u32::MAX)), (least, most), "{failures}");
        }
        assert_eq!(pause_ms(u32::MAX, u32::MAX), CEILING_MS);
    }

    #[test]
    fn a_server_may_ask_for_an_hour_at_most() {
        for (seconds, ms) in [(0, 0), (120, 120_000), (3_600, 3_600_000), (1_000_000_000, 3_600_000)] {
            assert_eq!(asked_ms(seconds), ms);
        }
    }

    #[test]
    fn a_clock_that_jumped_holds_nothing_back() {
        let six_years = 6 * 31_557_600;
        for (wall, left) in
            [(940, 60_000), (1_000, 0), (2_000, 0), (1_000 + six_years, 0), (1_000 - six_years, 0)]
        {
            assert_eq!(left_ms(Some((1_000, 120)), wall), left, "{wall}");
        }
        assert_eq!(left_ms(None, 0), 0);
    }

    #[test]
    fn a_photo_has_time_by_its_size() {
        assert_eq!(timeout_ms(1_000), 20_000);
        assert_eq!(timeout_ms(8_192 * 60), 60_000);
    }
}
