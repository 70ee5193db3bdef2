//! Erasing goes in steps: the act marks a report, the rest follows, and a log outside the database tells of it.

use super::answer::Answer;
use std::{path::PathBuf, time::Duration};

pub trait Erasing: Send + Sync {
    /// Reports that were readable when it was opened though an erasures log knows them as erased: the database is older
    /// than the log. They are erased again.
    fn erased_again(&self) -> usize;

    /// Finishes what was begun and may have been cut off; how many reports that were.
    fn finish_erasures(&self) -> Answer<'_, usize>;

    /// Holds the logs against what the database has erased, and writes again what they lack; what is wrong with them, in words
    /// with what to do. Passes over all that was erased.
    fn hold_erasures_log(&self) -> Answer<'_, Vec<String>>;

    /// Names a second erasures log, on another disk, for this process and every other that erases in this store. What
    /// it knows as erased is erased here, too: how many reports that were.
    fn log_erasures_to(&self, path: PathBuf) -> Answer<'_, usize>;

    /// Sees to it that nothing of what was erased is left where the database keeps what it writes for a while. False when
    /// somebody reads from that for longer than so.
    fn empty_log(&self, patience: Duration) -> Answer<'_, bool>;
}
