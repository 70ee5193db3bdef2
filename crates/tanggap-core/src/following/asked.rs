//! What came of asking a server about a followed report, and what of it is taken over.

use super::followed::{Followed, Part};
use crate::wire;
use time::UtcOffset;

/// What came of asking.
pub enum Outcome<'a> {
    /// Body and `ETag` of each; `None` where it has not changed (304).
    Answered {
        request: Option<(&'a [u8], Option<&'a str>)>,
        updates: Option<(&'a [u8], Option<&'a str>)>,
    },
    /// The server has no such report.
    Unknown,
    Failed {
        retry_after_s: Option<u32>,
    },
}

impl Followed {
    /// Takes what came of asking. An answer about another report, or none that can be read, is a failure: what was
    /// known is never overwritten by it.
    pub fn take(&mut self, outcome: Outcome, now_s: i64) {
        self.tries.tried = Some(now_s);
        self.tries.wait_s = None;
        let taken = match outcome {
            Outcome::Answered { request, updates } => self.take_parts(request, updates, now_s),
            Outcome::Unknown => {
                // An answer, but not about what is shown: that grows older from here on.
                self.told_at = self.as_of();
                self.unknown = true;
                true
            }
            Outcome::Failed { retry_after_s } => {
                self.tries.wait_s = retry_after_s;
                false
            }
        };
        if taken {
            self.tries.failures = 0;
            self.tries.succeeded = Some(now_s);
        } else {
            self.tries.failures = self.tries.failures.saturating_add(1);
        }
    }

    fn take_parts(
        &mut self,
        request: Option<(&[u8], Option<&str>)>,
        updates: Option<(&[u8], Option<&str>)>,
        now_s: i64,
    ) -> bool {
        let unchanged_nothing = request.is_none() && self.request.is_none();
        let told = match request {
            Some((body, etag)) => match self.part_about_this(body, etag) {
                Some(part) => Some(part),
                None => return false,
            },
            None => None,
        };
        // A timeline that can't be read costs the news of the timeline only.
        let timeline = updates.and_then(|(body, etag)| {
            wire::updates(body, UtcOffset::UTC)?;
            Some(Part { body: wire::parse(body)?, etag: etag.map(str::to_owned) })
        });
        let differs = |old: &Option<Part>, new: &Option<Part>| {
            new.as_ref().is_some_and(|new| old.as_ref().is_none_or(|old| old.body != new.body))
        };
        if differs(&self.request, &told) || differs(&self.updates, &timeline) {
            self.changed_at = Some(now_s);
        }
        self.request = told.or(self.request.take());
        self.updates = timeline.or(self.updates.take());
        self.unknown = false;
        if unchanged_nothing {
            return false;
        }
        self.told_at = Some(now_s);
        true
    }

    fn part_about_this(&self, body: &[u8], etag: Option<&str>) -> Option<Part> {
        let tracked = wire::tracked(body, UtcOffset::UTC)??;
        let part = Part { body: wire::parse(body)?, etag: etag.map(str::to_owned) };
        (tracked.number == self.number).then_some(part)
    }
}
