//! A reporter's message on its way to become an item: its bytes are frozen as a report's are, and whoever wrote it is
//! told when it is kept.

use super::{freeze::follows, machine::Machine};
use crate::{
    i18n::{key, t},
    state::Portal,
};
use futures::channel::oneshot::Sender;
use leptos::prelude::*;
use std::{cell::RefCell, collections::BTreeMap};
use tanggap_browser::{chance, clock, text::CLEANER};
use tanggap_core::{
    instant::Instant,
    media::MediaClaim,
    message::{Message, MessageKind},
    outbox::{NewItem, NewMedia, NewMessage},
    report::Uid,
    text::Cleaner,
    ticket::{Key, Ticket},
    wire,
};

/// A message as it is written.
pub struct NewWords {
    pub ticket: Ticket,
    pub key: Key,
    /// Base URL of the server that it goes to, and the desk whose trouble would be its own.
    pub api: String,
    pub desk: String,
    pub kind: MessageKind,
    /// The question that it answers; empty without one.
    pub in_reply_to: String,
    pub text: String,
    /// The refused message that this one corrects.
    pub replaces: Option<Uid>,
    pub photos: Vec<(MediaClaim, Vec<u8>)>,
}

thread_local! {
    static WAITED_FOR: RefCell<BTreeMap<String, Sender<bool>>> = const { RefCell::new(BTreeMap::new()) };
}

/// The message with its bytes, as they will be for ever.
pub fn freeze(portal: Portal, words: NewWords) -> Option<NewItem> {
    let uid = Uid::parse(&chance::uuid())?;
    let now = Instant::from_unix_seconds(clock::now_unix_seconds());
    let message = Message {
        uid: uid.clone(),
        ticket: words.ticket.clone(),
        key_proof: words.key.proof(),
        kind: words.kind,
        in_reply_to: words.in_reply_to,
        text: CLEANER.lines(&words.text).trim().to_owned(),
        media: words.photos.iter().map(|(claim, _)| claim.clone()).collect(),
        locale: portal.language.get_untracked(),
        client_time: now.map(Instant::rfc3339).unwrap_or_default(),
    };
    let url = wire::message_address(&words.api, &words.ticket, &uid);
    let media = words
        .photos
        .into_iter()
        .map(|(claim, bytes)| NewMedia { bytes: Some(bytes), ..follows(&url, &claim) });
    let new = NewMessage {
        uid,
        desk: words.desk,
        label: t(key::OUTBOX_LABEL),
        ticket: words.ticket,
        key: words.key,
        kind: words.kind.word().to_owned(),
        app_version: env!("CARGO_PKG_VERSION").into(),
        bytes: wire::write_message(&message),
        media: media.collect(),
        replaces: words.replaces,
    };
    Some(NewItem::message(&words.api, new))
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
