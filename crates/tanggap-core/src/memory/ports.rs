//! All ports of one tab. Store and sender can be others, so that a test can put a fault around them.

use super::{MemoryChance, MemoryClock, MemoryLedger, MemoryLock, MemoryStore, MemoryTeller};
use crate::ports::{Ports, Sender, Store};

pub struct MemoryPorts<N, S = MemoryStore> {
    pub store: S,
    pub ledger: MemoryLedger,
    pub lock: MemoryLock,
    pub sender: N,
    pub clock: MemoryClock,
    pub chance: MemoryChance,
    pub teller: MemoryTeller,
}

impl<N: Sender, S: Store> Ports for MemoryPorts<N, S> {
    type Store = S;
    type Ledger = MemoryLedger;
    type Lock = MemoryLock;
    type Sender = N;
    type Clock = MemoryClock;
    type Chance = MemoryChance;
    type Teller = MemoryTeller;

    fn store(&self) -> &S {
        &self.store
    }

    fn ledger(&self) -> &MemoryLedger {
        &self.ledger
    }

    fn lock(&self) -> &MemoryLock {
        &self.lock
    }

    fn sender(&self) -> &N {
        &self.sender
    }

    fn clock(&self) -> &MemoryClock {
        &self.clock
    }

    fn chance(&self) -> &MemoryChance {
        &self.chance
    }

    fn teller(&self) -> &MemoryTeller {
        &self.teller
    }
}
