//! What a person may do with a report in the outbox: take it back, send an uncertain one once more, remove it from the
//! list, or say that its key is kept elsewhere. Nothing is deleted but by a person.

use super::saving::{bytes_removed, line};
use crate::{
    outbox::{
        Effect, Event, Kept, KeyKept, LedgerChange, Notice, State,
        machine::{Cause, Now, Outbox, Then},
    },
    ports::{Change, StoreFault},
    report::Uid,
};

impl Outbox {
    /// Where the server can be asked, it is asked first: it may have it. A plain desk's report can be taken back as
    /// long as it was never on its way.
    pub(super) fn withdraw(&mut self, uid: Uid, now: Now) -> Vec<Effect> {
        let Some(mut item) = self.item(&uid).cloned() else { return Vec::new() };
        let asks = item.door == crate::outbox::Door::Idempotent && item.ask.is_some();
        match item.state {
            State::Waiting { .. } if asks => item.state = State::Waiting { withdraw: true },
            State::Waiting { .. } if item.attempt_open => return refuse(uid),
            State::Waiting { .. } | State::Refused(_) => {
                item.state = State::Withdrawn;
                item.kept = Kept::Numbers;
            }
            _ => return refuse(uid),
        }
        item.rev += 1;
        let changes = if item.kept == Kept::Numbers { bytes_removed(&item) } else { Vec::new() };
        if let Some(timing) = self.timing.get_mut(item.key()) {
            timing.due_ms = now.mono_ms;
        }
        let then = vec![
            Then::Effect(Effect::Ledger(LedgerChange::Put(line(&item)))),
            Then::tell(Notice::Changed(uid.clone())),
        ];
        vec![self.commit(Cause::Event(Event::Withdraw(uid)), vec![item], changes, then)]
    }

    /// The person's own decision about a doubt that only they can settle; the new bytes say that it may be there.
    pub(super) fn send_again(&mut self, uid: Uid, bytes: Vec<u8>, now: Now) -> Vec<Effect> {
        let Some(mut item) = self.item(&uid).cloned() else { return Vec::new() };
        if item.state != State::Uncertain {
            return refuse(uid);
        }
        let mut changes = vec![Change::RemoveBytes(item.bytes_key())];
        item.rev += 1;
        item.generation += 1;
        item.attempts += 1;
        item.report.size = bytes.len() as u64;
        item.state = State::Waiting { withdraw: false };
        changes.push(Change::PutBytes(item.bytes_key(), bytes.clone()));
        if let Some(timing) = self.timing.get_mut(item.key()) {
            timing.due_ms = now.mono_ms;
        }
        let then = vec![Then::tell(Notice::Changed(uid.clone()))];
        vec![self.commit(Cause::Event(Event::SendAgain(uid, bytes)), vec![item], changes, then)]
    }

    /// Not while it waits. The line goes first: a line without an item would be told as a loss.
    pub(super) fn forget(&mut self, uid: Uid) -> Vec<Effect> {
        let Some(item) = self.item(&uid).cloned() else { return Vec::new() };
        if matches!(item.state, State::Waiting { .. }) {
            return refuse(uid);
        }
        let mut changes = vec![Change::RemoveItem(item.key().to_owned())];
        changes.extend(bytes_removed(&item));
        let strike = Effect::Ledger(LedgerChange::Strike(item.uid8().to_owned()));
        let then = vec![Then::tell(Notice::Changed(uid.clone()))];
        let mut commit = self.commit(Cause::Event(Event::Forget(uid)), Vec::new(), changes, then);
        if let (Effect::Commit(batch), Some(pending)) = (&mut commit, &mut self.pending) {
            batch.expect.push((item.key().to_owned(), item.rev));
            pending.removed.push(item.key().to_owned());
        }
        vec![strike, commit]
    }

    /// Remembered only if it is surer than before. What can't be written is not said: nothing depends on it.
    pub(super) fn key_kept(&mut self, uid: Uid, how: KeyKept) -> Vec<Effect> {
        let Some(mut item) = self.item(&uid).filter(|item| item.key_kept < how).cloned() else {
            return Vec::new();
        };
        item.key_kept = how;
        item.rev += 1;
        let then = vec![Then::tell(Notice::Changed(uid.clone()))];
        vec![self.commit(Cause::Event(Event::KeyKept(uid, how)), vec![item], Vec::new(), then)]
    }
}

fn refuse(uid: Uid) -> Vec<Effect> {
    vec![Effect::Tell(Notice::NotDone(uid, StoreFault::Conflict))]
}
