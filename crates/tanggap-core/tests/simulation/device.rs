//! One phone: what outlives its tabs, and the tabs.

use crate::{carrier::Carrier, fates::DeviceFates, reckoning, server::EPOCH_S, tab::Tab, world::World};
use std::rc::Rc;
use tanggap_core::{
    memory::{MemoryClock, MemoryLedger, MemoryLock, MemoryStore},
    ports::Clock,
};

pub struct Device {
    pub name: &'static str,
    pub store: MemoryStore,
    pub ledger: MemoryLedger,
    pub lock: MemoryLock,
    pub clock: MemoryClock,
    pub tabs: Vec<Tab>,
    pub carrier: Option<Carrier>,
    opened: u32,
}

impl Device {
    pub fn new(world: &Rc<World>, name: &'static str) -> Self {
        let fates = Rc::new(DeviceFates { world: world.clone(), no_locks: world.chance.once_in(8) });
        Self {
            name,
            store: MemoryStore::new(fates.clone()),
            ledger: MemoryLedger::new(fates.clone()),
            lock: MemoryLock::new(0, fates),
            clock: MemoryClock::at(EPOCH_S),
            tabs: Vec::new(),
            carrier: None,
            opened: 0,
        }
    }

    pub fn open_tab(&mut self, world: &Rc<World>) {
        self.opened += 1;
        let name = format!("{}.{}", self.name, self.opened);
        self.tabs.push(Tab::open(world, self, name, self.opened));
    }

    /// Everything that the tab had in hand is gone; its lock is free.
    pub fn kill_tab(&mut self, world: &World, at: usize) {
        let tab = self.tabs.swap_remove(at);
        world.note(|| format!("{}: is killed", tab.name));
        world.tally.borrow_mut().crashes += 1;
        tanggap_core::ports::Ports::lock(tab.driver.ports()).holder_died();
    }

    pub fn wake_carrier(&mut self, world: &Rc<World>) {
        if self.carrier.is_none() {
            self.opened += 1;
            self.carrier = Some(Carrier::wake(world, self, self.opened));
        }
    }

    pub fn kill_carrier(&mut self, world: &World) {
        if let Some(carrier) = self.carrier.take() {
            world.note(|| format!("{}.carrier: is killed", self.name));
            carrier.lock.holder_died();
        }
    }

    pub fn lose_storage(&mut self, world: &World) {
        world.note(|| format!("{}: loses its storage", self.name));
        let must_tell = reckoning::lines_of(&self.store, &self.ledger);
        world.oracle.borrow_mut().storage_lost(&self.store, must_tell);
        self.store.lose_everything();
    }

    pub fn pass_ms(&mut self, ms: u64) {
        self.clock.pass_ms(ms);
        let now = self.clock.mono_ms();
        for tab in &mut self.tabs {
            tab.ring(now);
        }
    }

    pub fn next_alarm_ms(&self) -> Option<u64> {
        let now = self.clock.mono_ms();
        self.tabs.iter().filter_map(Tab::alarm_ms).min().map(|at| at.saturating_sub(now))
    }
}
