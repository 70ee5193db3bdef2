//! The limits as options of `serve`.

use crate::limits::{Rate, Rates};

/// Whoever may send more reports in an hour may send as much more of words: so many KB are the longest report.
const KB_OF_REPORT: u32 = 7;
const HOUR_MS: u64 = 3_600_000;
/// More than a city has people who report at once.
const MOST: i64 = 1_000_000;

#[derive(clap::Args)]
pub struct Options {
    /// Whether reports are limited per address; off only behind something that does it
    #[arg(long, value_enum, default_value = "on")]
    limits: Switch,
    /// Reports that one address may send at once
    #[arg(long, value_name = "REPORTS", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=MOST))]
    limit_burst: u32,
    /// After those, one more every so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=86_400))]
    limit_every: u32,
    /// Reports that one address may send in an hour
    #[arg(long, value_name = "REPORTS", default_value_t = 300, value_parser = clap::value_parser!(u32).range(1..=MOST))]
    limit_hour: u32,
    /// Reports a second from everywhere
    #[arg(long, value_name = "REPORTS", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    limit_all: u32,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Switch {
    On,
    Off,
}

impl Options {
    pub fn rates(&self) -> Option<Rates> {
        let defaults = Rates::default();
        let reports = Rate { burst: self.limit_burst, every_ms: u64::from(self.limit_every) * 1_000 };
        let all = Rate { every_ms: (1_000 / u64::from(self.limit_all)).max(1), ..defaults.all };
        let hour = self.limit_hour;
        let kb = defaults.words_kb.burst.max(hour.saturating_mul(KB_OF_REPORT));
        let words_kb = Rate { burst: kb, every_ms: (HOUR_MS / u64::from(kb)).max(1) };
        let rates = Rates { reports, hour, all, words_kb, ..defaults };
        (self.limits == Switch::On).then_some(rates)
    }
}
