//! The machine's ports in this page: the device's, and a sender that lets the screens see when something is on its way.

use crate::state::{Portal, device::line};
use std::rc::Rc;
use tanggap_browser::device::{Device, DeviceLedger, DeviceLock, DeviceStore, FetchSender};
use tanggap_core::ports::{Ports, RawAnswer, Request, SendFault, Sender};

pub struct AppPorts {
    device: Rc<Device>,
    sender: Seen,
}

impl AppPorts {
    /// `sending` is called whenever something is about to be sent.
    pub fn new(portal: Portal, device: Rc<Device>, sending: fn()) -> Self {
        Self { device, sender: Seen { portal, sending } }
    }

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

pub struct Seen {
    portal: Portal,
    sending: fn(),
}

impl Sender for Seen {
    async fn send(&self, request: &Request) -> Result<RawAnswer, SendFault> {
        (self.sending)();
        let answer = FetchSender.send(request).await;
        // Before it is said that the office did not answer: perhaps nobody can.
        if answer.is_err() || line::is_down() {
            let _answers = line::ask(self.portal).await;
        }
        answer
    }
}
