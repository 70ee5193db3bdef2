//! Questions that look at many reports.

use super::answer::Answer;
use crate::store::{Course, Place, PublishedFilter, Record, Row, StoreError, Turn};

/// The reports of a page, as they stand at one moment.
pub trait Page {
    /// The last report's place, if there are more behind it.
    fn next(&self) -> Option<&Place>;

    /// Reads one report after another, so that no more than one is in memory at a time.
    fn each(&self, take: &mut dyn FnMut(Record)) -> Result<(), StoreError>;
}

/// How reports went, one after another.
pub trait Courses {
    fn each(&self, take: &mut dyn FnMut(Course<'_>)) -> Result<(), StoreError>;
}

/// Reads where the rows are, beside everything else that is asked for.
pub type ShowPage = Box<dyn FnOnce(&dyn Page) -> Result<(), StoreError> + Send>;
pub type AddCourses = Box<dyn FnOnce(&dyn Courses) -> Result<(), StoreError> + Send>;

pub trait Lists: Send + Sync {
    /// Shows a page of published reports, newest first. It keeps nobody but other lists waiting. [`StoreError::Busy`] when
    /// too many wait, of this client or of all.
    fn published(&self, turn: Turn, filter: PublishedFilter, show: ShowPage) -> Answer<'_, ()>;

    /// How often something that lists of published reports show was changed, by this process or another.
    fn public_changes(&self) -> Answer<'_, i64>;

    /// Every desk that has reports which are not erased, how many, and how many of them are public.
    fn by_desk(&self) -> Answer<'_, Vec<(String, u64, u64)>>;

    /// Every report without its content, newest first: a desk's list.
    fn all(&self) -> Answer<'_, Vec<Row>>;

    /// How reports went that were received since; of erased ones those whose figures stay.
    fn courses(&self, since: i64, add: AddCourses) -> Answer<'_, ()>;
}
