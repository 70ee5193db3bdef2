//! What is known of a followed report, and how old that is.

use super::followed::Followed;
use crate::wire::{self, Tracked, Update};
use time::UtcOffset;

/// What is known, and since when.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    pub tracked: Tracked,
    pub updates: Vec<Update>,
    /// `None` where the device's clock was set back since.
    pub age_s: Option<u64>,
}

impl Followed {
    /// What is known, read anew. `None` before the first answer.
    pub fn known(&self, now_s: i64, assumed: UtcOffset) -> Option<Known> {
        let tracked = wire::tracked_in(&self.request.as_ref()?.body, assumed)?;
        let updates = self.updates.as_ref().map(|part| wire::updates_in(&part.body, assumed));
        let age_s = self.as_of().and_then(|at| u64::try_from(now_s.checked_sub(at)?).ok());
        Some(Known { tracked, updates: updates.unwrap_or_default(), age_s })
    }

    /// When what is shown was last true, by the device's own time. An app before this one kept no such instant: there
    /// every success told it, but for a server's *unknown*, after which only the last change is certain.
    pub fn as_of(&self) -> Option<i64> {
        let told = if self.unknown { self.changed_at } else { self.tries.succeeded };
        self.told_at.or(told)
    }
}
