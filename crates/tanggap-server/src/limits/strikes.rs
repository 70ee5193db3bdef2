//! How often something may go wrong before one waits: a few times for nothing, then longer and longer, a day at most.

use super::table::{Seat, State, Table};

pub const MINUTE_MS: u64 = 60_000;
pub const HOUR_MS: u64 = 60 * MINUTE_MS;
pub const DAY_MS: u64 = 24 * HOUR_MS;

/// How many strangers' tries a shared place is good for: there is one only while somebody floods the table, and then it
/// must not be easy to use up for others.
const SHARED: u32 = 20;

/// When one has to wait, and how long.
#[derive(Clone, Copy)]
pub struct Patience {
    /// So many failures within an hour cost nothing.
    pub free: u32,
    /// The first wait. Each further failure doubles it, to a day at most.
    pub first_ms: u64,
}

impl Patience {
    /// With wrong keys for one number from one address.
    pub const WITH_KEYS: Self = Self { free: 5, first_ms: HOUR_MS };
    /// With one photo that is refused.
    pub const WITH_PHOTOS: Self = Self { free: 3, first_ms: 10 * MINUTE_MS };
}

pub struct Strikes {
    patience: Patience,
    table: Table<Tries>,
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
    key: u64,
    seat: Seat,
    forgotten_at: u64,
}

impl State for Tries {
    fn is_idle(&self, now: u64) -> bool {
        now >= self.forgotten_at
    }

    fn inherited(&self) -> Self {
        *self
    }
}

impl Strikes {
    /// With a table of `2^power` sets.
    pub fn new(patience: Patience, power: u32) -> Self {
        Self { patience, table: Table::new(power) }
    }

    /// Counts a try before anybody knows how it ends, so that many at once are as many; or tells how many milliseconds
    /// to wait.
    pub fn take(&mut self, key: u64, now: u64) -> Result<Counted, u64> {
        let Patience { free, first_ms } = self.patience;
        let (tries, seat) = self.table.seat(key, now);
        if now < tries.locked_until {
            return Err(tries.locked_until - now);
        }
        if now >= tries.forgotten_at {
            *tries = Tries { forgotten_at: now + HOUR_MS, ..Tries::default() };
        }
        let counted = Counted { key, seat, forgotten_at: tries.forgotten_at };
        tries.count += 1;
        let free = if seat == Seat::Shared { free.saturating_mul(SHARED) } else { free };
        if let Some(beyond) = tries.count.checked_sub(free) {
            let wait = first_ms.saturating_mul(1 << beyond.min(20)).min(DAY_MS);
            tries.locked_until = now + wait;
            tries.forgotten_at = tries.locked_until + DAY_MS;
        }
        Ok(counted)
    }

    /// Takes back one try and the wait that it brought about: nobody is let in while there is an earlier one.
    pub fn give_back(&mut self, counted: &Counted) {
        let Some(tries) = self.table.found(counted.key, counted.seat) else { return };
        tries.count = tries.count.saturating_sub(1);
        (tries.locked_until, tries.forgotten_at) = (0, counted.forgotten_at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: Patience = Patience { free: 5, first_ms: HOUR_MS };

    fn strikes() -> Strikes {
        Strikes::new(KEYS, 4)
    }

    #[test]
    fn five_wrong_keys_an_hour_and_then_longer_and_longer() {
        let mut strikes = strikes();
        let mut now = 7;
        for _ in 0..5 {
            assert!(strikes.take(1, now).is_ok());
        }
        for hours in [1, 2, 4, 8, 16, 24, 24] {
            assert_eq!(strikes.take(1, now), Err(hours * HOUR_MS));
            assert_eq!(strikes.take(1, now + hours * HOUR_MS - 1), Err(1), "no sooner");
            let other = strikes.take(2, now).unwrap();
            strikes.give_back(&other);
            now += hours * HOUR_MS;
            assert!(strikes.take(1, now).is_ok(), "and no later");
        }
        now += DAY_MS + DAY_MS;
        for _ in 0..5 {
            assert!(strikes.take(1, now).is_ok(), "a quiet day, and it begins anew");
        }
    }

    #[test]
    fn a_year_of_guessing_is_what_the_arithmetic_says() {
        let (mut strikes, mut now, mut tried) = (strikes(), 0, 0u32);
        while now < 365 * DAY_MS {
            match strikes.take(1, now) {
                Ok(_) => tried += 1,
                Err(wait) => now += wait,
            }
        }
        assert!(tried < 43_800, "{tried} of 10^18 keys");
    }

    #[test]
    fn a_right_key_costs_nothing_and_forgives_no_wrong_one() {
        let mut strikes = strikes();
        for wrong in 0..5 {
            for now in 0..100 {
                let counted = strikes.take(1, now).unwrap();
                assert!(
                    wrong < 4 || strikes.take(1, now).is_err(),
                    "it counts until it is known to be right"
                );
                strikes.give_back(&counted);
            }
            assert!(strikes.take(1, 100).is_ok(), "{wrong}");
        }
        assert_eq!(strikes.take(1, 100), Err(HOUR_MS));
        let counted = strikes.take(1, 100 + HOUR_MS).unwrap();
        strikes.give_back(&counted);
        assert!(strikes.take(1, 101 + HOUR_MS).is_ok());
        assert_eq!(
            strikes.take(1, 101 + HOUR_MS),
            Err(2 * HOUR_MS),
            "nor is it forgotten how many there were"
        );
    }

    #[test]
    fn a_flood_of_others_forgives_nothing_and_ends_no_limit() {
        let mut strikes = strikes();
        for _ in 0..5 {
            strikes.take(u64::MAX, 0).unwrap();
        }
        for key in 0..10_000 {
            drop(strikes.take(key, 0));
        }
        assert_eq!(strikes.take(u64::MAX, 0), Err(HOUR_MS), "who has to wait still does");
        let (mut tried, newcomer) = (0, 1 << 40);
        while strikes.take(newcomer, 0).is_ok() {
            tried += 1;
            assert!(tried <= 100, "whoever finds no place is held to a limit, too");
        }
        assert!(strikes.take(newcomer, 2 * DAY_MS).is_ok(), "and the flood passes");
    }
}
