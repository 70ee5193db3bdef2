//! The reckoning: everything has come to rest, and every report that was called saved is held against what became
//! of it.

use crate::{
    bend::Bend,
    oracle::{Oracle, Promise},
    violation::Violation,
    world::World,
};
use std::collections::{BTreeMap, BTreeSet};
use tanggap_core::{
    memory::{MemoryLedger, MemoryStore},
    outbox::{Item, MediaState, Numbers, State},
    ports::Line,
    stored,
};

impl Oracle {
    /// Everything has come to rest: is every promise kept?
    pub fn settle(&mut self, world: &World, stores: &[&MemoryStore]) {
        let mut items: BTreeMap<u32, Vec<(Item, bool)>> = BTreeMap::new();
        for store in stores {
            let drafts = store.begun();
            for record in store.contents().items {
                if drafts.iter().any(|draft| draft.key == record.key) {
                    self.breaks(Violation::StillADraft(record.key.clone()));
                }
                let stored::Read::Item(item) = stored::read_item(&record) else {
                    self.breaks(Violation::Lost(0, format!("unreadable: {}", record.text)));
                    continue;
                };
                let whole = store.frozen(&item.bytes_key()).is_some();
                if let Some(truth) = self.truths.get(item.key()) {
                    items.entry(*truth).or_default().push((*item, whole));
                }
            }
        }
        // What was written to a report that its person took back, or removed from the device before it had arrived, may be
        // told as refused, even where a request that had been under way for days brings that report in the end.
        let is_given_up = |truth: &u32, promise: &Promise| {
            let mut of_it = items.get(truth).into_iter().flatten();
            let is_withdrawn = of_it.clone().any(|(item, _)| item.state == State::Withdrawn);
            (promise.may_forget || is_withdrawn) && !of_it.any(|(item, _)| item.is_message())
        };
        let given_up: BTreeSet<&String> = self
            .reports
            .iter()
            .filter(|(truth, promise)| is_given_up(truth, promise))
            .filter_map(|(_, promise)| promise.ticket.as_ref())
            .collect();
        let server = world.server.borrow();
        let mut found = Vec::new();
        for (truth, promise) in self.reports.iter().filter(|(_, promise)| promise.saved) {
            let of_it = items.get(truth).map_or(&[][..], Vec::as_slice);
            if of_it.iter().all(|(item, _)| item.state == State::Corrected) {
                if !(promise.storage_lost || promise.may_forget) {
                    found.push(Violation::Lost(*truth, "it is not in the store any more".to_owned()));
                }
                continue;
            }
            for (item, whole) in of_it {
                let there = server.rows_of(*truth) > 0;
                // A message to a number that the desk does not have waits for its report, or is told as refused.
                let homeless = match &item.numbers {
                    Numbers::Ours { ticket, .. } if item.is_message() => {
                        server.number_of(ticket.digits()).is_none()
                            || given_up.contains(&ticket.digits().to_owned())
                    }
                    _ => false,
                };
                let kept = match &item.state {
                    State::Corrected => continue,
                    State::Received { .. } if promise.plain => promise.row_seen,
                    State::Received { .. } => there || !whole || homeless,
                    State::Waiting { .. } if homeless => *whole,
                    State::Refused(errors) if item.is_message() && !homeless => {
                        *whole && errors.iter().all(|error| error.field.as_deref() != Some("key_proof"))
                    }
                    State::Refused(_) | State::Uncertain => *whole,
                    State::Erased => server.has_erased(item.key()),
                    State::Withdrawn => promise.may_withdraw,
                    State::Waiting { .. } | State::IdentityTaken | State::Lost => false,
                };
                if !kept {
                    found.push(Violation::Lost(
                        *truth,
                        format!("it ended as {:?}, bytes kept: {whole}, at the server: {there}", item.state),
                    ));
                }
                let photos = matches!(item.state, State::Received { .. }) && *whole;
                let sent = item
                    .media
                    .iter()
                    .filter(|media| matches!(media.state, MediaState::Received | MediaState::Waiting));
                if photos && server.photos_of(item.key()) < sent.count() {
                    found.push(Violation::Photos(*truth));
                }
            }
        }
        drop(server);
        found.into_iter().for_each(|violation| self.breaks(violation));
        // The planted second sender is to be caught by what it does, not by being seen.
        if self.carried_plain && world.bend != Bend::CarrierTakesPlain {
            self.breaks(Violation::CarriedPlain);
        }
        // Telling of the corrected report tells of the one that it corrects.
        let truth = |uid8: &String| {
            self.truths.iter().find(|(uid, _)| uid.starts_with(uid8.as_str())).map(|found| found.1)
        };
        let told: BTreeSet<_> = self.told_lost.iter().filter_map(truth).collect();
        // Pressed a second time after the loss, it is there again.
        let untold = self
            .must_tell
            .iter()
            .find(|uid8| truth(uid8).is_none_or(|truth| !told.contains(truth) && !items.contains_key(truth)));
        if let Some(untold) = untold.cloned() {
            self.breaks(Violation::LossNotTold(untold));
        }
    }
}

/// The reports that would be lost with this store now, and that its ledger can tell of.
pub fn lines_of(store: &MemoryStore, ledger: &MemoryLedger) -> Vec<String> {
    let lines: Vec<Line> = ledger.now();
    let unsettled = |record| match stored::read_item(&record) {
        stored::Read::Item(item) if !item.is_settled() => Some(record.key),
        _ => None,
    };
    let keys: Vec<String> = store.contents().items.into_iter().filter_map(unsettled).collect();
    let known = |line: &&Line| !line.settled && keys.iter().any(|key| key.starts_with(&line.uid8));
    lines.iter().filter(known).map(|line| line.uid8.clone()).collect()
}
