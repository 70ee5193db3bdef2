//! Whoever tries numbers finds one in nine thousand at a million reports (reliability.md §4). So numbers that nobody
//! has are counted, and only those: to look at one's own report costs nothing, however often. Another site's page that
//! asks in a visitor's browser asks from the visitor's address: half of the budget is kept back from it.

use super::{
    client::Client,
    limiter::Limits,
    refusal::{Limit, Wait},
    table::Seat,
    visitor::Spend,
};

/// Look-ups of another site's pages that may be on their way from one address: they are counted when their end is known.
const FOREIGN_AT_ONCE: u32 = 8;

/// A look-up whose end is not known yet.
pub struct Look<'a> {
    limits: &'a Limits,
    client: Client,
    /// Where it is counted as being on its way: with the address and with its network.
    seats: [Option<Seat>; 2],
}

impl Limits {
    /// Lets a look-up begin, or says when to come again.
    pub fn look(&self, client: Client) -> Result<Look<'_>, Wait> {
        self.look_of(client, Spend::Miss, u32::MAX)
    }

    /// The same for another site's page.
    pub fn foreign_look(&self, client: Client) -> Result<Look<'_>, Wait> {
        self.look_of(client, Spend::ForeignMiss, FOREIGN_AT_ONCE)
    }

    fn look_of(&self, client: Client, needed: Spend, at_once: u32) -> Result<Look<'_>, Wait> {
        let mut look = Look { limits: self, client, seats: [None; 2] };
        self.has_room(client, needed)?;
        self.try_to(|known, rates, now| {
            let mut visitors = known.visitors(client, rates, now);
            let here = || visitors.iter().flatten();
            if here().any(|(visitor, rates, _)| visitor.looking >= rates.looks_at_once.min(at_once)) {
                return Err((Limit::LooksAtOnce, 0));
            }
            for (seat, visitor) in look.seats.iter_mut().zip(&mut visitors) {
                *seat = visitor.as_mut().map(|(visitor, _, seat)| {
                    visitor.looking += 1;
                    *seat
                });
            }
            Ok(())
        })?;
        Ok(look)
    }

    /// Lets somebody who has to wait ask whether what they have still holds: as often as the app of a whole office does,
    /// and too seldom to try out numbers.
    pub fn recheck(&self, client: Client) -> Result<(), Wait> {
        self.spend(client, Spend::Recheck)
    }
}

impl Look<'_> {
    /// Nobody has this number.
    pub fn missed(self) {
        self.limits.owe(self.client, Spend::Miss);
    }
}

impl Drop for Look<'_> {
    fn drop(&mut self) {
        let Client::Address(address) = self.client else { return };
        self.limits.lock().leave(address, self.seats);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Rates;
    use std::sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    };

    const PHONE: Client = Client::some(7);

    fn limits() -> (Limits, Arc<AtomicU64>) {
        let now = Arc::new(AtomicU64::new(1_000_000));
        let clock = Arc::clone(&now);
        (Limits::with_clock(Some(Rates::default()), Box::new(move || clock.load(Ordering::Relaxed))), now)
    }

    #[test]
    fn only_numbers_that_nobody_has_are_counted() {
        let (limits, now) = limits();
        assert!((0..1_000).all(|_| limits.look(PHONE).is_ok()), "one's own number");
        for _ in 0..30 {
            limits.look(PHONE).ok().unwrap().missed();
        }
        let wait = limits.look(PHONE).err();
        assert_eq!(wait, Some(Wait { seconds: 10, limit: Limit::Misses }));
        assert!(limits.look(Client::some(8)).is_ok() && limits.look(Client::Unnamed).is_ok());
        now.fetch_add(10_000, Ordering::Relaxed);
        assert!(limits.look(PHONE).is_ok(), "as it was told");
    }

    #[test]
    fn who_looks_again_and_again_is_told_when_the_next_look_is_answered() {
        let (limits, now) = limits();
        for _ in 0..30 {
            limits.look(PHONE).ok().unwrap().missed();
        }
        for second in 0..10 {
            assert_eq!(limits.look(PHONE).err().map(|wait| wait.seconds), Some(10 - second), "{second}");
            now.fetch_add(1_000, Ordering::Relaxed);
        }
        assert!(limits.look(PHONE).is_ok(), "as it was told");
    }

    #[test]
    fn another_sites_page_leaves_its_visitor_half() {
        let (limits, now) = limits();
        for round in 0..10 {
            let looks: Vec<_> = (0..64).filter_map(|_| limits.foreign_look(PHONE).ok()).collect();
            looks.into_iter().for_each(Look::missed);
            assert!(limits.look(PHONE).is_ok(), "{round}");
        }
        assert!(limits.foreign_look(PHONE).is_err());
        let own = (0..30).filter(|_| limits.look(PHONE).map(Look::missed).is_ok()).count();
        assert!((8..=15).contains(&own), "{own} of the visitor's own");
        now.fetch_add(300_000, Ordering::Relaxed);
        assert!(limits.foreign_look(PHONE).is_ok());
    }

    #[test]
    fn a_day_of_trying_numbers_shows_less_than_nine_thousand_of_them() {
        let (limits, now) = limits();
        let (begun, mut tried) = (now.load(Ordering::Relaxed), 0u32);
        while now.load(Ordering::Relaxed) < begun + 24 * 3_600_000 {
            match limits.look(PHONE) {
                Ok(look) => {
                    look.missed();
                    tried += 1;
                }
                Err(Wait { seconds, .. }) => {
                    now.fetch_add(u64::from(seconds) * 1_000, Ordering::Relaxed);
                }
            }
        }
        assert!((8_000..9_000).contains(&tried), "{tried}");
    }

    #[test]
    fn who_waits_asks_after_what_they_have_once_a_second() {
        let (limits, now) = limits();
        assert!((0..60).all(|_| limits.recheck(PHONE).is_ok()));
        assert_eq!(limits.recheck(PHONE).unwrap_err().seconds, 1);
        assert!(limits.recheck(Client::some(8)).is_ok() && limits.recheck(Client::Unnamed).is_ok());
        now.fetch_add(1_000, Ordering::Relaxed);
        assert_eq!((limits.recheck(PHONE), limits.recheck(PHONE).is_err()), (Ok(()), true));
    }

    #[test]
    fn many_at_once_are_as_many() {
        let (limits, _) = limits();
        let looks: Vec<_> = (0..1_000).filter_map(|_| limits.look(PHONE).ok()).collect();
        assert_eq!(looks.len(), 64);
        looks.into_iter().for_each(Look::missed);
        assert!(limits.look(PHONE).is_err());
    }
}
