//! Which reports are over, and what speaks for or against the clock by which they are erased.

use super::answer::Answer;

pub trait Retention: Send + Sync {
    /// Uid, number and last change of closed reports of a service to which nothing has happened since `before`; the oldest
    /// first, at most `limit`.
    fn closed_before(
        &self,
        desk: String,
        code: String,
        before: i64,
        limit: u32,
    ) -> Answer<'_, Vec<(String, String, i64)>>;

    /// When the newest report came in.
    fn newest(&self) -> Answer<'_, Option<i64>>;

    /// How many reports are closed and not erased.
    fn closed(&self) -> Answer<'_, usize>;

    /// When retention last passed over the reports.
    fn retention_ran_at(&self) -> Answer<'_, Option<i64>>;

    fn retention_runs(&self, at: i64) -> Answer<'_, ()>;
}
