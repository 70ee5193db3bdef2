//! The machine's ports in this page: the device's, and a sender that lets the screens see when something is on its way.

use super::{engine, line, mirror};
use tanggap_browser::device::{self, Device, DeviceLedger, DeviceLock, DeviceStore, FetchSender, News};
use tanggap_core::ports::{Ports, RawAnswer, Request, SendFault, Sender};

pub struct AppPorts {
    device: Device,
    sender: Seen,
}

pub async fn open(base: &str, on_news: impl Fn(News) + 'static) -> AppPorts {
    AppPorts { device: device::open(base, on_news).await, sender: Seen }
}

impl AppPorts {
    pub fn device(&self) -> &Device {
        &self.device
    }
}

impl Ports for AppPorts {
    type Store = DeviceStore;
    type Ledger = DeviceLedger;
    type Lock = DeviceLock;
    type Sender = Seen;
    type Clock = <Device as Ports>::Clock;
    type Chance = <Device as Ports>::Chance;
    type Teller = <Device as Ports>::Teller;

    fn store(&self) -> &DeviceStore {
        self.device.store()
    }

    fn ledger(&self) -> &DeviceLedger {
        self.device.ledger()
    }

    fn lock(&self) -> &DeviceLock {
        self.device.lock()
    }

    fn sender(&self) -> &Seen {
        &self.sender
    }

    fn clock(&self) -> &Self::Clock {
        self.device.clock()
    }

    fn chance(&self) -> &Self::Chance {
        self.device.chance()
    }

    fn teller(&self) -> &Self::Teller {
        self.device.teller()
    }
}

pub struct Seen;

impl Sender for Seen {
    async fn send(&self, request: &Request) -> Result<RawAnswer, SendFault> {
        if let Some((_, machine)) = engine::machine() {
            mirror::refresh(&machine);
        }
        let answer = FetchSender.send(request).await;
        // Before it is said that the office did not answer: perhaps nobody can.
        if let Some((portal, _)) = engine::machine().filter(|_| answer.is_err() || line::is_down()) {
            let _answers = line::ask(portal).await;
        }
        answer
    }
}
