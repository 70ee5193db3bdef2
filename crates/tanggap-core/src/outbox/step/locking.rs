//! One sender at a time (R5). The lock is taken when there is something to send and let go when there is not.
//! A holder whose beat stands still for thirty seconds, by our own steady clock, is frozen or dead.

use crate::{
    outbox::{
        Effect,
        machine::{Lease, Now, Outbox},
        schedule,
    },
    ports::Taken,
};

impl Outbox {
    pub(super) fn ask_for_lock(&mut self) -> Vec<Effect> {
        self.lock = Lease::Asking;
        vec![Effect::TakeLock]
    }

    pub(super) fn lock_answered(&mut self, taken: Taken, now: Now) -> Vec<Effect> {
        match taken {
            Taken::Mine => {
                self.lock = Lease::Stale;
                self.other_beat = None;
                vec![Effect::ReadAll]
            }
            Taken::Busy { beat } => {
                let since = match self.other_beat {
                    Some((last, since)) if last == beat => since,
                    _ => now.mono_ms,
                };
                self.other_beat = Some((beat, since));
                if now.mono_ms.saturating_sub(since) >= schedule::STEAL_MS {
                    self.other_beat = None;
                    return vec![Effect::StealLock];
                }
                self.lock = Lease::Free;
                vec![Effect::WakeIn(schedule::BEAT_MS)]
            }
        }
    }

    pub(super) fn lock_gone(&mut self) {
        self.lock = Lease::Free;
    }

    pub(super) fn beat(&self) -> Vec<Effect> {
        if self.has_lock() { vec![Effect::Beat] } else { Vec::new() }
    }

    pub(super) fn let_go(&mut self) -> Vec<Effect> {
        let had = self.has_lock();
        self.lock_gone();
        if had { vec![Effect::ReleaseLock] } else { Vec::new() }
    }

    fn has_lock(&self) -> bool {
        matches!(self.lock, Lease::Stale | Lease::Held)
    }
}
