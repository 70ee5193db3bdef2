//! The machine that carries what is sent, once it has started.

use super::ports::AppPorts;
use crate::state::Portal;
use std::{cell::RefCell, rc::Rc};
use tanggap_core::{outbox::Driver, report::Uid};

pub type Machine = Driver<AppPorts>;

thread_local! {
    static MACHINE: RefCell<Option<(Portal, Rc<Machine>)>> = const { RefCell::new(None) };
}

pub fn started(portal: Portal, machine: Rc<Machine>) {
    MACHINE.set(Some((portal, machine)));
}

/// The machine; `None` before it has started.
pub fn machine() -> Option<(Portal, Rc<Machine>)> {
    MACHINE.with_borrow(Clone::clone)
}

/// Whether the draft of this uid has become a report.
pub fn is_report(uid: &Uid) -> bool {
    machine().is_some_and(|(_, machine)| machine.look(|outbox| outbox.item(uid).is_some()))
}
