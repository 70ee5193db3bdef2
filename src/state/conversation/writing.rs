//! What is being written to the office, by report and act. It outlives the screen, which is drawn anew whenever the office
//! says something; and it is in memory, so that words about the police may be here, too.

use super::{album::MessagePhotos, unsent::kept_words};
use crate::state::{Portal, danger_sent, device, outbox};
use leptos::{prelude::*, task::spawn_local};
use std::{cell::RefCell, collections::BTreeMap};
use tanggap_core::{
    media::Slot,
    message::{Message, MessageKind},
    report::Uid,
    ticket::Ticket,
};

#[derive(Clone, Default)]
pub struct Writing {
    pub text: ArcRwSignal<String>,
    pub photos: MessagePhotos,
    /// It is being kept: a second press changes nothing.
    pub going: ArcRwSignal<bool>,
    /// Whether the last one was kept.
    pub kept: ArcRwSignal<Option<bool>>,
    pub wrong: ArcRwSignal<Option<String>>,
    /// The refused message that this one corrects.
    pub replaces: ArcRwSignal<Option<Uid>>,
    /// The call, and whom the city names beside it, where what was sent last tells of danger.
    pub danger: danger_sent::Lines,
}

thread_local! {
    static WRITINGS: RefCell<BTreeMap<(String, &'static str), Writing>> = const { RefCell::new(BTreeMap::new()) };
}

/// What is being written; the first time what the device kept of it comes back.
pub fn writing(portal: Portal, ticket: &Ticket, kind: MessageKind) -> Writing {
    let key = (ticket.digits().to_owned(), kind.word());
    if let Some(known) = WRITINGS.with(|writings| writings.borrow().get(&key).cloned()) {
        return known;
    }
    let new = Writing::default();
    WRITINGS.with(|writings| writings.borrow_mut().insert(key, new.clone()));
    let (ticket, text) = (ticket.clone(), new.text.clone());
    spawn_local(async move {
        let kept = kept_words(portal, &ticket, kind).await;
        if text.with_untracked(String::is_empty) && !kept.is_empty() {
            text.set(kept);
        }
    });
    new
}

/// Nothing of it is left in memory, for whoever comes next on this phone.
pub fn forget(ticket: Option<&Ticket>) {
    WRITINGS.with(|writings| match ticket {
        Some(ticket) => writings.borrow_mut().retain(|(number, _), _| number != ticket.digits()),
        None => writings.borrow_mut().clear(),
    });
}

/// A refused message comes back with its photos, to be written better.
pub async fn again(portal: Portal, ticket: &Ticket, uid: Uid) {
    let Some(message) = outbox::said(portal, uid.clone()).await else { return };
    let Message { kind, text, media, .. } = message;
    let writing = writing(portal, ticket, kind);
    for claim in media {
        if let Some(bytes) = device::photo_of(portal, uid.clone(), claim.slot.clone()).await {
            writing.photos.put(claim, bytes);
        }
    }
    writing.text.set(text);
    writing.replaces.set(Some(uid));
}

impl Writing {
    /// It is kept: what was typed or added meanwhile stays for the next one.
    pub fn done(&self, text: &str, slots: &[Slot]) {
        self.photos.gone(slots);
        self.replaces.set(None);
        if self.text.with_untracked(|now| now == text) {
            self.text.set(String::new());
        }
    }
}
