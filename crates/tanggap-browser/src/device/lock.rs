//! One sender among the tabs and the worker of a portal (R5). The lease's beat is a message on the channel: a tab
//! that is frozen sends none, so its beat stands still wherever it is counted, and after 30 s it loses the lock.
//! The worker may send beats too; if it does not, a tab that takes its lock away is slow, not wrong.

use super::{
    channel::Channel,
    web_lock::{self, Asked, Held, How},
};
use std::{cell::RefCell, rc::Rc};
use tanggap_core::ports::{Lock, Taken};

pub struct DeviceLock {
    name: String,
    held: RefCell<Option<Held>>,
    channel: Rc<Channel>,
}

impl DeviceLock {
    pub(super) fn new(name: &str, channel: Rc<Channel>) -> Self {
        Self { name: [name, ":outbox"].concat(), held: RefCell::default(), channel }
    }

    /// Without locks it is always ours: the server's key and the store's expectations hold without them (D2).
    async fn ask(&self, how: How) -> Taken {
        match web_lock::ask(&self.name, how).await {
            Asked::Busy => return Taken::Busy { beat: self.channel.beats_heard() },
            Asked::Ours(held) => *self.held.borrow_mut() = Some(held),
            Asked::NoLocks => {}
        }
        self.channel.beat();
        Taken::Mine
    }

    fn is_ours(&self) -> Option<bool> {
        self.held.borrow().as_ref().map(Held::is_ours)
    }
}

impl Lock for DeviceLock {
    async fn take(&self) -> Taken {
        if self.is_ours() == Some(true) {
            return Taken::Mine;
        }
        self.ask(How::IfFree).await
    }

    async fn steal(&self) -> bool {
        self.ask(How::Steal).await == Taken::Mine
    }

    async fn beat(&self) -> bool {
        let ours = self.is_ours().unwrap_or(true);
        if ours {
            self.channel.beat();
        }
        ours
    }

    async fn release(&self) {
        let held = self.held.borrow_mut().take();
        if let Some(held) = held {
            held.give_back().await;
        }
    }
}
