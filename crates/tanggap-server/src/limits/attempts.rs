//! How often one photo may be refused: three times, then its place in the report waits for ten minutes, and longer each
//! time, a day at most. What is refused has cost the decoder's work, and a phone has nothing else to send for it.

use super::{
    client,
    limiter::Limits,
    refusal::{Limit, Wait},
    strikes::Counted,
};

/// A photo on its way whose end is not known yet. It counts only if it is refused: a line that breaks is nobody's fault.
pub struct Attempt<'a> {
    limits: &'a Limits,
    counted: Option<Counted>,
}

impl Limits {
    /// Lets bytes of a photo come, or says when to come again. `uid` and `slot` as in the address.
    pub fn attempt(&self, uid: &str, slot: &str) -> Result<Attempt<'_>, Wait> {
        let mut attempt = Attempt { limits: self, counted: None };
        let photo = client::hash(&(uid, slot));
        self.try_to(|known, _, now| {
            let counted = known.photos.take(photo, now).map_err(|wait_ms| (Limit::RefusedPhotos, wait_ms))?;
            attempt.counted = Some(counted);
            Ok(())
        })?;
        Ok(attempt)
    }
}

impl Attempt<'_> {
    pub fn refused(mut self) {
        self.counted = None;
    }
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        if let Some(counted) = self.counted.take() {
            self.limits.lock().photos.give_back(&counted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::{Rates, strikes::MINUTE_MS};
    use std::sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    };

    #[test]
    fn a_photo_that_was_refused_three_times_waits_longer_and_longer() {
        let now = Arc::new(AtomicU64::new(7));
        let clock = Arc::clone(&now);
        let limits =
            Limits::with_clock(Some(Rates::default()), Box::new(move || clock.load(Ordering::Relaxed)));
        let attempt = || limits.attempt("uid", "slot");
        for _ in 0..1_000 {
            assert!(attempt().is_ok(), "what is not refused costs nothing");
        }
        for _ in 0..3 {
            attempt().ok().unwrap().refused();
        }
        for minutes in [10, 20, 40, 80] {
            let wait = attempt().err();
            assert_eq!(wait, Some(Wait { seconds: minutes * 60, limit: Limit::RefusedPhotos }));
            assert!(limits.attempt("uid", "other").is_ok() && limits.attempt("other", "slot").is_ok());
            now.fetch_add(u64::from(minutes) * MINUTE_MS, Ordering::Relaxed);
            attempt().ok().unwrap().refused();
        }
        assert!((0..9).all(|_| Limits::new(None).attempt("uid", "slot").map(Attempt::refused).is_ok()));
    }
}
