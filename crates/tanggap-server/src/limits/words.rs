//! How many bytes of reports and messages are kept from one address: 2 MB at once, and as much in an hour. The count of
//! reports alone would let one IPv6 site fill 4.5 GB a day with the longest bodies that there are.

use super::{client::Client, limiter::Limits, refusal::Wait, visitor::Spend};

/// Words that are on their way into the store. They count only if they are kept there.
pub struct Words<'a> {
    limits: &'a Limits,
    client: Client,
    spent: Option<Spend>,
}

impl Limits {
    /// Counts so many bytes, or says when to come again. Whoever is refused is not counted.
    pub fn words(&self, client: Client, bytes: usize) -> Result<Words<'_>, Wait> {
        let spent = Spend::Words(u32::try_from(bytes.div_ceil(1_024)).unwrap_or(u32::MAX));
        self.spend(client, spent)?;
        Ok(Words { limits: self, client, spent: Some(spent) })
    }
}

impl Words<'_> {
    pub fn kept(mut self) {
        self.spent = None;
    }
}

impl Drop for Words<'_> {
    fn drop(&mut self) {
        if let Some(spent) = self.spent {
            self.limits.give_back(self.client, spent);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::{Address, Limit, Rates};
    use std::sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    };

    const PHONE: Client = Client::some(7);
    /// A report with the longest description.
    const LONGEST: usize = 6 << 10;
    const HOUR_MS: u64 = 3_600_000;

    fn limits() -> (Limits, Arc<AtomicU64>) {
        let now = Arc::new(AtomicU64::new(1_000_000));
        let clock = Arc::clone(&now);
        (Limits::with_clock(Some(Rates::default()), Box::new(move || clock.load(Ordering::Relaxed))), now)
    }

    fn kept(limits: &Limits, client: Client, bytes: usize) -> bool {
        limits.words(client, bytes).map(Words::kept).is_ok()
    }

    #[test]
    fn all_reports_that_an_hour_takes_may_be_as_long_as_they_can_be() {
        let (limits, now) = limits();
        for _ in 0..3 {
            assert!((0..300).all(|_| kept(&limits, PHONE, LONGEST)));
            now.fetch_add(HOUR_MS, Ordering::Relaxed);
        }
    }

    #[test]
    fn a_site_fills_20_mb_at_once_and_in_an_hour_and_concerns_nobody_else() {
        let (limits, now) = limits();
        let line = |own| Client::Address(Address { own, network: Some(1) });
        let fill = || (0..100_000u64).filter(|place| kept(&limits, line(place % 500), 64 << 10)).count();
        assert_eq!(fill(), 320, "of 64 KB each");
        assert!(kept(&limits, PHONE, 64 << 10), "another address");
        now.fetch_add(HOUR_MS, Ordering::Relaxed);
        assert!((310..=330).contains(&fill()));
    }

    #[test]
    fn who_is_over_it_is_told_when_and_what_is_not_kept_costs_nothing() {
        let (limits, now) = limits();
        for _ in 0..1_000 {
            assert!(limits.words(PHONE, 64 << 10).is_ok(), "refused by the store");
        }
        assert!((0..32).all(|_| kept(&limits, PHONE, 64 << 10)));
        let wait = limits.words(PHONE, 10).err();
        assert_eq!(wait, Some(Wait { seconds: 2, limit: Limit::WordBytes }));
        now.fetch_add(2_000, Ordering::Relaxed);
        assert!(kept(&limits, PHONE, 10), "as it was told");
        assert!((0..1_000).all(|_| kept(&Limits::new(None), PHONE, 64 << 10)));
    }
}
