//! The open device, and who waits for it.

use super::device;
use futures::channel::oneshot::{Sender, channel};
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use tanggap_browser::device::Device;

thread_local! {
    static OPENED: RefCell<Option<Rc<Device>>> = const { RefCell::new(None) };
    /// Who waits until every room has read its own, in the order in which they came; `None` since then.
    static AWAITED: RefCell<Option<Vec<Sender<()>>>> = const { RefCell::new(Some(Vec::new())) };
    static STOPPED: Cell<bool> = const { Cell::new(false) };
}

/// The device, once it is open: for the rooms that work with it.
pub fn now() -> Option<Rc<Device>> {
    OPENED.with_borrow(Clone::clone)
}

/// The device once every room has read its own, for what a person or a screen wants of it. `None` after *remove
/// everything*.
pub async fn when_ready() -> Option<Rc<Device>> {
    let awaited = AWAITED.with_borrow_mut(|awaited| {
        let (sender, ready) = channel();
        awaited.as_mut()?.push(sender);
        Some(ready)
    });
    if let Some(ready) = awaited {
        ready.await.ok()?;
    }
    now().filter(|_| !is_stopped())
}

/// It has been opened: the rooms may read their own.
pub fn opened(opened: Rc<Device>) {
    OPENED.set(Some(opened));
}

/// Every room has: what was wanted meanwhile is done now.
pub fn ready() {
    device().update(|device| device.begun = true);
    for waiter in AWAITED.take().unwrap_or_default() {
        // The caller may have been dropped.
        let _gone = waiter.send(());
    }
}

/// Writes nothing more in this page: what is written after *remove everything* would be left.
pub fn stop() {
    STOPPED.set(true);
}

/// It was not done after all.
pub(super) fn resume() {
    STOPPED.set(false);
}

/// Whether nothing may be written any more.
pub fn is_stopped() -> bool {
    STOPPED.get()
}
