//! A store in memory.

use super::{Fate, Fates, Op, pause};
use crate::ports::{Batch, Change, Contents, Record, Store, StoreFault};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

/// A connection to a device's store.
#[derive(Clone)]
pub struct MemoryStore {
    shelves: Rc<RefCell<Shelves>>,
    fates: Rc<dyn Fates>,
}

#[derive(Default)]
struct Shelves {
    items: BTreeMap<String, Record>,
    bytes: BTreeMap<String, Vec<u8>>,
    /// In the order they came.
    answers: Vec<Record>,
    drafts: BTreeMap<String, Record>,
}

impl MemoryStore {
    pub fn new(fates: Rc<dyn Fates>) -> Self {
        Self { shelves: Rc::default(), fates }
    }

    /// What is in it now, past every fault: for tests that look on.
    pub fn contents(&self) -> Contents {
        let shelves = self.shelves.borrow();
        Contents {
            items: shelves.items.values().cloned().collect(),
            answers: shelves.answers.clone(),
            data_lost: false,
        }
    }

    /// The frozen bytes, past every fault.
    pub fn frozen(&self, key: &str) -> Option<Vec<u8>> {
        self.shelves.borrow().bytes.get(key).cloned()
    }

    /// The drafts, past every fault.
    pub fn begun(&self) -> Vec<Record> {
        self.shelves.borrow().drafts.values().cloned().collect()
    }

    /// Commits past every fault: for the carrier, and for what a browser does to a store.
    pub fn commit_now(&self, batch: &Batch) -> Result<(), StoreFault> {
        self.shelves.borrow_mut().commit(batch)
    }

    /// The device threw everything away.
    pub fn lose_everything(&self) {
        *self.shelves.borrow_mut() = Shelves::default();
    }

    async fn pause(&self) {
        if self.fates.pauses() {
            pause().await;
        }
    }
}

impl Store for MemoryStore {
    async fn read_all(&self) -> Result<Contents, StoreFault> {
        self.pause().await;
        match self.fates.of(Op::ReadAll) {
            Fate::Fine => Ok(self.contents()),
            Fate::Fails(fault) | Fate::DoneButFails(fault) => Err(fault),
        }
    }

    async fn bytes(&self, key: &str) -> Result<Option<Vec<u8>>, StoreFault> {
        self.pause().await;
        match self.fates.of(Op::Bytes) {
            Fate::Fine => Ok(self.frozen(key)),
            Fate::Fails(fault) | Fate::DoneButFails(fault) => Err(fault),
        }
    }

    async fn drafts(&self) -> Result<Vec<Record>, StoreFault> {
        self.pause().await;
        match self.fates.of(Op::Drafts) {
            Fate::Fine => Ok(self.begun()),
            Fate::Fails(fault) | Fate::DoneButFails(fault) => Err(fault),
        }
    }

    async fn commit(&self, batch: &Batch) -> Result<(), StoreFault> {
        self.pause().await;
        let fate = self.fates.of(Op::Commit);
        if let Fate::Fails(fault) = fate {
            return Err(fault);
        }
        self.shelves.borrow_mut().commit(batch)?;
        self.pause().await;
        if let Fate::DoneButFails(fault) = fate { Err(fault) } else { Ok(()) }
    }
}

impl Shelves {
    fn commit(&mut self, batch: &Batch) -> Result<(), StoreFault> {
        let hold = |expected: &[(String, u64)], shelf: &BTreeMap<String, Record>| {
            expected.iter().all(|(key, rev)| shelf.get(key).map_or(0, |record| record.rev) == *rev)
        };
        if !hold(&batch.expect, &self.items) || !hold(&batch.expect_drafts, &self.drafts) {
            return Err(StoreFault::Conflict);
        }
        if batch.expect_no_bytes.iter().any(|key| self.bytes.contains_key(key)) {
            return Err(StoreFault::Conflict);
        }
        for change in &batch.changes {
            match change {
                Change::PutItem(record) => {
                    self.items.insert(record.key.clone(), record.clone());
                }
                Change::RemoveItem(key) => {
                    self.items.remove(key);
                }
                Change::PutBytes(key, bytes) => {
                    self.bytes.insert(key.clone(), bytes.clone());
                }
                Change::RemoveBytes(key) => {
                    self.bytes.remove(key);
                }
                Change::PutAnswer(record) => {
                    self.answers.retain(|answer| answer.key != record.key);
                    self.answers.push(record.clone());
                }
                Change::RemoveAnswer(key) => self.answers.retain(|answer| answer.key != *key),
                Change::PutDraft(record) => {
                    self.drafts.insert(record.key.clone(), record.clone());
                }
                Change::RemoveDraft(key) => {
                    self.drafts.remove(key);
                }
            }
        }
        Ok(())
    }
}
