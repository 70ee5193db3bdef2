//! What was written is true from then on; what could not be written is not forgotten.

use super::saving::{bytes_removed, line};
use crate::{
    outbox::{
        Effect, Event, Item, Kept, LedgerChange, Notice, State,
        machine::{Cause, Now, Outbox, Pending, Then},
    },
    ports::{Batch, StoreFault},
};

/// How long to leave a store in peace that did not take something.
const AGAIN_MS: u64 = 5_000;

impl Outbox {
    pub(super) fn committed(&mut self, now: Now) -> Vec<Effect> {
        let Some(pending) = self.pending.take() else { return self.next(now) };
        for key in &pending.removed {
            self.items.remove(key);
            self.timing.remove(key);
        }
        for item in pending.puts {
            self.items.insert(item.key().to_owned(), item);
        }
        if let Cause::Room(batch, waiting) = pending.cause {
            self.pending = Some(*waiting);
            return vec![Effect::Commit(batch)];
        }
        let mut effects = Vec::new();
        for then in pending.then {
            match then {
                Then::Effect(effect) => effects.push(effect),
                Then::Send(uid, job) => effects.extend(self.send(uid, job, now)),
            }
        }
        self.and_next(effects, now)
    }

    pub(super) fn not_committed(&mut self, fault: StoreFault, batch: Batch, now: Now) -> Vec<Effect> {
        let Some(pending) = self.pending.take() else { return self.next(now) };
        if fault == StoreFault::Conflict {
            return self.conflicted(pending);
        }
        let effects = match pending.cause {
            Cause::Save(_) if fault == StoreFault::Quota => return self.make_room(batch, pending, now),
            Cause::Save(uid) => vec![Effect::Tell(Notice::NotSaved(uid, fault))],
            Cause::Room(_, waiting) => match waiting.cause {
                Cause::Save(uid) => vec![Effect::Tell(Notice::NotSaved(uid, StoreFault::Quota))],
                _ => Vec::new(),
            },
            Cause::Event(event) => self.not_done(event, fault, now),
            Cause::Own => {
                self.store_due = now.mono_ms + AGAIN_MS;
                Vec::new()
            }
        };
        self.and_next(effects, now)
    }

    /// Somebody else changed the item, and perhaps has the lease: look, read, decide again.
    fn conflicted(&mut self, pending: Pending) -> Vec<Effect> {
        match pending.cause {
            // The store was lost and the report saved anew: whether its bytes are gone is to be seen again.
            Cause::Event(Event::NoBytes(attempt, _)) => {
                self.deferred.push_front(Event::NoBytes(attempt, false));
            }
            Cause::Event(event) => self.deferred.push_front(event),
            Cause::Save(uid) => self.resaving.push(uid),
            Cause::Room(_, waiting) => {
                if let Cause::Save(uid) = waiting.cause {
                    self.resaving.push(uid);
                }
            }
            Cause::Own => {}
        }
        let mut effects = self.beat();
        effects.push(Effect::ReadAll);
        effects
    }

    /// A full device: the oldest received report gives up its bytes, one at a time. Never its numbers, and never
    /// anything of a report that has not arrived (C1).
    fn make_room(&mut self, batch: Batch, waiting: Pending, now: Now) -> Vec<Effect> {
        let spare = |item: &&Item| {
            item.kept == Kept::Whole
                && matches!(item.state, State::Received { lost_there: false, .. })
                && !item.has_waiting_photo()
        };
        let Some(mut slim) = self.items.values().filter(spare).min_by_key(|item| item.seq).cloned() else {
            let Cause::Save(uid) = waiting.cause else { return self.next(now) };
            return self.and_next(vec![Effect::Tell(Notice::NotSaved(uid, StoreFault::Quota))], now);
        };
        slim.kept = Kept::Numbers;
        slim.rev += 1;
        let freed = bytes_removed(&slim);
        vec![self.commit(Cause::Room(batch, Box::new(waiting)), vec![slim], freed, Vec::new())]
    }

    fn not_done(&mut self, event: Event, fault: StoreFault, now: Now) -> Vec<Effect> {
        match event {
            Event::ReplacePhoto(uid, _) => vec![Effect::Tell(Notice::NotDone(uid, fault))],
            Event::WifiOnly(Some(uid), _) => vec![Effect::Tell(Notice::NotDone(uid, fault))],
            Event::WifiOnly(None, _) | Event::KeyKept(..) => Vec::new(),
            Event::Withdraw(uid) | Event::SendAgain(uid, _) | Event::Forget(uid) => {
                // The line may have been struck for a removal that did not happen.
                let item = self.item(&uid).map(|item| Effect::Ledger(LedgerChange::Put(line(item))));
                item.into_iter().chain([Effect::Tell(Notice::NotDone(uid, fault))]).collect()
            }
            answer => {
                self.unwritten.push_back(answer);
                self.store_due = now.mono_ms + AGAIN_MS;
                Vec::new()
            }
        }
    }
}
