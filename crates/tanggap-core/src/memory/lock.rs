//! A lock in memory. A holder that died gives it back, as browsers do; one that froze keeps it.

use super::{Fate, Fates, Op, pause};
use crate::ports::{Lock, Taken};
use std::{cell::RefCell, rc::Rc};

pub struct MemoryLock {
    me: u32,
    lease: Rc<RefCell<Lease>>,
    fates: Rc<dyn Fates>,
}

#[derive(Default)]
struct Lease {
    holder: Option<u32>,
    beat: u64,
}

impl MemoryLock {
    pub fn new(me: u32, fates: Rc<dyn Fates>) -> Self {
        Self { me, lease: Rc::default(), fates }
    }

    /// The same lock, for another tab.
    pub fn of(&self, me: u32) -> Self {
        Self { me, lease: self.lease.clone(), fates: self.fates.clone() }
    }

    /// The tab is gone.
    pub fn holder_died(&self) {
        self.give_back();
    }

    /// For the carrier, which takes it or goes home.
    pub fn take_now(&self) -> Taken {
        let mut lease = self.lease.borrow_mut();
        match lease.holder {
            Some(holder) if holder != self.me => Taken::Busy { beat: lease.beat },
            _ => {
                lease.holder = Some(self.me);
                lease.beat += 1;
                Taken::Mine
            }
        }
    }

    pub fn give_back(&self) {
        let mut lease = self.lease.borrow_mut();
        if lease.holder == Some(self.me) {
            lease.holder = None;
        }
    }

    async fn pause(&self) {
        if self.fates.pauses() {
            pause().await;
        }
    }
}

impl Lock for MemoryLock {
    async fn take(&self) -> Taken {
        self.pause().await;
        // A browser without locks: everybody is told that it is theirs (D2).
        if self.fates.of(Op::Lock) != Fate::Fine {
            return Taken::Mine;
        }
        self.take_now()
    }

    async fn steal(&self) -> bool {
        self.pause().await;
        let mut lease = self.lease.borrow_mut();
        lease.holder = Some(self.me);
        lease.beat += 1;
        true
    }

    async fn beat(&self) -> bool {
        self.pause().await;
        let mut lease = self.lease.borrow_mut();
        let mine = lease.holder == Some(self.me);
        lease.beat += u64::from(mine);
        mine
    }

    async fn release(&self) {
        self.pause().await;
        self.give_back();
    }
}
