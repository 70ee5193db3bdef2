//! What is being written to the office keeps itself on the device, where it may.

use crate::state::{
    Portal,
    device::{self, Wish},
};
use leptos::task::spawn_local;
use std::{cell::RefCell, collections::BTreeMap};
use tanggap_browser::{clock, page};
use tanggap_core::{message::MessageKind, privacy::About, ticket::Ticket};

/// The setting that has what is being written.
fn name(ticket: &Ticket, kind: MessageKind) -> String {
    ["say:", ticket.digits(), ":", kind.word()].concat()
}

/// Whether words to this desk may lie on the device.
fn may_be_kept(portal: Portal, desk: &str) -> bool {
    About::of_desk(portal.config().desk(desk).map(|desk| desk.kind)).may_be_stored(false, false)
}

/// What was being written when the page was last open.
pub async fn kept_words(portal: Portal, ticket: &Ticket, kind: MessageKind) -> String {
    device::setting(portal, name(ticket, kind)).await.ok().flatten().unwrap_or_default()
}

thread_local! {
    /// Words that wait to be kept, by the name of their setting; `None` until somebody writes.
    static TYPED: RefCell<Option<BTreeMap<String, String>>> = const { RefCell::new(None) };
}

/// A little under the half second that is promised for every draft.
const AFTER_MS: i32 = 300;

/// Keeps what is being written; nothing where it is sent or given up. Not with every key: a small phone writes slowly.
pub fn keep_words(portal: Portal, ticket: &Ticket, desk: &str, kind: MessageKind, text: &str) {
    if !may_be_kept(portal, desk) {
        return;
    }
    if text.is_empty() {
        // At once: what was sent must not come back into the box.
        TYPED.with(|typed| typed.borrow_mut().as_mut().map(|words| words.remove(&name(ticket, kind))));
        return device::tell(portal, Wish::Set(name(ticket, kind), String::new()));
    }
    let (first, waiting) = TYPED.with(|typed| {
        let mut typed = typed.borrow_mut();
        let first = typed.is_none();
        let words = typed.get_or_insert_default();
        let waiting = !words.is_empty();
        words.insert(name(ticket, kind), text.to_owned());
        (first, waiting)
    });
    if first {
        page::on_hidden(move || write(portal));
    }
    if !waiting {
        spawn_local(async move {
            clock::wait(AFTER_MS).await;
            write(portal);
        });
    }
}

fn write(portal: Portal) {
    let words = TYPED.with(|typed| typed.borrow_mut().as_mut().map(std::mem::take)).unwrap_or_default();
    for (name, text) in words {
        device::tell(portal, Wish::Set(name, text));
    }
}
