//! What befalls a device's store, ledger and lock in a schedule.

use crate::world::World;
use std::rc::Rc;
use tanggap_core::{
    memory::{Fate, Fates, Op},
    ports::StoreFault,
};

pub struct DeviceFates {
    pub world: Rc<World>,
    /// A browser without Web Locks (D2): everybody is told that the lock is theirs.
    pub no_locks: bool,
}

impl Fates for DeviceFates {
    fn of(&self, op: Op) -> Fate {
        let world = &self.world;
        match op {
            Op::Lock if self.no_locks => Fate::Fails(StoreFault::Unavailable),
            Op::Lock => Fate::Fine,
            Op::Commit => match world.chance.below(60) {
                _ if world.calm.get() => Fate::Fine,
                0 => Fate::Fails(StoreFault::Quota),
                1 => Fate::Fails(StoreFault::Unavailable),
                2 => Fate::DoneButFails(StoreFault::Unavailable),
                _ => Fate::Fine,
            },
            Op::ReadAll if world.fault(40) => Fate::Fails(StoreFault::Unreadable),
            Op::Bytes if world.fault(60) => Fate::Fails(StoreFault::Unavailable),
            Op::LedgerRead | Op::LedgerWrite if world.fault(60) => Fate::Fails(StoreFault::Unavailable),
            _ => Fate::Fine,
        }
    }

    fn pauses(&self) -> bool {
        true
    }
}
