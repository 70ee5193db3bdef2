//! Refusals that load brings with it: a photo without room or turn, a request that finds too many others. Each is told when
//! to come again, and a flood consists of them. So the log has a warning with a count, at once and then once a minute for
//! each kind, and not one line for each; the metrics count every one.

use super::Noted;
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

const EVERY_MS: u64 = 60_000;

/// Refusals by what is said of them. Times are a steady clock's, in milliseconds.
#[derive(Default)]
pub struct Overload(Mutex<BTreeMap<&'static str, Spell>>);

#[derive(Default)]
struct Spell {
    warned_at_ms: u64,
    /// Since that warning.
    count: u64,
}

/// What is said of a refusal that load brings with it; `None` of every other answer.
pub fn words(noted: Option<&Noted>) -> Option<&'static str> {
    match noted? {
        Noted::PhotoRefused("room") => {
            Some("photos are told to come later: they would take the room of words")
        }
        Noted::PhotoRefused("crowded") => {
            Some("photos are told to come later: as many are on their way as there is room for")
        }
        Noted::PhotoRefused("busy") => Some("photos are told to come later: too many at once"),
        Noted::Failed("busy") => Some("requests are told to come later: too many at once"),
        Noted::PhotoRefused(_) | Noted::Failed(_) => None,
    }
}

impl Overload {
    /// Counts one more, and warns if that is due.
    pub fn count(&self, words: &'static str, now_ms: u64) {
        if let Some(count) = self.counted(words, now_ms) {
            warn(words, count);
        }
    }

    /// Warns of what was counted since the last warning. Whoever has the time calls this every minute or so: when a flood
    /// ends, nobody else would tell of its last minute.
    pub fn tell(&self, now_ms: u64) {
        for (words, count) in self.due(now_ms) {
            warn(words, count);
        }
    }

    fn counted(&self, words: &'static str, now_ms: u64) -> Option<u64> {
        let mut spells = self.spells();
        let Some(spell) = spells.get_mut(words) else {
            spells.insert(words, Spell { warned_at_ms: now_ms, count: 0 });
            return Some(1);
        };
        spell.count += 1;
        spell.due(now_ms)
    }

    fn due(&self, now_ms: u64) -> Vec<(&'static str, u64)> {
        let mut spells = self.spells();
        spells.iter_mut().filter_map(|(words, spell)| Some((*words, spell.due(now_ms)?))).collect()
    }

    fn spells(&self) -> MutexGuard<'_, BTreeMap<&'static str, Spell>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Spell {
    fn due(&mut self, now_ms: u64) -> Option<u64> {
        if self.count == 0 || now_ms.saturating_sub(self.warned_at_ms) < EVERY_MS {
            return None;
        }
        self.warned_at_ms = now_ms;
        Some(std::mem::take(&mut self.count))
    }
}

fn warn(words: &str, count: u64) {
    tracing::warn!(count, "{words}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_one_warning_a_minute_and_none_of_it_goes_uncounted() {
        let overload = Overload::default();
        let mut told = Vec::new();
        for second in 0..150 {
            let now_ms = 1_000 * second;
            for _ in 0..10 {
                told.extend(overload.counted("photos", now_ms).map(|count| (second, count)));
            }
            if second < 3 {
                told.extend(overload.counted("lists", now_ms).map(|count| (second, count)));
            }
        }
        assert_eq!(told, [(0, 1), (0, 1), (60, 600), (120, 600)]);
        assert_eq!(overload.due(179_000), [("lists", 2)]);
        assert_eq!(overload.due(180_000), [("photos", 299)]);
        assert!(overload.due(999_000).is_empty(), "nothing came since");
        assert_eq!(overload.counted("photos", 999_000), Some(1), "a new flood is told at once");
    }

    #[test]
    fn only_what_load_brings_with_it_is_told_so() {
        for (noted, is_load) in [
            (Noted::PhotoRefused("room"), true),
            (Noted::PhotoRefused("crowded"), true),
            (Noted::PhotoRefused("busy"), true),
            (Noted::PhotoRefused("kind"), false),
            (Noted::Failed("busy"), true),
            (Noted::Failed("full"), false),
            (Noted::Failed("disk"), false),
            (Noted::Failed("panic"), false),
        ] {
            assert_eq!(words(Some(&noted)).is_some(), is_load, "{noted:?}");
        }
        assert_eq!(words(None), None);
    }
}
