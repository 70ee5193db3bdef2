//! Points in time as the wire has them. There is no clock here: whoever has one passes the instant in.

use time::{
    Date, OffsetDateTime, PrimitiveDateTime, UtcOffset,
    format_description::well_known::{Iso8601, Rfc3339},
};

/// A point in time, to the second, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(OffsetDateTime);

/// 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
const FIRST_S: i64 = -62_167_219_200;
const LAST_S: i64 = 253_402_300_799;

impl Instant {
    /// Seconds since 1970; `None` where that lies outside the years 1–9999.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        OffsetDateTime::from_unix_timestamp(seconds).ok().map(Self)
    }

    /// The same, and for seconds that no calendar here has the first or the last that RFC 3339 can write: an answer about
    /// many must not fail for one of them.
    pub fn nearest(seconds: i64) -> Self {
        let seconds = seconds.clamp(FIRST_S, LAST_S);
        Self(OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH))
    }

    pub fn unix_seconds(self) -> i64 {
        self.0.unix_timestamp()
    }

    /// Reads RFC 3339 as GeoReport servers write it: 0–9 fraction digits, with or without an offset, or the day
    /// alone. Where no offset stands, `assumed` is taken.
    pub fn parse(text: &str, assumed: UtcOffset) -> Option<Self> {
        let text = text.trim();
        let whole = OffsetDateTime::parse(text, &Rfc3339).ok();
        let local = || PrimitiveDateTime::parse(&text.replacen(' ', "T", 1), &Iso8601::PARSING).ok();
        let day = || parse_day(text).map(|date| date.midnight());
        whole
            .or_else(|| local().or_else(day).map(|local| local.assume_offset(assumed)))?
            .replace_nanosecond(0)
            .ok()
            .map(Self)
    }

    /// RFC 3339 with seconds and `Z`: strict servers refuse more (peers.md §4.1).
    pub fn rfc3339(self) -> String {
        self.0.to_offset(UtcOffset::UTC).format(&Rfc3339).unwrap_or_default()
    }

    /// The day on the wall calendar of a place; at the ends of all calendars the day in UTC.
    pub fn date_at(self, offset: UtcOffset) -> Date {
        self.0.checked_to_offset(offset).unwrap_or(self.0).date()
    }
}

/// Seconds since 1970 as RFC 3339. Those that no calendar here has are written as the first or the last that one has.
pub fn rfc3339(unix_seconds: i64) -> String {
    Instant::nearest(unix_seconds).rfc3339()
}

/// Reads a configured offset such as `+07:00`.
pub fn parse_offset(text: &str) -> Option<UtcOffset> {
    let (sign, clock) = match text.as_bytes().first()? {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        b'Z' if text.len() == 1 => return Some(UtcOffset::UTC),
        _ => return None,
    };
    let (hours, minutes) = clock.split_once(':')?;
    let (hours, minutes): (i8, i8) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours >= 0 && minutes >= 0).then(|| UtcOffset::from_hms(sign * hours, sign * minutes, 0).ok())?
}

/// Reads a calendar day, `2026-12-25`. A day with a time is none, though the parser would pass over the time.
pub fn parse_day(text: &str) -> Option<Date> {
    let is_day = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    Date::parse(text, &Iso8601::DATE).ok().filter(|_| is_day)
}

/// Writes a calendar day, `2026-12-25`.
pub fn day_text(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_real_servers_are_read() {
        let jakarta = parse_offset("+07:00").unwrap();
        for text in [
            "2026-11-23T16:43:46Z",
            "2026-11-23T16:43:46.123456789Z",
            "2026-11-23T23:43:46+07:00",
            "2026-11-23T23:43:46",
            "2026-11-23 23:43:46",
            " 2026-11-23T23:43:46.5 ",
        ] {
            assert_eq!(
                Instant::parse(text, jakarta).map(Instant::rfc3339).as_deref(),
                Some("2026-11-23T16:43:46Z"),
                "{text}"
            );
        }
        assert_eq!(Instant::parse("2026-11-23", jakarta).unwrap().rfc3339(), "2026-11-22T17:00:00Z");
        for text in
            ["", "yesterday", "2026-13-01T00:00:00Z", "2026-11-23T", "2026-11-23Tx", "2026-11-23T25:00:00Z"]
        {
            assert_eq!(Instant::parse(text, jakarta), None, "{text}");
        }
    }

    #[test]
    fn seconds_beyond_every_calendar_are_the_last_of_one() {
        let jakarta = parse_offset("+07:00").unwrap();
        for (seconds, expected) in [
            (i64::MIN, "0000-01-01T00:00:00Z"),
            (-62_167_219_201, "0000-01-01T00:00:00Z"),
            (0, "1970-01-01T00:00:00Z"),
            (253_402_300_800, "9999-12-31T23:59:59Z"),
            (i64::MAX, "9999-12-31T23:59:59Z"),
        ] {
            let instant = Instant::nearest(seconds);
            assert_eq!(instant.rfc3339(), expected, "{seconds}");
            assert_eq!(rfc3339(seconds), expected);
            assert!((0..=9_999).contains(&instant.date_at(jakarta).year()));
        }
        for seconds in [-377_705_116_800, 253_402_300_799] {
            let instant = Instant::from_unix_seconds(seconds).unwrap();
            let earlier = parse_offset("-07:00").unwrap();
            let _no_panic = (instant.date_at(jakarta), instant.date_at(earlier));
        }
    }

    #[test]
    fn offsets_and_days_are_read() {
        assert_eq!(parse_offset("-03:30").unwrap().as_hms(), (-3, -30, 0));
        assert_eq!(parse_offset("WIB"), None);
        assert_eq!(parse_offset("+7"), None);
        assert_eq!(day_text(parse_day("2026-12-25").unwrap()), "2026-12-25");
        for text in ["2026-12-25T10:00:00Z", "2026-12-25T", "2026-12-25x", " 2026-12-25", "2026-13-01"] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }
}
