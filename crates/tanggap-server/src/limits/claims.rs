//! How often one address may claim numbers that other reports have. Two devices make the same number once in thousands of
//! reports, so whoever does it often is looking for something. A claim costs a token of a bucket of its own; beyond it
//! the report waits, whatever else is free, and is taken when it comes again.

use super::{Client, Limits, Wait, wait};

impl Limits {
    /// Counts one claim, or says when to come again. Whoever is refused is not counted.
    pub fn claim(&self, client: Client) -> Result<(), Wait> {
        let Some(rates) = &self.rates else { return Ok(()) };
        let now = (self.clock)();
        match self.lock().visitor(client, rates, now) {
            Some(visitor) => visitor.claims.take(&rates.claims, now, 0).map_err(wait),
            None => Ok(()),
        }
    }

    /// Takes back a claim that came to nothing: the store failed, or the report was here already.
    pub fn unclaim(&self, client: Client) {
        let Some(rates) = &self.rates else { return };
        let now = (self.clock)();
        if let Some(visitor) = self.lock().visitor(client, rates, now) {
            visitor.claims.give_back(&rates.claims);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::{Ask, Rates};
    use std::sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    };

    const PHONE: Client = Client::Address(7);
    const SIX_MINUTES_MS: u64 = 360_000;

    #[test]
    fn ten_claims_at_once_and_then_one_every_six_minutes() {
        let now = Arc::new(AtomicU64::new(1_000_000));
        let clock = Arc::clone(&now);
        let limits =
            Limits::with_clock(Some(Rates::default()), Box::new(move || clock.load(Ordering::Relaxed)));
        for claim in 0..10 {
            assert_eq!(limits.claim(PHONE), Ok(()), "{claim}");
        }
        assert_eq!(limits.claim(PHONE), Err(Wait(360)));
        assert_eq!(limits.ask(PHONE, Ask::Report("other")), Ok(()), "other reports are not concerned");
        assert_eq!(limits.claim(Client::Address(8)), Ok(()), "nor are other addresses");
        now.fetch_add(SIX_MINUTES_MS, Ordering::Relaxed);
        assert_eq!(limits.claim(PHONE), Ok(()), "there is room as promised");
        assert!(limits.claim(PHONE).is_err());
        limits.unclaim(PHONE);
        assert_eq!(limits.claim(PHONE), Ok(()), "what came to nothing costs nothing");
    }

    #[test]
    fn without_limits_there_are_none() {
        let limits = Limits::new(None);
        assert!((0..1_000).all(|_| limits.claim(PHONE).is_ok()));
    }
}
