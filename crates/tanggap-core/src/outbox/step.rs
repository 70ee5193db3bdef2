//! One event in, the effects out. Pure: the same state and event give the same effects. A `Commit` is always the
//! last effect of its list, and its outcome is the next event.

mod answered;
mod committing;
mod ledger;
mod loading;
mod locking;
mod next;
mod pausing;
mod person;
mod saving;
mod taking;
mod uploading;

use super::{
    effect::Effect,
    event::{Event, Why},
    machine::{Mode, Now, Outbox},
    schedule,
};

impl Outbox {
    pub fn step(&mut self, event: Event, now: Now) -> Vec<Effect> {
        match event {
            Event::Started => return self.start(),
            Event::LedgerRead(lines) => return self.ledger_read(lines, now),
            Event::Loaded(contents) => return self.loaded(contents, now),
            Event::Committed => return self.committed(now),
            Event::NotCommitted(fault, batch) => return self.not_committed(fault, batch, now),
            Event::Kick(why) => return self.kick(why, now),
            Event::Lock(taken) => return self.lock_answered(taken, now),
            Event::LockLost => {
                // What follows was asked for in the same breath: a reading, or the next look.
                self.lock_gone();
                return vec![Effect::WakeIn(schedule::BEAT_MS)];
            }
            Event::Answered(ref attempt, _) | Event::NoBytes(ref attempt, _)
                if self.sending.as_ref() == Some(attempt) =>
            {
                self.sending = None;
            }
            _ => {}
        }
        self.decide(event, now)
    }

    fn kick(&mut self, why: Why, now: Now) -> Vec<Effect> {
        match why {
            Why::Tap | Why::Online => {
                let all = why == Why::Tap;
                self.store_due = 0;
                self.holds.retain(|_, (_, asked)| *asked && !all);
                for timing in self.timing.values_mut().filter(|timing| all || !timing.asked) {
                    let floor = timing.tried_ms.map_or(0, |tried| tried + schedule::FLOOR_MS);
                    timing.due_ms = timing.due_ms.min(now.mono_ms.max(floor));
                }
            }
            Why::Elsewhere if self.mode != Mode::Starting => return vec![Effect::ReadAll],
            Why::Elsewhere | Why::Timer => {}
        }
        match self.mode {
            Mode::Unreadable => vec![Effect::ReadAll],
            Mode::Starting => Vec::new(),
            Mode::Ready => {
                let mut effects = self.beat();
                effects.extend(self.next(now));
                effects
            }
        }
    }
}
