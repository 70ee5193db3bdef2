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
    item::Item,
    machine::{Cause, Mode, Now, Outbox, Pending, Then},
    notice::Notice,
    schedule,
};
use crate::ports::{Batch, Change};

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

    /// Events that may change items: they wait until the store has been read.
    fn decide(&mut self, event: Event, now: Now) -> Vec<Effect> {
        if self.mode != Mode::Ready {
            self.deferred.push_back(event);
            return if self.mode == Mode::Unreadable { vec![Effect::ReadAll] } else { Vec::new() };
        }
        let effects = match event {
            Event::Save(new) => self.save(*new, now),
            Event::Withdraw(uid) => self.withdraw(uid, now),
            Event::SendAgain(uid, bytes) => self.send_again(uid, bytes, now),
            Event::Forget(uid) => self.forget(uid),
            Event::Wifi(wifi) => self.network_is(wifi, now),
            Event::WifiOnly(uid, only) => self.wifi_only(uid, only, now),
            Event::ReplacePhoto(uid, photo) => self.replace_photo(uid, *photo, now),
            Event::KeyKept(uid, how) => self.key_kept(uid, how),
            Event::LossSeen => self.loss_seen(),
            Event::Answered(attempt, outcome) => self.judged(attempt, outcome, None, now),
            Event::NoBytes(attempt, gone) => self.no_bytes(attempt, gone, now),
            _ => Vec::new(),
        };
        self.and_next(effects, now)
    }

    /// Goes on to the next thing unless a commit is on its way: its outcome will.
    fn and_next(&mut self, mut effects: Vec<Effect>, now: Now) -> Vec<Effect> {
        if self.pending.is_none() {
            effects.extend(self.next(now));
        }
        effects
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

    /// Sends a batch on its way. Every put expects the version before it.
    pub(super) fn commit(
        &mut self,
        cause: Cause,
        puts: Vec<Item>,
        changes: Vec<Change>,
        then: Vec<Then>,
    ) -> Effect {
        let mut batch = Batch::of(changes);
        for item in &puts {
            batch.expect.push((item.key().to_owned(), item.rev - 1));
            batch.changes.push(Change::PutItem(crate::stored::write_item(item)));
        }
        self.pending = Some(Pending { cause, puts, removed: Vec::new(), then });
        Effect::Commit(batch)
    }
}

fn tell(notice: Notice) -> Then {
    Then::Effect(Effect::Tell(notice))
}
