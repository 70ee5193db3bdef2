//! What whoever runs the server asks.

use super::answer::{Answer, Pending};
use crate::store::{Counts, Health};

pub trait Operation: Send + Sync {
    /// Whether it can do its work, within 1.5 s, whatever waits.
    fn health(&self) -> Pending<'_, Health>;

    /// One write, taken back again: at a start nothing else says whether there is room.
    fn probe(&self) -> Pending<'_, ()>;

    /// The most bytes that it may grow to; what no longer fits is refused whole.
    fn bound(&self, bytes: u64) -> Answer<'_, ()>;

    /// What it counts about itself.
    fn counts(&self) -> &Counts;

    /// Writes that wait for their turn.
    fn queue_length(&self) -> usize;

    /// The bytes that it takes, by what takes them, in words for the metrics.
    fn sizes(&self) -> Pending<'_, Vec<(&'static str, u64)>>;

    /// Writes what waits, and lets go of the database.
    fn close(self: Box<Self>);
}
