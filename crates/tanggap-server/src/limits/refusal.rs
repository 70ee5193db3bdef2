//! What somebody hears who is over a limit, made in one place so that it can be counted by its kind.

use std::sync::atomic::{AtomicU64, Ordering};

/// Which limit it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Reports and messages from one address or network, at once.
    Reports,
    /// The same in an hour.
    ReportsOfHour,
    /// Reports and messages from everywhere.
    All,
    /// Pieces of photos.
    Pieces,
    /// Bytes of photos.
    PhotoBytes,
    /// Bytes of reports and messages.
    WordBytes,
    /// A photo that was refused too often.
    RefusedPhotos,
    /// Numbers that nobody has.
    Misses,
    /// Look-ups at the same time.
    LooksAtOnce,
    /// Look-ups with a tag while others wait.
    Rechecks,
    /// Wrong keys for one number.
    Keys,
    /// Wrong keys for any number.
    KeysOfAll,
    /// Numbers that other reports have.
    Claims,
}

impl Limit {
    pub const ALL: [Self; 13] = [
        Self::Reports,
        Self::ReportsOfHour,
        Self::All,
        Self::Pieces,
        Self::PhotoBytes,
        Self::WordBytes,
        Self::RefusedPhotos,
        Self::Misses,
        Self::LooksAtOnce,
        Self::Rechecks,
        Self::Keys,
        Self::KeysOfAll,
        Self::Claims,
    ];

    /// Its name in figures for operators.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reports => "reports",
            Self::ReportsOfHour => "reports_of_hour",
            Self::All => "all",
            Self::Pieces => "pieces",
            Self::PhotoBytes => "photo_bytes",
            Self::WordBytes => "word_bytes",
            Self::RefusedPhotos => "refused_photos",
            Self::Misses => "misses",
            Self::LooksAtOnce => "looks_at_once",
            Self::Rechecks => "rechecks",
            Self::Keys => "keys",
            Self::KeysOfAll => "keys_of_all",
            Self::Claims => "claims",
        }
    }

    /// What a person is told.
    pub fn words(self) -> &'static str {
        match self {
            Self::Reports
            | Self::ReportsOfHour
            | Self::All
            | Self::Pieces
            | Self::PhotoBytes
            | Self::WordBytes
            | Self::Claims => {
                "Many reports come from where you are. Nothing is lost: please send it again a little later."
            }
            Self::RefusedPhotos => "This photo was refused several times. Please try again later.",
            Self::Misses | Self::LooksAtOnce | Self::Rechecks => {
                "Many numbers that no report has were asked for from where you are. Please try a little later."
            }
            Self::Keys => "Wrong keys were tried for this number from where you are. Please try later.",
            Self::KeysOfAll => "Many wrong keys were tried from where you are. Please try later.",
        }
    }
}

/// Come again in so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    pub seconds: u32,
    pub limit: Limit,
}

/// How often each limit was hit since the start.
#[derive(Default)]
pub struct Refusals([AtomicU64; Limit::ALL.len()]);

impl Refusals {
    /// Refuses, and counts it.
    pub fn refuse(&self, limit: Limit, wait_ms: u64) -> Wait {
        if let Some(count) = self.0.get(limit as usize) {
            count.fetch_add(1, Ordering::Relaxed);
        }
        let seconds = u32::try_from(wait_ms.div_ceil(1_000)).unwrap_or(u32::MAX).max(1);
        Wait { seconds, limit }
    }

    pub fn counts(&self) -> impl Iterator<Item = (Limit, u64)> + '_ {
        Limit::ALL.into_iter().zip(&self.0).map(|(limit, count)| (limit, count.load(Ordering::Relaxed)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_is_counted_under_its_limit() {
        let refusals = Refusals::default();
        for (place, limit) in Limit::ALL.into_iter().enumerate() {
            for _ in 0..=place {
                refusals.refuse(limit, 1_001);
            }
        }
        assert_eq!(refusals.refuse(Limit::Reports, 0), Wait { seconds: 1, limit: Limit::Reports });
        assert_eq!(refusals.refuse(Limit::Reports, 1_001).seconds, 2);
        let counted: Vec<_> = refusals.counts().map(|(_, count)| count).collect();
        assert_eq!(counted, [3, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    }
}
