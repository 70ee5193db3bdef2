//! What the office does with reports.

use super::answer::Answer;
use crate::store::{Acted, Change, Classified, Filled, Named};
use std::sync::Arc;
use tanggap_core::{
    config::Desk,
    office::{Refusal, Standing},
};

/// What changes, decided where the report stands; the second standing is that of the act's other report.
pub type Decide = Box<dyn FnOnce(&Standing, Option<&Standing>) -> Result<Change, Refusal> + Send>;
/// What the city's files say of a service (desk, code), and whether they have it.
pub type Classify = Arc<dyn Fn(&str, &str) -> (Classified, bool) + Send + Sync>;

pub trait Acts: Send + Sync {
    /// Decides and writes in one transaction what the office does with a report; `other` is the number of a second one
    /// that the act is about. Nobody changes either in between. When this returns, it is on the disk.
    fn act(&self, named: Named, other: Option<String>, at: i64, decide: Decide) -> Answer<'_, Acted>;

    /// Whether every report has the kind of its service: without it the strictest rule holds for it. Quickly told.
    fn is_filled(&self) -> Answer<'_, bool>;

    /// Gives old reports the kinds of their services; takes what may be about police conduct away from desks that must not
    /// have it.
    fn fill(&self, desks: Vec<Desk>, at: i64, classify: Classify) -> Answer<'_, Filled>;
}
