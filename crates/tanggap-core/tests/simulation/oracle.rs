//! What was promised, and whether it holds. It looks at the servers' rows, at what was told and at what is stored; it
//! knows nothing of how the outbox works.

use crate::{body, photo, violation::Violation, world::World};
use std::collections::{BTreeMap, BTreeSet};
use tanggap_core::{
    memory::MemoryStore,
    outbox::{Door, Item, NewItem, Notice, Numbers, Outbox, State, policy::Proof},
    ports::Request,
    report::Uid,
};

#[derive(Default)]
pub struct Oracle {
    pub reports: BTreeMap<u32, Promise>,
    pub truths: BTreeMap<String, u32>,
    bytes: BTreeMap<(String, u32, String), Vec<u8>>,
    pub must_tell: BTreeSet<String>,
    pub told_lost: BTreeSet<String>,
    pub carried_plain: bool,
    pub broken: Option<Violation>,
}

#[derive(Default)]
pub struct Promise {
    pub ticket: Option<String>,
    pub plain: bool,
    pub saved: bool,
    resends: usize,
    pub may_withdraw: bool,
    pub may_forget: bool,
    pub storage_lost: bool,
    pub row_seen: bool,
    uncertain_told: bool,
}

impl Oracle {
    pub fn next_truth(&mut self, limit: u32) -> Option<u32> {
        let next = self.reports.len() as u32 + 1;
        (next <= limit).then(|| self.reports.insert(next, Promise::default())).map(|_| next)
    }

    pub fn will_save(&mut self, truth: u32, new: &NewItem) {
        self.truths.insert(new.uid.as_str().to_owned(), truth);
        let promise = self.reports.entry(truth).or_default();
        promise.plain = new.door == Door::Plain;
        if let Numbers::Ours { ticket, .. } = &new.numbers {
            promise.ticket.get_or_insert_with(|| ticket.digits().to_owned());
        }
    }

    pub fn truth_of(&self, uid: &Uid) -> Option<u32> {
        self.truths.get(uid.as_str()).copied()
    }

    pub fn will_send_again(&mut self, truth: u32) {
        self.promise(truth).resends += 1;
    }

    pub fn may_withdraw(&mut self, truth: u32) {
        self.promise(truth).may_withdraw = true;
    }

    pub fn may_forget(&mut self, truth: u32) {
        self.promise(truth).may_forget = true;
    }

    fn promise(&mut self, truth: u32) -> &mut Promise {
        self.reports.entry(truth).or_default()
    }

    pub fn breaks(&mut self, violation: Violation) {
        self.broken.get_or_insert(violation);
    }

    /// Bytes leave a device.
    pub fn sent(&mut self, from: &str, request: &Request) {
        if request.method == "GET" {
            return;
        }
        if request.method == "POST" && from.ends_with("carrier") {
            self.carried_plain = true;
        }
        let again = body::field(&request.bytes, "again").to_owned();
        // The same part of the same photo is the same bytes, whoever sends it.
        let (mark, first, _) = photo::place(request);
        let part =
            if mark.is_empty() { String::new() } else { format!(" {mark} {first}+{}", request.bytes.len()) };
        let address = request.url.clone() + &part;
        let key = (address, body::truth(&request.bytes), again);
        if key.1 != 0 && request.method == "POST" && body::field(&request.bytes, "valid") != "1" {
            return;
        }
        let first = self.bytes.entry(key).or_insert_with(|| request.bytes.clone());
        if *first != request.bytes {
            self.breaks(Violation::BytesChanged(request.url.clone()));
        }
    }

    /// A server has handled something about this report.
    pub fn rows(&mut self, truth: u32, rows: usize, plain: usize) {
        let promise = self.promise(truth);
        promise.row_seen |= rows + plain > 0;
        // At a plain desk a person may double it: by sending again, or by pressing again once the device knows
        // nothing of it any more.
        let unknown = usize::from(promise.storage_lost || promise.may_forget);
        let allowed = 1 + if promise.plain { promise.resends + unknown } else { 0 };
        if rows + plain > allowed {
            self.breaks(Violation::Doubled(truth, rows + plain));
        }
    }

    /// A person reads something.
    pub fn told(&mut self, world: &World, outbox: &Outbox, notice: &Notice) {
        match notice {
            Notice::Saved(uid) => {
                let is_message = outbox.item(uid).is_some_and(Item::is_message);
                let mut tally = world.tally.borrow_mut();
                *(if is_message { &mut tally.messages } else { &mut tally.saved }) += 1;
                drop(tally);
                if let Some(truth) = self.truth_of(uid) {
                    self.promise(truth).saved = true;
                }
            }
            Notice::Received(uid, proof) => {
                world.tally.borrow_mut().received += 1;
                let Some(truth) = self.truth_of(uid) else { return };
                let proven = match proof {
                    Proof::Receipt(receipt) => {
                        world.server.borrow().given.contains(&(truth, receipt.ticket.digits().to_owned()))
                    }
                    Proof::Number(_) | Proof::Token(_) => true,
                };
                // It was received before the storage went: nothing is owed.
                self.told_lost.insert(uid.as_str()[..8].to_owned());
                if !proven || !self.promise(truth).row_seen {
                    self.breaks(Violation::Unproven(truth));
                }
            }
            Notice::LostByDevice(lines) => {
                world.tally.borrow_mut().told_lost += lines.len() as u64;
                self.told_lost.extend(lines.iter().map(|line| line.uid8.clone()));
            }
            Notice::Changed(uid) => {
                if let Some(item) = outbox.item(uid) {
                    self.shown(world, item);
                }
            }
            _ => {}
        }
    }

    /// An item as a person sees it.
    fn shown(&mut self, world: &World, item: &Item) {
        let Some(truth) = self.truth_of(&item.uid) else { return };
        let promise = self.promise(truth);
        let proofless = matches!(item.state, State::Received { .. }) && !promise.row_seen;
        let Numbers::Ours { ticket, .. } = &item.numbers else {
            if item.state == State::Uncertain && !promise.uncertain_told {
                promise.uncertain_told = true;
                world.tally.borrow_mut().uncertain += 1;
            }
            return;
        };
        let changed = promise.ticket.as_deref() != Some(ticket.digits());
        let number_changed = match &item.state {
            State::Received { proof: Proof::Receipt(receipt), .. } => {
                !receipt.renumbered && receipt.ticket != *ticket
            }
            _ => false,
        };
        if proofless {
            self.breaks(Violation::Unproven(truth));
        }
        if changed || number_changed {
            self.breaks(Violation::TicketChanged(truth));
        }
    }

    /// A device's store is gone; what its ledger knows to be unsent must be told.
    pub fn storage_lost(&mut self, store: &MemoryStore, must_tell: Vec<String>) {
        for record in store.contents().items {
            if let Some(truth) = self.truths.get(&record.key).copied() {
                self.promise(truth).storage_lost = true;
            }
        }
        self.must_tell.extend(must_tell);
    }
}
