//! A desk: an office with an API of its own; where that is, and what may be sent to it.

use super::address::{absolute, is_elsewhere};
use crate::localized::Localized;

#[derive(Debug, Clone, PartialEq)]
pub struct Desk {
    pub id: String,
    pub name: Localized,
    pub kind: DeskKind,
    /// Base URL, absolute or relative to the portal's own.
    pub api: String,
    /// Whether it takes `PUT reports/{uid}` (`capabilities.reports`); `None`: its discovery says it.
    pub takes_reports: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskKind {
    City,
    Police,
    Oversight,
}

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

impl DeskKind {
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "city" => Some(Self::City),
            "police" => Some(Self::Police),
            "oversight" => Some(Self::Oversight),
            _ => None,
        }
    }
}
