//! Words as they come, dates and numbers as people of a language write them: the browser has a reader of JSON and
//! the data, so the wasm needn't.
//! Chromium has no Sundanese formats; those fall back to Indonesian.

use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The texts of a JSON list; `None` when it is no such list.
pub fn list(json: &[u8]) -> Option<Vec<String>> {
    let list: Array = js_sys::JSON::parse(&String::from_utf8_lossy(json)).ok()?.dyn_into().ok()?;
    list.iter().map(|text| text.as_string()).collect()
}

/// How much of a date is shown. The year stands in a short one only where it isn't this year's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    /// Monday, 23 November 2026, 14.05: in papers and files, which are read later.
    DayAndTime,
    /// 11 December 2026
    Day,
    /// Mon, 23 Nov · 14.05: in lists and timelines.
    Short,
    /// 23 Nov, 14.05: inside a sentence.
    Moment,
    /// 14.05
    Time,
}

type Options<'a> = &'a [(&'a str, &'a str)];

const TIME: Options<'_> = &[("timeStyle", "short")];
const DAY: Options<'_> = &[("day", "numeric"), ("month", "short")];
const DAY_OF_YEAR: Options<'_> = &[("day", "numeric"), ("month", "short"), ("year", "numeric")];

/// A point in time in the words of a language, on the clock of the configured zone (minutes east of UTC).
pub fn date(language: &str, unix_seconds: i64, offset_minutes: i32, style: DateStyle) -> String {
    // The zone is the city's and fixed, so the instant is moved and formatted as UTC: no zone names needed.
    let moved = |milliseconds: f64| Date::new(&(milliseconds + f64::from(offset_minutes) * 60_000.0).into());
    let at = moved(unix_seconds as f64 * 1_000.0);
    let shown = |options: Options<'_>| formatted(language, &at, options);
    let is_this_year = || at.get_utc_full_year() == moved(Date::now()).get_utc_full_year();
    let day = || shown(if is_this_year() { DAY } else { DAY_OF_YEAR });
    match style {
        DateStyle::DayAndTime => shown(&[("dateStyle", "full"), ("timeStyle", "short")]),
        DateStyle::Day => shown(&[("dateStyle", "long")]),
        DateStyle::Time => shown(TIME),
        DateStyle::Short => format!("{}, {} · {}", shown(&[("weekday", "short")]), day(), shown(TIME)),
        DateStyle::Moment => format!("{}, {}", day(), shown(TIME)),
    }
}

fn formatted(language: &str, at: &Date, options: Options<'_>) -> String {
    let given = Object::new();
    for (name, value) in [("timeZone", "UTC")].iter().chain(options) {
        let _set = Reflect::set(&given, &(*name).into(), &(*value).into());
    }
    let format = Intl::DateTimeFormat::new(&locales(language), &given);
    let formatted = format.format().call1(&JsValue::UNDEFINED, at);
    formatted.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn locales(language: &str) -> Array {
    let known = match language {
        "su" => "id",
        // Day before month, and a clock of 24 hours, as in Indonesia.
        "en" => "en-GB",
        other => other,
    };
    Array::of2(&known.into(), &"id".into())
}
