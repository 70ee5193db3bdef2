//! A reporter's message on its way to become an item: its bytes are frozen as a report's are, and whoever wrote it is
//! told when it is kept.

use super::{engine::Machine, freeze::follows};
use crate::{
    i18n::{key, t},
    state::{Portal, conversation::Saying},
};
use futures::channel::oneshot::Sender;
use leptos::prelude::*;
use std::{cell::RefCell, collections::BTreeMap};
use tanggap_browser::{chance, clock, text::CLEANER};
use tanggap_core::{
    instant::Instant,
    message::Message,
    outbox::{NewItem, NewMedia, NewMessage},
    report::Uid,
    text::Cleaner,
    wire,
};

thread_local! {
    static WAITED_FOR: RefCell<BTreeMap<String, Sender<bool>>> = const { RefCell::new(BTreeMap::new()) };
}

/// The message with its bytes, as they will be for ever.
pub fn freeze(portal: Portal, saying: Saying) -> Option<NewItem> {
    let uid = Uid::parse(&chance::uuid())?;
    let now = Instant::from_unix_seconds(clock::now_unix_seconds());
    let message = Message {
        uid: uid.clone(),
        ticket: saying.ticket.clone(),
        key_proof: saying.key.proof(),
        kind: saying.kind,
        in_reply_to: saying.in_reply_to,
        text: CLEANER.lines(&saying.text).trim().to_owned(),
        media: saying.photos.iter().map(|(claim, _)| claim.clone()).collect(),
        locale: portal.language.get_untracked(),
        client_time: now.map(Instant::rfc3339).unwrap_or_default(),
    };
    let url = wire::message_address(&saying.api, &saying.ticket, &uid);
    let media = saying
        .photos
        .into_iter()
        .map(|(claim, bytes)| NewMedia { bytes: Some(bytes), ..follows(&url, &claim) });
    let new = NewMessage {
        uid,
        desk: saying.desk,
        label: t(key::OUTBOX_LABEL),
        ticket: saying.ticket,
        key: saying.key,
        kind: saying.kind.word().to_owned(),
        app_version: env!("CARGO_PKG_VERSION").into(),
        bytes: wire::write_message(&message),
        media: media.collect(),
        replaces: saying.replaces,
    };
    Some(NewItem::message(&saying.api, new))
}

pub fn wait_for(uid: &Uid, sender: Sender<bool>) {
    WAITED_FOR.with(|waited| waited.borrow_mut().insert(uid.as_str().to_owned(), sender));
}

pub fn is_waited_for(uid: &Uid) -> bool {
    WAITED_FOR.with(|waited| waited.borrow().contains_key(uid.as_str()))
}

/// Tells whoever wrote it whether it is kept.
pub fn tell(uid: &Uid, kept: bool) {
    if let Some(sender) = WAITED_FOR.with(|waited| waited.borrow_mut().remove(uid.as_str())) {
        let _gone = sender.send(kept);
    }
}

/// What a message on this device says, as long as its bytes are here.
pub async fn said(machine: &Machine, uid: &Uid) -> Option<Message> {
    wire::read_message(&machine.bytes(uid).await.ok().flatten()?, Cleaner::COMPOSED).ok()
}
