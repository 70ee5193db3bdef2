//! What the writer's last groups say about the database: whether the next write is likely to be kept. A fault stands
//! until a probe (a write of the size of a report, taken back again) has worked; asking costs no write.

use crate::{clock::Steady, store::sqlite::WriteFault};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// While a fault stands, at most one probe in so many milliseconds.
pub const PROBE_EVERY_MS: u64 = 10_000;
/// A group that takes longer than this is a disk that no longer answers.
pub const STALLED_MS: u64 = 30_000;

pub struct Condition {
    clock: Steady,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    fault: Option<WriteFault>,
    working_since_ms: Option<u64>,
    probed_at_ms: Option<u64>,
    probe_is_due: bool,
}

impl Condition {
    pub fn new(clock: Steady) -> Self {
        Self { clock, state: Mutex::default() }
    }

    /// A group begins.
    pub fn begin(&self) {
        self.state().working_since_ms = Some((self.clock)());
    }

    /// A group has ended; one that worked ends no fault: it may have been smaller than what failed.
    pub fn end(&self, fault: Option<WriteFault>) {
        let mut state = self.state();
        state.working_since_ms = None;
        state.fault = fault.or(state.fault);
    }

    pub fn probed(&self, outcome: Option<WriteFault>) {
        self.state().fault = outcome;
    }

    /// What stands at this moment.
    pub fn fault(&self) -> Option<WriteFault> {
        let state = self.state();
        let stalled = state.working_since_ms.is_some_and(|since| (self.clock)() - since > STALLED_MS);
        if stalled { Some(WriteFault::Stalled) } else { state.fault }
    }

    /// Asks the writer for a probe; false while none is wanted or the last one is too recent.
    pub fn ask_for_probe(&self) -> bool {
        let now = (self.clock)();
        let mut state = self.state();
        let is_due = state.probed_at_ms.is_none_or(|at| now - at >= PROBE_EVERY_MS);
        if state.fault.is_none() || state.working_since_ms.is_some() || !is_due {
            return false;
        }
        (state.probed_at_ms, state.probe_is_due) = (Some(now), true);
        true
    }

    /// Asks for a probe whatever is known: at a start nothing is.
    pub fn want_probe(&self) {
        let mut state = self.state();
        (state.probed_at_ms, state.probe_is_due) = (Some((self.clock)()), true);
    }

    /// Whether a probe was asked for since the last one.
    pub fn take_probe(&self) -> bool {
        std::mem::take(&mut self.state().probe_is_due)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
