//! What happens, told to the machine; what it knows then is mirrored.

use super::{
    machine::{Machine, machine},
    mirror,
};
use leptos::task::spawn_local;
use std::rc::Rc;
use tanggap_core::outbox::{Event, Why};

pub async fn feed(machine: Rc<Machine>, event: Event) {
    machine.feed(event).await;
    mirror::refresh(&machine);
}

/// Whatever happens outside: the time that was asked for, the network, another tab.
pub fn kick(why: Why) {
    if let Some((_, machine)) = machine() {
        spawn_local(feed(machine, Event::Kick(why)));
    }
}

/// What was not sent is mirrored anew: why reads otherwise where there is a line, and where there is none.
pub fn refresh() {
    if let Some((_, machine)) = machine() {
        mirror::refresh(&machine);
    }
}
