//! From the start on: the machine reads what is kept, and is looked after.

use super::{
    feed::feed,
    heard::{Listener, listen},
    machine::{machine, started},
    mirror, outbox,
    ports::AppPorts,
    refresh, wifi,
};
use crate::state::Portal;
use leptos::{prelude::*, task::spawn_local};
use std::rc::Rc;
use tanggap_browser::{device::Device, page, worker};
use tanggap_core::{
    outbox::{Driver, Event, policy::Reason, words::Word},
    ports::{Clock, Ports},
};

/// Starts the machine on the open device; `listener` hears the news from then on.
pub async fn begin(portal: Portal, device: Rc<Device>, listener: Listener) {
    listen(listener);
    let machine = Rc::new(Driver::new(AppPorts::new(portal, device, refresh)));
    started(portal, machine.clone());
    spawn_local(feed(machine.clone(), Event::Started));
    wifi::begin(&machine).await;
    // With every tab closed the worker carries what waits.
    page::on_hidden(|| {
        if outbox().with_untracked(|outbox| outbox.all().any(|row| row.word == Word::NotSent)) {
            worker::ask_for_carrier();
        }
    });
}

/// Whether something waits because nothing was answered: only then is the network asked after.
pub fn is_stuck() -> bool {
    outbox().with_untracked(|outbox| {
        outbox.all().any(|row| {
            row.word == Word::NotSent
                && matches!(row.reason, Some(Reason::NoNetwork | Reason::NoAnswer | Reason::LoginPage))
        })
    })
}

/// Lets countdowns go on, and notices what has waited for a day. Called every few seconds.
pub fn tick() {
    let waits = outbox().with_untracked(|outbox| outbox.all().any(|row| row.due_ms.is_some()));
    if let Some((_, machine)) = machine().filter(|_| waits) {
        mirror::refresh(&machine);
        outbox().update(|outbox| outbox.now_ms = machine.ports().clock().mono_ms());
    }
}
