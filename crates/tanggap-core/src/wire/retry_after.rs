//! `Retry-After` as servers write it: seconds, or a date. A date counts from the server's own `Date`, never from
//! the device's clock, which may be years off (E3).

/// How long the server asks to wait, in seconds; `None` where it cannot be told.
pub fn retry_after_s(retry_after: &str, date: Option<&str>) -> Option<u32> {
    let text = retry_after.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are a very long wait, not none.
        return Some(text.parse().unwrap_or(u32::MAX));
    }
    let wait = http_date(text)? - http_date(date?)?;
    Some(u32::try_from(wait.max(0)).unwrap_or(u32::MAX))
}

/// Seconds since 1970 of an IMF-fixdate, `Sun, 06 Nov 1994 08:49:37 GMT`: the only form still written.
pub fn http_date(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut words = text.trim().split_once(", ")?.1.split(' ');
    let mut next = || words.next();
    let (day, month, year) = (number(next()?)?, next()?, number(next()?)?);
    let month = MONTHS.iter().position(|name| *name == month)? as i64 + 1;
    let mut time = next()?.split(':');
    let mut part = |below: i64| time.next().and_then(number).filter(|value| *value < below);
    let (hour, minute, second) = (part(24)?, part(60)?, part(61)?);
    if next()? != "GMT" || !(1..=31).contains(&day) || !(1970..=9999).contains(&year) {
        return None;
    }
    // Days since 1970 by counting years from March, so that the leap day comes last.
    let years = if month > 2 { year } else { year - 1 };
    let days = 365 * years + years / 4 - years / 100 + years / 400 + (153 * ((month + 9) % 12) + 2) / 5 + day;
    Some((days - 719_469) * 86_400 + hour * 3_600 + minute * 60 + second)
}

fn number(text: &str) -> Option<i64> {
    (text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_counted_right() {
        for (text, seconds) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777)),
            ("Thu, 29 Feb 2024 23:59:59 GMT", Some(1_709_251_199)),
            ("Fri, 01 Mar 2024 00:00:00 GMT", Some(1_709_251_200)),
            ("Mon, 23 Nov 2026 16:43:46 GMT", Some(1_795_452_226)),
            ("Sunday, 06-Nov-94 08:49:37 GMT", None),
            ("Sun, 06 Nov 1994 08:49:37 WIB", None),
            ("Sun, 06 Foo 1994 08:49:37 GMT", None),
            ("", None),
        ] {
            assert_eq!(http_date(text), seconds, "{text}");
        }
    }

    #[test]
    fn a_wait_is_seconds_or_a_date_held_against_the_servers_own() {
        let date = Some("Sun, 06 Nov 1994 08:49:37 GMT");
        for (retry_after, date, wait) in [
            ("120", None, Some(120)),
            (" 5 ", date, Some(5)),
            ("99999999999999999999", None, Some(u32::MAX)),
            ("Sun, 06 Nov 1994 08:51:37 GMT", date, Some(120)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", date, Some(0)),
            ("Sun, 06 Nov 1994 08:51:37 GMT", None, None),
            ("-5", date, None),
            ("soon", date, None),
            ("", date, None),
        ] {
            assert_eq!(retry_after_s(retry_after, date), wait, "{retry_after}");
        }
    }
}
