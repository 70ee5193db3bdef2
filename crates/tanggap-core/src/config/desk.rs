//! Where a desk is, and what may be sent to it.

use super::{Desk, absolute, is_elsewhere};

impl Desk {
    /// Where the desk's API is, seen from a portal that lives under `base`.
    pub fn base_url(&self, base: &str) -> String {
        absolute(base, &self.api)
    }

    /// Whether it is reached under the portal's own address, so through our server.
    pub fn is_under_the_portal(&self) -> bool {
        !is_elsewhere(&self.api)
    }

    /// Whether a report may have photos: they follow a `PUT`, and a desk that may be a plain one isn't promised any.
    pub fn takes_photos(&self) -> bool {
        self.takes_reports.unwrap_or(self.is_under_the_portal())
    }

    /// Where its services are in one language. The page asks for it early, so both must say the same.
    pub fn services_url(&self, base: &str, language: &str) -> String {
        format!("{}/services.json?locale={language}", self.base_url(base))
    }
}
