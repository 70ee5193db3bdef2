//! A device with one open page, for stories.

use crate::{
    memory::{
        Fate, Fates, MemoryChance, MemoryClock, MemoryLedger, MemoryLock, MemoryPorts, MemoryStore,
        MemoryTeller, NoFaults, Op, ScriptedSender,
    },
    outbox::{About, Door, Driver, Event, Item, NewItem, Numbers, Parcel, words::Word},
    ports::{Batch, Change, RawAnswer, Request, SendFault, StoreFault},
    report::Uid,
    ticket::{Key, Ticket},
};
use std::{
    cell::Cell,
    future::Future,
    pin::pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

pub struct Device {
    pub driver: Driver<MemoryPorts<ScriptedSender>>,
    pub store: MemoryStore,
    pub ledger: MemoryLedger,
    pub sender: ScriptedSender,
    pub clock: MemoryClock,
    pub teller: MemoryTeller,
    pub fates: Rc<FailNext>,
}

/// Fails so many commits, then none.
pub struct FailNext(Cell<(u32, StoreFault)>);

impl FailNext {
    pub fn fail_next(&self, times: u32, fault: StoreFault) {
        self.0.set((times, fault));
    }
}

impl Fates for FailNext {
    fn of(&self, op: Op) -> Fate {
        let (times, fault) = self.0.get();
        if op != Op::Commit || times == 0 {
            return Fate::Fine;
        }
        self.0.set((times - 1, fault));
        Fate::Fails(fault)
    }
}

impl Device {
    pub fn answering(script: impl FnMut(&Request) -> Result<RawAnswer, SendFault> + 'static) -> Self {
        let fates = Rc::new(FailNext(Cell::new((0, StoreFault::Quota))));
        let (store, ledger) = (MemoryStore::new(fates.clone()), MemoryLedger::new(Rc::new(NoFaults)));
        Self::with(store, ledger, ScriptedSender::new(script), fates)
    }

    /// The page is closed and opened; what is stored stays.
    pub fn opened_again(&self) -> Self {
        Self::with(self.store.clone(), self.ledger.clone(), self.sender.clone(), self.fates.clone())
    }

    fn with(store: MemoryStore, ledger: MemoryLedger, sender: ScriptedSender, fates: Rc<FailNext>) -> Self {
        let (clock, teller) = (MemoryClock::at(1_795_000_000), MemoryTeller::default());
        let driver = Driver::new(MemoryPorts {
            store: store.clone(),
            ledger: ledger.clone(),
            lock: MemoryLock::new(1, Rc::new(NoFaults)),
            sender: sender.clone(),
            clock: clock.clone(),
            chance: MemoryChance::seeded(7),
            teller: teller.clone(),
        });
        Self { driver, store, ledger, sender, clock, teller, fates }
    }

    pub fn feed(&self, event: Event) {
        let mut work = pin!(self.driver.feed(event));
        while work.as_mut().poll(&mut Context::from_waker(Waker::noop())) == Poll::Pending {}
    }

    pub fn word(&self, uid: &Uid) -> Option<Word> {
        self.driver.look(|outbox| outbox.word(uid))
    }
}

pub fn new_item(door: Door) -> NewItem {
    let uid = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
    let parcel = |url: &str| Parcel {
        url: url.into(),
        headers: vec![("content-type".into(), "application/json".into())],
        size: 6,
    };
    let plain = door == Door::Plain;
    let url = if plain { "api/requests.json".into() } else { ["api/reports/", uid].concat() };
    NewItem {
        uid: Uid::parse(uid).unwrap(),
        about: About::Report,
        desk: "aspirasi".into(),
        label: "Lampu jalan".into(),
        door,
        numbers: if plain {
            Numbers::Reference("7KQ2M9PA".into())
        } else {
            Numbers::Ours { ticket: Ticket::parse("482719305543").unwrap(), key: Key::from_random(|| 4) }
        },
        app_version: "0.1.0".into(),
        form_version: "1".into(),
        report: parcel(&url),
        bytes: b"frozen".to_vec(),
        ask: Some(url.clone()),
        tokens: plain.then(|| "api/tokens/".into()),
        media: Vec::new(),
        replaces: None,
    }
}

/// An item as it is after *Send*.
pub fn item() -> Item {
    saved(Door::Idempotent)
}

pub fn plain_item() -> Item {
    saved(Door::Plain)
}

fn saved(door: Door) -> Item {
    let device = Device::answering(|_| Err(SendFault::NotSent));
    device.feed(Event::Started);
    device.feed(Event::Save(Box::new(new_item(door))));
    device.driver.look(|outbox| outbox.items()[0].clone())
}

/// What an idempotent server answers.
pub fn receipt(request: &Request) -> RawAnswer {
    let uid = Uid::parse(request.url.rsplit('/').next().unwrap()).unwrap();
    let ticket = Ticket::parse("482719305543").unwrap();
    let body = crate::wire::Receipt::json(&uid, &ticket, &ticket, "2026-11-18T11:06:40Z", &[]).to_string();
    RawAnswer {
        status: 200,
        content_type: "application/json".into(),
        body: body.into(),
        ..RawAnswer::default()
    }
}

/// Puts a record into a store as it stands.
pub fn put(store: &MemoryStore, key: &str, text: &str) {
    let record = crate::ports::Record { key: key.into(), rev: 1, text: text.into() };
    store.commit_now(&Batch::of(vec![Change::PutItem(record)])).unwrap();
}
