//! How often one address may claim numbers that other reports have. Two devices make the same number once in thousands of
//! reports, so whoever does it often is looking for something. A claim costs a token of a bucket of its own; beyond it
//! the report waits, whatever else is free, and is taken when it comes again.

use super::{client::Client, limiter::Limits, refusal::Wait, visitor::Spend};

impl Limits {
    /// Counts one claim, or says when to come again. Whoever is refused is not counted.
    pub fn claim(&self, client: Client) -> Result<(), Wait> {
        self.spend(client, Spend::Claim)
    }

    /// Takes back a claim that came to nothing: the store failed, or the report was here already.
    pub fn unclaim(&self, client: Client) {
        self.give_back(client, Spend::Claim);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::{Ask, Limit, Rates};
    use std::sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    };

    const PHONE: Client = Client::some(7);
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
        assert_eq!(limits.claim(PHONE), Err(Wait { seconds: 360, limit: Limit::Claims }));
        assert_eq!(limits.ask(PHONE, Ask::Report("other")), Ok(()), "other reports are not concerned");
        assert_eq!(limits.claim(Client::some(8)), Ok(()), "nor are other addresses");
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
