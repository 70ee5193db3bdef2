//! What comes next for an item, and when it is due.

use super::{
    item::{Item, Job},
    machine::Outbox,
};
use crate::report::Uid;

impl Outbox {
    /// In so many milliseconds the next attempt for this report is due; for the countdown.
    pub fn due_in_ms(&self, uid: &Uid, mono_ms: u64) -> Option<u64> {
        let (_, due) = self.next_job(self.item(uid)?)?;
        Some(due.saturating_sub(mono_ms))
    }

    /// What comes next for an item in this session, and when.
    pub(super) fn next_job(&self, item: &Item) -> Option<(Job, u64)> {
        let timing = self.timing.get(item.key()).copied().unwrap_or_default();
        let hold = self.holds.get(&item.desk).map_or(0, |(until, _)| *until);
        let due = timing.due_ms.max(hold);
        match item.job()? {
            Job::Report if self.is_behind(item) => None,
            Job::Media(_) if item.ask.is_some() && (timing.check || !self.photos_may_go(item)) => {
                Some((Job::Ask, due))
            }
            Job::Media(_) if !self.photos_may_go(item) => None,
            Job::Media(_) => Some((Job::Media(self.photo_in_turn(item)?), due.max(timing.photos_due_ms))),
            job => Some((job, due)),
        }
    }
}
