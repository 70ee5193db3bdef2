//! What the machine tells, after it is true, and what of that other rooms hear.

use super::{
    NotKept, Saving,
    feed::feed,
    machine::{Machine, machine},
    message, mirror, outbox,
};
use crate::state::{Portal, drafts};
use leptos::{prelude::*, task::spawn_local};
use std::{cell::Cell, rc::Rc};
use tanggap_browser::{page, worker};
use tanggap_core::{
    outbox::{Event, Notice, Why},
    report::Uid,
    ticket::Ticket,
};

/// What other rooms may have to do with it.
pub enum News {
    /// A report is in the store, and its draft no longer is. `in_form`: the form still shows the draft, and goes to the
    /// receipt.
    Kept { uid: Uid, in_form: bool },
    /// The receipt of a report is on the screen.
    ReceiptShown(Uid),
    /// The person removed a report with this number from the device.
    Forgotten(Ticket),
}

/// Hears the news.
pub type Listener = fn(Portal, News);

thread_local! {
    static LISTENER: Cell<Option<Listener>> = const { Cell::new(None) };
}

/// Who hears the news, from now on.
pub fn listen(listener: Listener) {
    LISTENER.set(Some(listener));
}

pub fn tell(portal: Portal, news: News) {
    if let Some(listener) = LISTENER.get() {
        listener(portal, news);
    }
}

/// The receipt of a report is on the screen: nothing more is to be shown of its sending.
pub fn has_receipt(portal: Portal, uid: &Uid) {
    outbox().update(|outbox| outbox.saving = Saving::Not);
    tell(portal, News::ReceiptShown(uid.clone()));
}

pub fn heard(notice: Notice) {
    let Some((portal, machine)) = machine() else { return };
    mirror::refresh(&machine);
    match notice {
        Notice::Saved(uid) | Notice::NotSaved(uid, _) if message::is_waited_for(&uid) => {
            spawn_local(said(machine, uid));
        }
        Notice::Saved(uid) => kept(portal, uid),
        Notice::NotSaved(uid, fault) => {
            let why = NotKept::Store(fault);
            outbox().update(|outbox| outbox.saving = Saving::NotKept(why));
            spawn_local(look_again(portal, machine, uid));
        }
        Notice::NotDone(uid, _) => outbox().update(|outbox| outbox.not_done = Some(uid)),
        Notice::LostByDevice(lines) => outbox().update(|outbox| outbox.lost += lines.len().max(1)),
        Notice::Unreadable(_) => outbox().update(|outbox| outbox.unreadable = true),
        Notice::Readable => outbox().update(|outbox| outbox.unreadable = false),
        Notice::Changed(_) | Notice::Received(..) | Notice::Alarm(..) => {}
    }
}

fn kept(portal: Portal, uid: Uid) {
    // Who has gone home meanwhile begins anew there; every step of the form leads to the receipt.
    let at_home = page::attribute("data-page").as_deref() == Some("home");
    let in_form = !at_home && drafts::uid_at_hand().as_ref() == Some(&uid);
    outbox().update(|outbox| {
        outbox.sent_here.insert(uid.as_str().to_owned());
        outbox.saving = if in_form { Saving::Kept(uid.clone()) } else { Saving::Not };
    });
    worker::ask_for_carrier();
    tell(portal, News::Kept { uid, in_form });
}

/// A failed commit may still have been written, so the store is read again.
async fn said(machine: Rc<Machine>, uid: Uid) {
    let is_there = || machine.look(|outbox| outbox.item(&uid).is_some());
    if !is_there() {
        feed(machine.clone(), Event::Kick(Why::Elsewhere)).await;
    }
    message::tell(&uid, is_there());
    worker::ask_for_carrier();
}

/// As [`said`], for a report.
async fn look_again(portal: Portal, machine: Rc<Machine>, uid: Uid) {
    feed(machine.clone(), Event::Kick(Why::Elsewhere)).await;
    if machine.look(|outbox| outbox.item(&uid).is_some()) {
        kept(portal, uid);
    }
}
