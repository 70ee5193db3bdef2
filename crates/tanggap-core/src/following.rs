//! A report that is followed on this device: what was last known of it and how old that is, what has changed since the
//! person looked, and when to ask again. What servers said is kept as they said it, so that a newer app reads more in it.

mod changes;
mod named;
mod schedule;
mod stored;

pub use changes::{Change, Direction, Seen};
pub use stored::{ReadFollowed, read_followed, write_followed};

use crate::{
    ticket::Key,
    wire::{self, Tracked, Update},
};
use serde_json::{Map, Value};
use time::{Date, UtcOffset};

/// `Debug` is left out on purpose: it may have a key.
#[derive(Clone, PartialEq)]
pub struct Followed {
    /// The ticket, or the number of a desk that gives its own.
    pub number: String,
    /// Id of the desk that took the report, or that the person named; empty without one. Who is asked is the rule of
    /// [`crate::addressee`].
    pub desk: String,
    /// The person named `desk` as the one that gave the number. An app before this one asked desks in turn: what it found
    /// so is not named.
    pub named: bool,
    /// The version in the store; 0 is not in it yet.
    pub rev: u64,
    /// The device's own time of the first look: shown, never reckoned with.
    pub since: i64,
    /// Only where the person wants this device to keep it.
    pub key: Option<Key>,
    pub request: Option<Part>,
    pub updates: Option<Part>,
    pub tries: Tries,
    /// When the server last told what is shown, or that it still holds, by the device's own time; see [`Self::as_of`].
    pub told_at: Option<i64>,
    /// When something else came than was known, by the device's own time.
    pub changed_at: Option<i64>,
    /// The server says that there is no such report (any more); what was known stays.
    pub unknown: bool,
    /// As the person saw it last.
    pub seen: Option<Seen>,
    /// What a newer minor version wrote beside, kept as it is.
    pub extra: Map<String, Value>,
}

/// An answer as it came, for reading and for asking whether it is still the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub body: Value,
    pub etag: Option<String>,
}

/// How asking has gone, in seconds of the device's own time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tries {
    pub tried: Option<i64>,
    pub succeeded: Option<i64>,
    /// Failures in a row.
    pub failures: u32,
    /// The server asked to wait for so long after the last try.
    pub wait_s: Option<u32>,
}

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

/// What is known, and since when.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    pub tracked: Tracked,
    pub updates: Vec<Update>,
    /// `None` where the device's clock was set back since.
    pub age_s: Option<u64>,
}

impl Followed {
    pub fn new(number: &str, desk: &str, now_s: i64) -> Self {
        Self {
            number: number.to_owned(),
            desk: desk.to_owned(),
            named: false,
            rev: 0,
            since: now_s,
            key: None,
            request: None,
            updates: None,
            tries: Tries::default(),
            told_at: None,
            changed_at: None,
            unknown: false,
            seen: None,
            extra: Map::new(),
        }
    }

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

    /// What changed since the person looked. Nothing, before the first look.
    pub fn changes(&self, today: Date, assumed: UtcOffset) -> Vec<Change> {
        let (Some(seen), Some(known)) = (&self.seen, self.known(0, assumed)) else { return Vec::new() };
        changes::between(seen, &known, today)
    }

    /// The person has looked at it.
    pub fn look(&mut self, today: Date, assumed: UtcOffset) {
        if let Some(known) = self.known(0, assumed) {
            self.seen = Some(Seen::of(&known, today));
        }
    }

    /// In how many seconds to ask again; 0 is now.
    pub fn due_in_s(&self, now_s: i64, assumed: UtcOffset) -> u64 {
        let known = self.known(now_s, assumed);
        let still_open = known.as_ref().is_none_or(|known| known.tracked.status.is_open());
        let waiting = known.is_some_and(|known| known.tracked.waiting_for_reporter);
        schedule::due_in_s(self, still_open && !self.unknown, waiting, now_s)
    }
}

#[cfg(test)]
mod tests;
