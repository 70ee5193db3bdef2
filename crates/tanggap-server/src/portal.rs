//! Everything that answers are made from, put together once at start.

use crate::{
    api::Lists,
    city::City,
    figures::Figures,
    http::{headers::HeaderSets, overload::Overload},
    limits::{Limits, Steady},
    metrics::Requests,
    pages::Pages,
    pepper::Pepper,
    photo::PhotoProcessor,
    sessions::Sessions,
    store::Store,
};
use ipnet::IpNet;
use std::{
    sync::Arc,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};
use tanggap_core::config::PortalConfig;
use time::Date;

pub struct Portal {
    pub config: Arc<PortalConfig>,
    pub holidays: Vec<Date>,
    pub city: Arc<City>,
    pub store: Store,
    pub pepper: Pepper,
    pub pages: Pages,
    pub headers: HeaderSets,
    pub photo_processor: PhotoProcessor,
    pub limits: Limits,
    pub sessions: Sessions,
    pub figures: Figures,
    pub requests: Requests,
    pub overload: Overload,
    pub lists: Lists,
    pub settings: Settings,
    pub clock: Clock,
    /// For how long something lasts: the other clock may be set at any moment.
    pub steady: Steady,
}

/// What the operator of the server decides.
#[derive(Default)]
pub struct Settings {
    /// Other sites whose pages may send reports.
    pub allowed_origins: Vec<String>,
    /// Who may say that a request came over https.
    pub trusted_proxies: Vec<IpNet>,
}

/// The present: seconds since 1970. A function, so that tests can choose it.
pub type Clock = fn() -> i64;

impl Portal {
    /// The present as the store and the wire count it.
    pub fn now(&self) -> i64 {
        (self.clock)()
    }

    /// The language to answer in: the one asked for if the portal has it, else its first.
    pub fn language<'a>(&'a self, asked: Option<&'a str>) -> &'a str {
        let first = self.config.languages.first().map_or("id", String::as_str);
        asked.filter(|asked| self.config.languages.iter().any(|known| known == asked)).unwrap_or(first)
    }
}

/// The machine's clock.
pub fn system_clock() -> i64 {
    // Any clock that a machine can be set to; a calendar may end before it.
    let seconds = |span: Duration| i64::try_from(span.as_secs()).unwrap_or(i64::MAX);
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => seconds(since),
        Err(before) => -seconds(before.duration()),
    }
}

/// Milliseconds since this call.
pub fn steady_clock() -> Steady {
    let start = Instant::now();
    Box::new(move || u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX))
}
