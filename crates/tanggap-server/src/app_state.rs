//! Everything that answers are made from, put together once at start.

use crate::{
    api::Lists,
    city::City,
    clock::{Clock, Steady},
    figures::Figures,
    http::{headers::HeaderSets, origin::Origin, overload::Overload},
    limits::Limits,
    metrics::Requests,
    pages::Pages,
    pepper::Pepper,
    photo::PhotoProcessor,
    sessions::Sessions,
    store::Store,
};
use ipnet::IpNet;
use std::sync::Arc;
use tanggap_core::config::PortalConfig;
use time::Date;

pub struct AppState {
    pub config: Arc<PortalConfig>,
    pub holidays: Vec<Date>,
    pub city: Arc<City>,
    pub store: Store,
    pub pepper: Pepper,
    pub pages: Pages,
    pub headers: Arc<HeaderSets>,
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
    pub allowed_origins: Vec<Origin>,
    /// Who may say that a request came over https.
    pub trusted_proxies: Vec<IpNet>,
}

impl AppState {
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
