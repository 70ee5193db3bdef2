//! Whoever tries numbers finds one in nine thousand at a million reports (reliability.md §4). So numbers that nobody
//! has are counted, and only those: to look at one's own report costs nothing, however often.

use super::{Client, Limits, Wait, wait};

/// Look-ups of one address that may be on their way at the same time. They are counted when their end is known, so
/// many at once would all slip through.
const AT_ONCE: u32 = 64;

/// A look-up whose end is not known yet.
pub struct Look<'a> {
    limits: &'a Limits,
    client: Client,
}

impl Limits {
    /// Lets a look-up begin, or says when to come again.
    pub fn look(&self, client: Client) -> Result<Look<'_>, Wait> {
        let Some(rates) = &self.rates else { return Ok(Look { limits: self, client: Client::Unnamed }) };
        let now = (self.clock)();
        if let Some(visitor) = self.lock().visitor(client, rates, now) {
            if visitor.looking >= AT_ONCE {
                return Err(Wait(1));
            }
            // Taken and given back: whoever is refused is told a turn of their own.
            visitor.misses.take(&rates.misses, now, 0).map_err(wait)?;
            visitor.misses.give_back(&rates.misses);
            visitor.looking += 1;
        }
        Ok(Look { limits: self, client })
    }

    /// Lets somebody who has to wait ask whether what they have still holds: as often as the app of a whole office does,
    /// and too seldom to try out numbers.
    pub fn recheck(&self, client: Client) -> Result<(), Wait> {
        let Some(rates) = &self.rates else { return Ok(()) };
        let now = (self.clock)();
        match self.lock().visitor(client, rates, now) {
            Some(visitor) => visitor.rechecks.take(&rates.rechecks, now, 0).map_err(wait),
            None => Ok(()),
        }
    }
}

impl Look<'_> {
    /// Nobody has this number.
    pub fn missed(self) {
        let Some(rates) = &self.limits.rates else { return };
        let now = (self.limits.clock)();
        if let Some(visitor) = self.limits.lock().visitor(self.client, rates, now) {
            visitor.misses.owe(&rates.misses, now);
        }
    }
}

impl Drop for Look<'_> {
    fn drop(&mut self) {
        let Client::Address(address) = self.client else { return };
        if let Some(visitor) = self.limits.lock().clients.get_mut(&address) {
            visitor.looking = visitor.looking.saturating_sub(1);
        }
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

    const PHONE: Client = Client::Address(7);

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
        assert_eq!(limits.look(PHONE).err(), Some(Wait(10)));
        assert!(limits.look(Client::Address(8)).is_ok() && limits.look(Client::Unnamed).is_ok());
        now.fetch_add(10_000, Ordering::Relaxed);
        assert!(limits.look(PHONE).is_ok(), "as it was told");
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
                Err(Wait(seconds)) => drop(now.fetch_add(u64::from(seconds) * 1_000, Ordering::Relaxed)),
            }
        }
        assert!((8_000..9_000).contains(&tried), "{tried}");
    }

    #[test]
    fn who_waits_asks_after_what_they_have_once_a_second() {
        let (limits, now) = limits();
        assert!((0..60).all(|_| limits.recheck(PHONE).is_ok()));
        assert_eq!(limits.recheck(PHONE), Err(Wait(1)));
        assert!(limits.recheck(Client::Address(8)).is_ok() && limits.recheck(Client::Unnamed).is_ok());
        now.fetch_add(1_000, Ordering::Relaxed);
        assert_eq!((limits.recheck(PHONE), limits.recheck(PHONE).is_err()), (Ok(()), true));
    }

    #[test]
    fn many_at_once_are_as_many() {
        let (limits, _) = limits();
        let looks: Vec<_> = (0..1_000).filter_map(|_| limits.look(PHONE).ok()).collect();
        assert_eq!(looks.len(), AT_ONCE as usize);
        looks.into_iter().for_each(Look::missed);
        assert!(limits.look(PHONE).is_err());
    }
}
