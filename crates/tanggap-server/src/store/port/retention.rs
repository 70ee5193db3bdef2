//! Which reports are over, and what speaks for or against the clock by which they are erased.

use super::answer::Answer;
use crate::store::{Closed, EndedBy};

pub trait Retention: Send + Sync {
    /// Closed reports of these services (desk, code, and an instant since which nothing may have happened to them), and
    /// whatever is about conduct, as far as their time is over by `before`; the oldest of each service first, at most `limit`.
    /// What is merged waits until what it is merged into is over as well.
    fn over_by(
        &self,
        services: Vec<(String, String, i64)>,
        before: EndedBy,
        now: i64,
        limit: usize,
    ) -> Answer<'_, Vec<Closed>>;

    /// Closed reports that ended before they came, or later than now, and those about conduct.
    fn closed_oddly(&self, now: i64) -> Answer<'_, Vec<Closed>>;

    /// The desks and services that received reports which are not erased, and how many each.
    fn by_service(&self) -> Answer<'_, Vec<(String, String, u64)>>;

    /// When the newest report came in.
    fn newest(&self) -> Answer<'_, Option<i64>>;

    /// How many reports are closed and not erased.
    fn closed(&self) -> Answer<'_, usize>;

    /// When retention last passed over the reports.
    fn retention_ran_at(&self) -> Answer<'_, Option<i64>>;

    fn retention_runs(&self, at: i64) -> Answer<'_, ()>;
}
