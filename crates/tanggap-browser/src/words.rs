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

/// How much of a date is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    /// Monday, 23 November 2026, 14.05
    DayAndTime,
    /// 11 December 2026
    Day,
    /// 14.05
    Time,
}

/// A point in time in the words of a language, on the clock of the configured zone (minutes east of UTC).
pub fn date(language: &str, unix_seconds: i64, offset_minutes: i32, style: DateStyle) -> String {
    let options = Object::new();
    let set = |name: &str, value: &str| {
        let _set = Reflect::set(&options, &name.into(), &value.into());
    };
    set("timeZone", "UTC");
    match style {
        DateStyle::Day => set("dateStyle", "long"),
        DateStyle::DayAndTime => set("dateStyle", "full"),
        DateStyle::Time => {}
    }
    if style != DateStyle::Day {
        set("timeStyle", "short");
    }
    // The zone is the city's and fixed, so the instant is moved and formatted as UTC: no zone names needed.
    let moved = (unix_seconds + i64::from(offset_minutes) * 60) as f64 * 1_000.0;
    let format = Intl::DateTimeFormat::new(&locales(language), &options);
    let formatted = format.format().call1(&JsValue::UNDEFINED, &Date::new(&moved.into()));
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
