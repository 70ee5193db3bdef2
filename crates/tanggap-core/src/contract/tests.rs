//! The memory ports keep the contract too, or the simulation would prove nothing.

use super::*;
use crate::memory::{MemoryLedger, MemoryStore, NoFaults};
use std::{
    cell::RefCell,
    collections::BTreeMap,
    future::Future,
    pin::pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

#[derive(Default)]
struct Memory {
    stores: RefCell<BTreeMap<String, MemoryStore>>,
    ledgers: RefCell<BTreeMap<String, MemoryLedger>>,
}

impl StoreFactory for Memory {
    type Store = MemoryStore;
    async fn open(&self, name: &str) -> MemoryStore {
        let mut stores = self.stores.borrow_mut();
        stores.entry(name.into()).or_insert_with(|| MemoryStore::new(Rc::new(NoFaults))).clone()
    }
}

impl LedgerFactory for Memory {
    type Ledger = MemoryLedger;
    async fn open(&self, name: &str) -> MemoryLedger {
        let mut ledgers = self.ledgers.borrow_mut();
        ledgers.entry(name.into()).or_insert_with(|| MemoryLedger::new(Rc::new(NoFaults))).clone()
    }
}

fn finish<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(done) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return done;
        }
    }
}

#[test]
fn the_store_in_memory_keeps_the_contract() {
    assert_eq!(finish(store_contract(&Memory::default(), "")), Ok(()));
}

#[test]
fn the_ledger_in_memory_keeps_the_contract() {
    assert_eq!(finish(ledger_contract(&Memory::default(), "")), Ok(()));
}
