//! One report by its number.

use super::answer::Answer;
use crate::store::{ByNumber, Private, Timeline};

pub trait LookUps: Send + Sync {
    /// The report that people know by a number: the first that was accepted under it.
    fn by_number(&self, ticket: String) -> Answer<'_, ByNumber>;

    /// What happened to the report with this number, as everyone who has the number reads it.
    fn timeline(&self, ticket: String) -> Answer<'_, Timeline>;

    /// All that its own reporter may see of the report with this number; `None` once it was erased.
    fn private(&self, ticket: String) -> Answer<'_, Option<Private>>;
}
