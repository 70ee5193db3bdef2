//! Legal clocks: by which day a report must be answered. Days are data of the city (config.json), holidays too.

use time::{Date, Weekday};

/// How long a class of reports may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Days after the day of receipt.
    pub days: u16,
    /// Whether only working days count.
    pub working: bool,
}

/// Where a clock stands on a given day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Counted days gone by; the day of receipt is day 0.
    pub day: u16,
    /// The last day in time.
    pub due: Date,
    pub overdue: bool,
}

/// Reads a clock that started on `start`, on the day `today`. `holidays` need not be sorted.
pub fn read(allowance: Allowance, start: Date, today: Date, holidays: &[Date]) -> Reading {
    let counts = |day: Date| !allowance.working || is_working(day, holidays);
    let mut due = start;
    let mut left = allowance.days;
    while left > 0 {
        let Some(next) = due.next_day() else { break };
        due = next;
        left -= u16::from(counts(due));
    }
    let mut day = 0u16;
    let mut cursor = start;
    // A count that is full tells no more: the year 0 is not counted through to today.
    while cursor < today && day < u16::MAX {
        let Some(next) = cursor.next_day() else { break };
        cursor = next;
        day = day.saturating_add(u16::from(counts(cursor)));
    }
    Reading { day, due, overdue: today > due }
}

/// Monday to Friday, no holiday: the working week of Indonesian offices.
pub fn is_working(day: Date, holidays: &[Date]) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !holidays.contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::{day_text, parse_day};

    fn check(days: u16, working: bool, start: &str, today: &str, expected: (u16, &str, bool)) {
        let day = |text| parse_day(text).unwrap();
        let reading = read(Allowance { days, working }, day(start), day(today), &[day("2026-12-25")]);
        assert_eq!((reading.day, day_text(reading.due).as_str(), reading.overdue), expected);
    }

    #[test]
    fn working_days_skip_weekends_and_holidays() {
        check(5, true, "2026-11-23", "2026-11-23", (0, "2026-11-30", false));
        check(5, true, "2026-11-23", "2026-11-28", (4, "2026-11-30", false));
        check(5, true, "2026-12-23", "2026-12-28", (2, "2026-12-31", false));
        check(5, true, "2026-11-28", "2026-11-30", (1, "2026-12-04", false));
    }

    #[test]
    fn calendar_days_count_all() {
        check(14, false, "2026-12-20", "2026-12-27", (7, "2027-01-03", false));
    }

    #[test]
    fn the_last_day_is_still_in_time() {
        check(5, true, "2026-11-23", "2026-11-30", (5, "2026-11-30", false));
        check(5, true, "2026-11-23", "2026-12-01", (6, "2026-11-30", true));
    }
}
