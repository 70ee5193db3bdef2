//! The core's ports for one portal, put together: what the app opens once and hands to the outbox.

use super::{
    chance::DeviceChance,
    channel::{Channel, Elsewhere},
    clock::DeviceClock,
    idb::Lost,
    ledger::DeviceLedger,
    lock::DeviceLock,
    sender::FetchSender,
    store::{DeviceStore, Health},
    teller::DeviceTeller,
};
use std::rc::Rc;
use tanggap_core::{outbox::Notice, ports::Ports};

/// What the device tells the app, whenever it happens.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// Something became true for a report.
    Notice(Notice),
    /// The time has come that the outbox asked for: `Kick(Timer)`.
    Timer,
    /// Another tab or the worker changed the store: `Kick(Elsewhere)`, or read the drafts again.
    Elsewhere(Elsewhere),
    /// A newer version of the app runs in another tab and has taken the store over; ours goes on reading and
    /// appending, and a reload would bring the newer one.
    NewerApp,
    /// The browser closed the store under us, as when site data is cleared: what is on screen may be all there is
    /// (C9).
    StoreClosed,
}

/// Everything that one portal keeps on this device, and how it sends.
pub struct Device {
    /// `tanggap:{base}`.
    pub(super) name: String,
    pub(super) store: DeviceStore,
    pub(super) ledger: DeviceLedger,
    lock: DeviceLock,
    sender: FetchSender,
    clock: DeviceClock,
    chance: DeviceChance,
    teller: DeviceTeller,
}

/// Opens what this portal keeps. Never fails: where nothing can be kept it says so in [`Device::health`] and keeps it
/// in memory (C3, C4, C5). Takes ten seconds at the longest. `base` is the portal's path, with a slash at both ends.
pub async fn open(base: &str, on_news: impl Fn(News) + 'static) -> Device {
    let on_news: Rc<dyn Fn(News)> = Rc::new(on_news);
    let name = ["tanggap:", base].concat();
    let channel = Channel::open(&name, {
        let on_news = on_news.clone();
        move |what| on_news(News::Elsewhere(what))
    });
    let store = DeviceStore::open(&name, Some(channel.clone()), {
        let on_news = on_news.clone();
        move |lost| {
            on_news(match lost {
                Lost::NewerApp => News::NewerApp,
                Lost::ByBrowser => News::StoreClosed,
            })
        }
    })
    .await;
    let ledger = match store.health() {
        Health::Durable => DeviceLedger::open(base).await,
        // A ledger beside an empty memory would tell of losses that are none (R10).
        Health::MemoryOnly(_) => DeviceLedger::in_memory(),
    };
    Device {
        lock: DeviceLock::new(&name, channel),
        sender: FetchSender,
        clock: DeviceClock::calling({
            let on_news = on_news.clone();
            move || on_news(News::Timer)
        }),
        chance: DeviceChance,
        teller: DeviceTeller::telling(move |notice| on_news(News::Notice(notice))),
        name,
        store,
        ledger,
    }
}

impl Device {
    /// Whether what is kept survives this page. The person is told before they write when it does not.
    pub fn health(&self) -> Health {
        self.store.health()
    }
}

impl Ports for Device {
    type Store = DeviceStore;
    type Ledger = DeviceLedger;
    type Lock = DeviceLock;
    type Sender = FetchSender;
    type Clock = DeviceClock;
    type Chance = DeviceChance;
    type Teller = DeviceTeller;

    fn store(&self) -> &DeviceStore {
        &self.store
    }

    fn ledger(&self) -> &DeviceLedger {
        &self.ledger
    }

    fn lock(&self) -> &DeviceLock {
        &self.lock
    }

    fn sender(&self) -> &FetchSender {
        &self.sender
    }

    fn clock(&self) -> &DeviceClock {
        &self.clock
    }

    fn chance(&self) -> &DeviceChance {
        &self.chance
    }

    fn teller(&self) -> &DeviceTeller {
        &self.teller
    }
}
