//! An answer came, or none. What it means is the policy's; here it becomes the next version of the item, written
//! in one commit with everything that follows from it (R3).

use super::{
    saving::{bytes_removed, line},
    taking::{set_photo, take},
};
use crate::{
    outbox::{
        Alarm, Attempt, Effect, Event, Job, Kept, LedgerChange, MediaState, Notice, State,
        machine::{Cause, Now, Outbox, Then},
        policy::{self, Reason, Verdict},
    },
    ports::{Change, RawAnswer, SendFault},
};

type Outcome = Result<RawAnswer, SendFault>;

impl Outbox {
    /// `record`: where the carrier left it; it goes with the same commit.
    pub(super) fn judged(
        &mut self,
        attempt: Attempt,
        outcome: Outcome,
        record: Option<String>,
        now: Now,
    ) -> Vec<Effect> {
        let Attempt { uid, job, number } = &attempt;
        let mut changes: Vec<Change> = record.iter().cloned().map(Change::RemoveAnswer).collect();
        let mut then = Vec::new();
        let mut puts = Vec::new();
        if let Some(before) = self.item(uid).cloned() {
            let verdict = self.report_first(&before, policy::judge(&before, job, &outcome), now);
            self.set_pause(&before, job, &verdict, now);
            self.uploaded(&before, job, &verdict, &outcome);
            let mut after = before.clone();
            // The answer to an attempt that was followed by another still proves, but it decides nothing else.
            let current = *number == before.attempts || matches!(verdict, Verdict::Accepted(_));
            if current && policy::is_open_to(&before.state, &verdict) {
                then = take(&mut after, job, verdict, &outcome, now);
            }
            // What the carrier brought may be days old: it is asked after at once.
            let stale = record.is_some() && matches!(after.state, State::Received { .. });
            if stale || (after.has_waiting_photo() && after.media != before.media) {
                self.timing.entry(after.key().to_owned()).or_default().due_ms = now.mono_ms;
            }
            if after != before {
                after.rev += 1;
                if after.kept == Kept::Numbers && before.kept == Kept::Whole {
                    changes.extend(bytes_removed(&after));
                }
                let made = *job == Job::Report && outcome.as_ref().is_ok_and(|answer| answer.status == 201);
                if made && matches!(after.state, State::Received { .. }) {
                    self.nothing_sent_yet(&after);
                }
                if after.is_settled() != before.is_settled() {
                    then.push(Then::Effect(Effect::Ledger(LedgerChange::Put(line(&after)))));
                }
                puts.push(after);
            }
            // After an attempt it reads *not sent yet* again; after a question only if something came of it.
            if *job != Job::Ask || !puts.is_empty() {
                then.push(Then::tell(Notice::Changed(uid.clone())));
            }
        }
        if puts.is_empty() && changes.is_empty() {
            return then
                .into_iter()
                .filter_map(|then| if let Then::Effect(effect) = then { Some(effect) } else { None })
                .collect();
        }
        let cause = match record {
            // The record stays in the store, so it is found again at the next reading.
            Some(_) => Cause::Own,
            None => Cause::Event(Event::Answered(attempt, outcome)),
        };
        vec![self.commit(cause, puts, changes, then)]
    }

    /// The bytes are not there, or the store would not give them now.
    pub(super) fn no_bytes(&mut self, attempt: Attempt, gone: bool, now: Now) -> Vec<Effect> {
        let Attempt { uid, job, number } = &attempt;
        let Some(mut item) = self.item(uid).cloned() else { return Vec::new() };
        // Somebody else may have settled it meanwhile and cleared the bytes away: then nothing is missing.
        let owed = match job {
            Job::Report => item.is_to_be_sent(),
            Job::Media(_) => item.has_waiting_photo(),
            Job::Ask => false,
        };
        if item.kept == Kept::Numbers || *number != item.attempts || !owed {
            return Vec::new();
        }
        let open = std::mem::take(&mut item.attempt_open);
        if !gone {
            self.pause(&item, Reason::NoNetwork, None, now);
            if !open {
                return Vec::new();
            }
        } else {
            match job {
                Job::Media(slot) => set_photo(&mut item, slot, MediaState::Lost),
                // Once received it is the server's; only the second copy is gone.
                _ if matches!(item.state, State::Received { lost_there: false, .. }) => {
                    item.kept = Kept::Numbers
                }
                _ => item.state = State::Lost,
            }
        }
        item.rev += 1;
        let mut then = vec![Then::tell(Notice::Changed(uid.clone()))];
        let mut missing = None;
        if gone {
            then.push(Then::tell(Notice::Alarm(uid.clone(), Alarm::BytesLost)));
            missing = match job {
                Job::Media(slot) => Some(item.media_key(slot)),
                _ => Some(item.bytes_key()),
            };
        }
        let mut commit =
            self.commit(Cause::Event(Event::NoBytes(attempt, gone)), vec![item], Vec::new(), then);
        if let Effect::Commit(batch) = &mut commit {
            batch.expect_no_bytes.extend(missing);
        }
        vec![commit]
    }
}
