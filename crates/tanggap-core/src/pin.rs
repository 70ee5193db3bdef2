//! A PIN before the list on a shared phone. It is a curtain and not a safe: what lies on the device can be read there by
//! whoever has tools. Wrong ones cost time, by a clock that may be set: so the time is counted, not trusted.

use crate::{json::Node, numerals, wire};
use serde_json::json;
use sha2::{Digest, Sha256};

/// How many digits one may have.
pub const DIGITS: std::ops::RangeInclusive<usize> = 4..=8;
/// Wrong ones in a row that cost nothing.
const FREE: u32 = 4;
/// What the next one costs, doubled each time, up to a quarter of an hour.
const WAIT_S: i64 = 30;
const LONGEST_S: i64 = 900;
/// Hashed so often that a script in the page gets nowhere fast, and a phone of 60 euros not slow.
const ROUNDS: u32 = 20_000;

/// What is kept of a PIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    salt: String,
    hash: String,
    wrong: u32,
    /// When the last wrong one was tried, in seconds of the device's clock.
    last: i64,
}

/// What came of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Try {
    Open,
    Wrong,
    /// So many seconds yet.
    Wait(i64),
}

/// The digits of what was typed, if it can be a PIN.
pub fn digits(typed: &str) -> Option<String> {
    match numerals::fold(typed) {
        numerals::Typed::Digits(digits) if DIGITS.contains(&digits.len()) => Some(digits),
        _ => None,
    }
}

impl Kept {
    /// `salt` is random.
    pub fn new(digits: &str, salt: &str) -> Self {
        Self { salt: salt.to_owned(), hash: hash(salt, digits), wrong: 0, last: 0 }
    }

    pub fn read(text: &str) -> Option<Self> {
        let value = wire::parse(text.as_bytes())?;
        let root = Node::root(&value);
        let count = |name: &str| root.get(name).value().and_then(serde_json::Value::as_i64);
        Some(Self {
            salt: root.get("salt").text().ok()?,
            hash: root.get("hash").text().ok()?,
            wrong: u32::try_from(count("wrong")?).ok()?,
            last: count("last")?,
        })
    }

    pub fn write(&self) -> String {
        json!({"salt": self.salt, "hash": self.hash, "wrong": self.wrong, "last": self.last}).to_string()
    }

    /// Counts the try; to be kept after every one. Where the clock was set back, the wait begins anew with this try and
    /// goes down from there: nobody waits for the year to come round again.
    pub fn try_pin(&mut self, typed: &str, now_s: i64) -> Try {
        if now_s < self.last {
            self.last = now_s;
        }
        let wait = self.wait_s() - now_s.saturating_sub(self.last).min(LONGEST_S);
        if self.wrong > FREE && wait > 0 {
            return Try::Wait(wait);
        }
        if digits(typed).is_some_and(|digits| hash(&self.salt, &digits) == self.hash) {
            self.wrong = 0;
            return Try::Open;
        }
        self.wrong = self.wrong.saturating_add(1);
        self.last = now_s;
        Try::Wrong
    }

    fn wait_s(&self) -> i64 {
        let doubled = self.wrong.saturating_sub(FREE + 1).min(16);
        (WAIT_S << doubled).min(LONGEST_S)
    }
}

fn hash(salt: &str, digits: &str) -> String {
    let mut hash = Sha256::digest(["tanggap pin v1:", salt, ":", digits].concat());
    for _ in 1..ROUNDS {
        hash = Sha256::digest(hash);
    }
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_opens_and_another_does_not_also_after_it_was_kept() {
        let kept = Kept::new("4827", "salt");
        let mut kept = Kept::read(&kept.write()).unwrap();
        assert_eq!(kept.try_pin("4828", 100), Try::Wrong);
        assert_eq!(kept.try_pin("48 27", 100), Try::Open);
        assert_eq!(kept.try_pin("٤٨٢٧", 100), Try::Open);
        assert!(!kept.write().contains("4827"));
    }

    #[test]
    fn wrong_ones_cost_more_and_more_and_the_right_one_waits_too() {
        let mut kept = Kept::new("4827", "salt");
        for now in 0..5 {
            assert_eq!(kept.try_pin("1111", now), Try::Wrong, "{now}");
        }
        assert_eq!(kept.try_pin("4827", 5), Try::Wait(29));
        assert_eq!(kept.try_pin("1111", 34), Try::Wrong);
        assert_eq!(kept.try_pin("4827", 35), Try::Wait(59));
        // The clock was set back by years: it waits as if just tried, and no longer.
        assert_eq!(kept.try_pin("4827", -1_000_000), Try::Wait(60));
        assert_eq!(kept.try_pin("4827", 94), Try::Open);
    }

    #[test]
    fn a_wait_goes_down_also_while_the_clock_is_behind_the_last_try() {
        for set_to in [i64::MIN, -1, 0, 1_000, 999_990, 999_999] {
            let mut kept = Kept::new("4827", "salt");
            for _ in 0..5 {
                assert_eq!(kept.try_pin("1111", 1_000_000), Try::Wrong);
            }
            for second in 0..30 {
                assert_eq!(kept.try_pin("4827", set_to + second), Try::Wait(30 - second), "{set_to}");
                kept = Kept::read(&kept.write()).unwrap();
            }
            assert_eq!(kept.try_pin("4827", set_to + 30), Try::Open, "{set_to}");
        }
    }

    #[test]
    fn what_can_be_a_pin() {
        for (typed, expected) in
            [("1234", Some("1234")), ("123", None), ("123456789", None), ("12a4", None), ("", None)]
        {
            assert_eq!(digits(typed).as_deref(), expected, "{typed}");
        }
        assert_eq!(Kept::read(""), None);
        assert_eq!(Kept::read("{}"), None);
    }
}
