//! How often a key may be wrong (reliability.md §4): five times an hour for one number from one address, then longer
//! and longer, a day at most. Numbers that nobody has are counted alike, and another address is never concerned: so
//! nobody can be kept from their own report by somebody elsewhere.

use super::{Client, Limits, Wait, client, wait};
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

/// A try that was counted, and what to go back to should it not count after all.
#[derive(Debug, PartialEq)]
pub struct Counted {
    pair: u64,
    forgotten_at: u64,
}

/// A try whose end is not known yet. It is given back unless the key was really held against what is kept, and was
/// wrong: phones lose their network in the middle of right ones, and a store fails for everybody. A right one gives back
/// itself and no more: a number may have two owners, and one of them could else try the other's key for ever.
pub struct Guess<'a> {
    limits: &'a Limits,
    counted: Option<Counted>,
}

impl Limits {
    /// Counts one try of a key for a number, or says when to come again. Without an address nobody is counted: five
    /// slips of some would keep out all.
    pub fn guess(&self, client: Client, ticket: &str) -> Result<Guess<'_>, Wait> {
        let counted = match (&self.rates, client) {
            (Some(_), Client::Address(address)) => {
                let pair = client::hash(&(address, ticket));
                Some(self.lock().guesses.take(pair, (self.clock)()).map_err(wait)?)
            }
            _ => None,
        };
        Ok(Guess { limits: self, counted })
    }
}

impl Guess<'_> {
    pub fn wrong(mut self) {
        self.counted = None;
    }
}

impl Drop for Guess<'_> {
    fn drop(&mut self) {
        if let Some(counted) = self.counted.take() {
            self.limits.lock().guesses.give_back(&counted);
        }
    }
}

impl Guesses {
    /// Counts a try before anybody knows whether it is right, so that many at once are as many; or tells how
    /// long to wait.
    pub fn take(&mut self, pair: u64, now: u64) -> Result<Counted, u64> {
        let mut tries = self.known.iter().find_map(|known| known.get(&pair)).copied().unwrap_or_default();
        if now < tries.locked_until {
            return Err(tries.locked_until - now);
        }
        if now >= tries.forgotten_at {
            tries = Tries { forgotten_at: now + HOUR_MS, ..Tries::default() };
        }
        let counted = Counted { pair, forgotten_at: tries.forgotten_at };
        tries.count += 1;
        if let Some(beyond) = tries.count.checked_sub(FREE) {
            let wait = HOUR_MS.saturating_mul(1 << beyond.min(5)).min(DAY_MS);
            tries.locked_until = now + wait;
            tries.forgotten_at = tries.locked_until + DAY_MS;
        }
        self.keep(pair, tries);
        Ok(counted)
    }

    /// Takes back one try and the wait that it brought about: nobody is let in while there is an earlier one.
    pub fn give_back(&mut self, counted: &Counted) {
        for known in &mut self.known {
            let Some(tries) = known.get_mut(&counted.pair) else { continue };
            tries.count = tries.count.saturating_sub(1);
            (tries.locked_until, tries.forgotten_at) = (0, counted.forgotten_at);
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
            assert!(guesses.take(1, now).is_ok());
        }
        for hours in [1, 2, 4, 8, 16, 24, 24] {
            assert_eq!(guesses.take(1, now), Err(hours * HOUR_MS));
            assert_eq!(guesses.take(1, now + hours * HOUR_MS - 1), Err(1), "no sooner");
            let other = guesses.take(2, now).unwrap();
            guesses.give_back(&other);
            now += hours * HOUR_MS;
            assert!(guesses.take(1, now).is_ok(), "and no later");
        }
        now += DAY_MS + DAY_MS;
        for _ in 0..5 {
            assert!(guesses.take(1, now).is_ok(), "a quiet day, and it begins anew");
        }
    }

    #[test]
    fn a_year_of_guessing_is_what_the_arithmetic_says() {
        let (mut guesses, mut now, mut tried) = (Guesses::default(), 0, 0u32);
        while now < 365 * DAY_MS {
            match guesses.take(1, now) {
                Ok(_) => tried += 1,
                Err(wait) => now += wait,
            }
        }
        assert!(tried < 43_800, "{tried} of 10^18 keys");
    }

    #[test]
    fn a_right_key_costs_nothing_and_forgives_no_wrong_one() {
        let mut guesses = Guesses::default();
        for wrong in 0..5 {
            for now in 0..100 {
                let counted = guesses.take(1, now).unwrap();
                assert!(
                    wrong < 4 || guesses.take(1, now).is_err(),
                    "it counts until it is known to be right"
                );
                guesses.give_back(&counted);
            }
            assert!(guesses.take(1, 100).is_ok(), "{wrong}");
        }
        assert_eq!(guesses.take(1, 100), Err(HOUR_MS));
        let counted = guesses.take(1, 100 + HOUR_MS).unwrap();
        guesses.give_back(&counted);
        assert!(guesses.take(1, 101 + HOUR_MS).is_ok());
        assert_eq!(
            guesses.take(1, 101 + HOUR_MS),
            Err(2 * HOUR_MS),
            "nor is it forgotten how many there were"
        );
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
