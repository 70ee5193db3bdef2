//! One open page of the portal: a driver and what it is doing at the moment. It can be frozen, and killed between
//! any two of its steps.

use crate::{
    bend::{BentSender, BentStore},
    device::Device,
    photo,
    world::World,
};
use std::{
    cell::RefCell,
    collections::BTreeMap,
    future::Future,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};
use tanggap_core::{
    memory::{MemoryClock, MemoryPorts, MemoryTeller},
    outbox::{Driver, Event, Item, Outbox, State, Why},
};

type Portal = Driver<MemoryPorts<BentSender, BentStore>>;

pub struct Tab {
    pub name: String,
    pub frozen: bool,
    pub driver: Rc<Portal>,
    clock: MemoryClock,
    teller: MemoryTeller,
    tasks: Vec<Pin<Box<dyn Future<Output = ()>>>>,
}

impl Tab {
    pub fn open(world: &Rc<World>, device: &Device, name: String, number: u32) -> Self {
        let (clock, teller) = (device.clock.for_another_tab(), MemoryTeller::default());
        let wall = device.clock.clone();
        let ports = MemoryPorts {
            store: BentStore {
                world: world.clone(),
                store: device.store.clone(),
                wall_s: Box::new(move || tanggap_core::ports::Clock::wall_s(&wall)),
            },
            ledger: device.ledger.clone(),
            lock: device.lock.of(number),
            sender: BentSender {
                world: world.clone(),
                name: name.clone(),
                store: device.store.clone(),
                failures: RefCell::new(BTreeMap::new()),
            },
            clock: clock.clone(),
            chance: world.chance.clone(),
            teller: teller.clone(),
        };
        world.note(|| format!("{name}: opens"));
        let mut tab = Self {
            name,
            frozen: false,
            driver: Rc::new(Driver::with_pieces_of(ports, photo::PIECE)),
            clock,
            teller,
            tasks: Vec::new(),
        };
        tab.feed(Event::Started);
        tab
    }

    pub fn feed(&mut self, event: Event) {
        let driver = self.driver.clone();
        self.tasks.push(Box::pin(async move { driver.feed(event).await }));
    }

    pub fn is_busy(&self) -> bool {
        !self.tasks.is_empty()
    }

    /// Whether something here still has to get somewhere. Questions about uncertain reports go on for ever.
    pub fn has_work(&self) -> bool {
        let now = tanggap_core::ports::Clock::mono_ms(&self.clock);
        let soon = |outbox: &Outbox, item: &Item| {
            let due = outbox.due_in_ms(&item.uid, now).is_some_and(|ms| ms <= 3_600_000);
            due && item.state != State::Uncertain || matches!(item.state, State::Waiting { .. })
        };
        self.driver
            .look(|outbox| !outbox.is_readable() || outbox.items().iter().any(|item| soon(outbox, item)))
    }

    pub fn is_crowded(&self) -> bool {
        self.tasks.len() > 6
    }

    /// One task, any of them, goes on to its next pause.
    pub fn go_on(&mut self, world: &World) {
        let count = self.tasks.len() as u64;
        if self.frozen || count == 0 {
            return;
        }
        let at = world.chance.below(count) as usize;
        let done = self.tasks[at].as_mut().poll(&mut Context::from_waker(Waker::noop()));
        if done == Poll::Ready(()) {
            drop(self.tasks.swap_remove(at));
        }
        self.hear(world);
    }

    /// Every task as far as it gets without the network.
    pub fn settle(&mut self, world: &World) {
        for _ in 0..4 {
            self.tasks.retain_mut(|task| {
                task.as_mut().poll(&mut Context::from_waker(Waker::noop())) == Poll::Pending
            });
        }
        self.hear(world);
    }

    fn hear(&self, world: &World) {
        for notice in self.teller.heard() {
            world.note(|| format!("{}: tells {notice:?}", self.name));
            self.driver.look(|outbox| world.oracle.borrow_mut().told(world, outbox, &notice));
        }
    }

    pub fn alarm_ms(&self) -> Option<u64> {
        self.clock.alarm_ms()
    }

    /// The timer asked for, if its time has come.
    pub fn ring(&mut self, mono_ms: u64) {
        if !self.frozen && self.clock.alarm_ms().is_some_and(|at| at <= mono_ms) {
            self.clock.alarm_rang();
            self.feed(Event::Kick(Why::Timer));
        }
    }
}
