//! How often a key may be wrong (reliability.md §4): five times an hour for one number from one address, then longer
//! and longer, a day at most. Numbers that nobody has are counted alike, and another address is never concerned: so
//! nobody can be kept from their own report by somebody elsewhere.

use std::collections::HashMap;

const FREE: u32 = 5;
const HOUR_MS: u64 = 3_600_000;
const DAY_MS: u64 = 24 * HOUR_MS;
/// Pairs of number and address in memory, twice over. Whoever wants to be forgotten has to ask for so many others.
const KNOWN: usize = 50_000;

#[derive(Default)]
pub struct Guesses {
    known: [HashMap<u64, Tries>; 2],
}

#[derive(Clone, Copy, Default)]
struct Tries {
    count: u32,
    /// When what was counted no longer matters.
    forgotten_at: u64,
    locked_until: u64,
}

impl Guesses {
    /// Counts a try before anybody knows whether it is right, so that many at once are as many; or tells how
    /// long to wait.
    pub fn take(&mut self, pair: u64, now: u64) -> Result<(), u64> {
        let mut tries = self.known.iter().find_map(|known| known.get(&pair)).copied().unwrap_or_default();
        if now < tries.locked_until {
            return Err(tries.locked_until - now);
        }
        if now >= tries.forgotten_at {
            tries = Tries { forgotten_at: now + HOUR_MS, ..Tries::default() };
        }
        tries.count += 1;
        if let Some(beyond) = tries.count.checked_sub(FREE) {
            let wait = HOUR_MS.saturating_mul(1 << beyond.min(5)).min(DAY_MS);
            tries.locked_until = now + wait;
            tries.forgotten_at = tries.locked_until + DAY_MS;
        }
        self.keep(pair, tries);
        Ok(())
    }

    /// It was right.
    pub fn forgive(&mut self, pair: u64) {
        for known in &mut self.known {
            known.remove(&pair);
        }
    }

    fn keep(&mut self, pair: u64, tries: Tries) {
        if self.known[0].len() >= KNOWN {
            self.known.swap(0, 1);
            self.known[0].clear();
        }
        self.known[1].remove(&pair);
        self.known[0].insert(pair, tries);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_wrong_keys_an_hour_and_then_longer_and_longer() {
        let mut guesses = Guesses::default();
        let mut now = 7;
        for _ in 0..5 {
            assert_eq!(guesses.take(1, now), Ok(()));
        }
        for hours in [1, 2, 4, 8, 16, 24, 24] {
            assert_eq!(guesses.take(1, now), Err(hours * HOUR_MS));
            assert_eq!(guesses.take(1, now + hours * HOUR_MS - 1), Err(1), "no sooner");
            assert_eq!(guesses.take(2, now), Ok(()), "another pair");
            guesses.forgive(2);
            now += hours * HOUR_MS;
            assert_eq!(guesses.take(1, now), Ok(()), "and no later");
        }
        now += DAY_MS + DAY_MS;
        for _ in 0..5 {
            assert_eq!(guesses.take(1, now), Ok(()), "a quiet day, and it begins anew");
        }
    }

    #[test]
    fn a_year_of_guessing_is_what_the_arithmetic_says() {
        let (mut guesses, mut now, mut tried) = (Guesses::default(), 0, 0u32);
        while now < 365 * DAY_MS {
            match guesses.take(1, now) {
                Ok(()) => tried += 1,
                Err(wait) => now += wait,
            }
        }
        assert!(tried < 43_800, "{tried} of 10^18 keys");
    }

    #[test]
    fn four_slips_and_the_right_key_are_no_trouble_however_often() {
        let mut guesses = Guesses::default();
        for now in 0..100 {
            for _ in 0..5 {
                assert_eq!(guesses.take(1, now), Ok(()));
            }
            guesses.forgive(1);
        }
    }

    #[test]
    fn a_flood_of_numbers_does_not_fill_the_memory() {
        let mut guesses = Guesses::default();
        for pair in 0..3 * KNOWN as u64 {
            guesses.take(pair, 0).unwrap();
        }
        assert!(guesses.known.iter().all(|known| known.len() <= KNOWN));
    }
}
