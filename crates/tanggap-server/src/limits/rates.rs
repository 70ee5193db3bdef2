//! How much an address, a network, and all together may do.

use super::{bucket::Rate, refusal::Limit};

/// How many addresses' worth a network may spend.
const NETWORK: u32 = 10;

/// The limits of one address; those of a network are wider.
#[derive(Clone)]
pub struct Rates {
    /// Reports from one address.
    pub reports: Rate,
    /// Reports from one address in an hour.
    pub hour: u32,
    /// Reports from everywhere.
    pub all: Rate,
    /// Pieces of photos from one address.
    pub pieces: Rate,
    /// Bytes of photos from one address, in KB.
    pub photo_kb: Rate,
    /// Bytes that are kept of reports and messages from one address, in KB.
    pub words_kb: Rate,
    /// Numbers that nobody has, asked for from one address.
    pub misses: Rate,
    /// Look-ups of one address that says it has the answer already, while it waits for having missed too often.
    pub rechecks: Rate,
    /// Wrong keys from one address, for whatever number.
    pub wrong_keys: Rate,
    /// Reports from one address under numbers that other reports have.
    pub claims: Rate,
    /// Look-ups of one address that may be on their way at the same time. They are counted when their end is known, so
    /// many at once would all slip through.
    pub looks_at_once: u32,
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            reports: Rate { burst: 30, every_ms: 10_000 },
            hour: 300,
            all: Rate { burst: 2_000, every_ms: 10 },
            pieces: Rate { burst: 1_000, every_ms: 20 },
            // 256 MB at once, and as much in an hour: 500 reports with two photos of 250 KB.
            photo_kb: Rate { burst: 256 << 10, every_ms: 14 },
            // 2 MB at once, and as much in an hour: 300 reports, as many as an hour takes, each with the longest description
            // (4,000 letters) and 2 KB around it.
            words_kb: Rate { burst: 2 << 10, every_ms: 1_758 },
            misses: Rate { burst: 30, every_ms: 10_000 },
            rechecks: Rate { burst: 60, every_ms: 1_000 },
            wrong_keys: Rate { burst: 300, every_ms: 1_000 },
            claims: Rate { burst: 10, every_ms: 360_000 },
            looks_at_once: 64,
        }
    }
}

impl Rates {
    pub fn of_network(&self) -> Self {
        Self {
            reports: self.reports.times(NETWORK),
            hour: self.hour.saturating_mul(NETWORK),
            all: self.all,
            pieces: self.pieces.times(NETWORK),
            photo_kb: self.photo_kb.times(NETWORK),
            words_kb: self.words_kb.times(NETWORK),
            misses: self.misses.times(NETWORK),
            rechecks: self.rechecks.times(NETWORK),
            wrong_keys: self.wrong_keys.times(NETWORK),
            claims: self.claims.times(NETWORK),
            looks_at_once: self.looks_at_once.saturating_mul(NETWORK),
        }
    }

    pub fn of(&self, budget: Budget) -> Rate {
        match budget {
            Budget::Reports => self.reports,
            Budget::Pieces => self.pieces,
            Budget::PhotoKb => self.photo_kb,
            Budget::WordsKb => self.words_kb,
            Budget::Misses => self.misses,
            Budget::Rechecks => self.rechecks,
            Budget::WrongKeys => self.wrong_keys,
            Budget::Claims => self.claims,
        }
    }
}

/// What an address has a bucket for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Budget {
    Reports,
    Pieces,
    PhotoKb,
    WordsKb,
    Misses,
    Rechecks,
    WrongKeys,
    Claims,
}

impl Budget {
    pub const COUNT: usize = Self::Claims as usize + 1;

    /// Whether those who are refused come back when they are told, as phones do with what they have to send: each is then
    /// told a turn of its own. A person who looks at a number looks again whenever they like.
    pub fn has_turns(self) -> bool {
        match self {
            Self::Reports | Self::Pieces | Self::PhotoKb | Self::WordsKb | Self::Claims => true,
            Self::Misses | Self::Rechecks | Self::WrongKeys => false,
        }
    }

    pub fn limit(self) -> Limit {
        match self {
            Self::Reports => Limit::Reports,
            Self::Pieces => Limit::Pieces,
            Self::PhotoKb => Limit::PhotoBytes,
            Self::WordsKb => Limit::WordBytes,
            Self::Misses => Limit::Misses,
            Self::Rechecks => Limit::Rechecks,
            Self::WrongKeys => Limit::KeysOfAll,
            Self::Claims => Limit::Claims,
        }
    }
}
