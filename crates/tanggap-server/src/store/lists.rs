//! What is asked of many reports at once, and whose turn it is.

use crate::limits::Client;

/// Which published reports are asked for.
#[derive(Default)]
pub struct PublishedFilter {
    /// The one that received them, or that has them now.
    pub desk: String,
    /// Overrides services, span and `open`, as GeoReport has it.
    pub tickets: Vec<String>,
    pub services: Vec<String>,
    pub from: i64,
    pub until: i64,
    /// GeoReport's two words: `Some(true)` open, `Some(false)` closed.
    pub open: Option<bool>,
    /// Only what comes after this one.
    pub after: Option<Place>,
    pub limit: u32,
    pub offset: u32,
}

/// A report's place in the order of lists: by the instant, then by the number, so that no two have the same. It says
/// nothing that the report itself does not show.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    pub received_at: i64,
    pub ticket: String,
}

/// One report's course.
pub struct Course<'a> {
    /// The desk that has it now, and the one that received it.
    pub desk: &'a str,
    pub first_desk: &'a str,
    pub service_code: &'a str,
    /// Whether reports of its service may be public.
    pub publishable: bool,
    pub clock: Option<&'a str>,
    pub status: &'a str,
    pub received_at: i64,
    /// When it was first answered, closed or rejected.
    pub answered_at: Option<i64>,
    pub was_reopened: bool,
    /// Its reporter said so.
    pub is_satisfied: bool,
}

/// Who asks, and for what.
#[derive(Debug, Clone, Copy)]
pub struct Turn {
    pub client: Client,
    /// Whether it is what everybody asks for: it waits in the line of its own.
    pub is_common: bool,
}

impl Turn {
    /// The server's own.
    pub const OURS: Self = Self { client: Client::Unnamed, is_common: false };
}
