//! What the store counts about itself, for the metrics.

use super::{
    conversation::Told,
    health::WriteFault,
    reception::{Kept, Receiving, Unkept},
};
use crate::metrics::{ByWord, by_word, count};
use prometheus_client::metrics::{counter::Counter, histogram::Histogram};
use std::time::Duration;

/// Jobs of one group; a lonely write is one.
const GROUP_SIZES: [f64; 6] = [1.0, 2.0, 8.0, 32.0, 128.0, 256.0];
/// In seconds: one fsync of a quick disk, of a slow one, and what is too long.
const GROUP_DURATIONS: [f64; 6] = [0.001, 0.005, 0.02, 0.1, 0.5, 5.0];

/// Handles: a copy counts the same.
#[derive(Clone)]
pub struct Counts {
    /// New ones only, corrections among them; what was here already is not counted again.
    pub reports: Counter,
    pub messages: Counter,
    pub photos: Counter,
    /// Writes of each group that was committed together.
    pub group_sizes: Histogram,
    /// From a group's first write to the end of its commit.
    pub group_durations: Histogram,
    /// Groups in which something could not be written, by why.
    pub failed_groups: ByWord,
}

impl Default for Counts {
    fn default() -> Self {
        Self {
            reports: Counter::default(),
            messages: Counter::default(),
            photos: Counter::default(),
            group_sizes: Histogram::new(GROUP_SIZES),
            group_durations: Histogram::new(GROUP_DURATIONS),
            failed_groups: by_word(&["no_room", "read_only", "disk", "locked", "moved", "other"]),
        }
    }
}

impl Counts {
    /// A group of so many jobs has ended, committed or not.
    pub(super) fn written(&self, jobs: usize, took: Duration, has_failed: bool, fault: Option<WriteFault>) {
        if !has_failed {
            self.group_sizes.observe(jobs as f64);
            self.group_durations.observe(took.as_secs_f64());
        }
        if has_failed || fault.is_some() {
            count(&self.failed_groups, fault.map_or("other", WriteFault::word));
        }
    }

    pub(super) fn received(&self, outcome: &Result<Receiving, Unkept>) {
        if matches!(outcome, Ok(Receiving::Created(_))) {
            self.reports.inc();
        }
    }

    pub(super) fn told(&self, outcome: &Told) {
        if matches!(outcome, Told::Created(_)) {
            self.messages.inc();
        }
    }

    pub(super) fn completed(&self, outcome: &Kept) {
        if matches!(outcome, Kept::Complete) {
            self.photos.inc();
        }
    }
}
