//! Asking for what is wanted of the outbox.

use super::{NewWords, NotKept, Saving, Told, Wish, act, outbox};
use crate::state::Portal;
use futures::channel::oneshot::{Sender, channel};
use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_split::{SplitLoaderError, wasm_split},
};
use tanggap_core::{message::Message, report::Uid};

#[wasm_split(outbox, wasm_split_path = leptos::wasm_split, fallible)]
fn hand(portal: Portal, wish: Wish) -> Result<(), SplitLoaderError> {
    act::take(portal, wish);
    Ok(())
}

/// What a button does. Where the lazy part can't be had nothing happens, and nothing is claimed.
pub fn tell(portal: Portal, wish: Wish) {
    spawn_local(async move {
        let _told = hand(portal, wish).await;
    });
}

/// What is answered, if anything is.
async fn asked<T>(portal: Portal, wish: impl FnOnce(Sender<T>) -> Wish) -> Option<T> {
    let (sender, answer) = channel();
    hand(portal, wish(sender)).await.ok()?;
    answer.await.ok()
}

/// What a report says, as long as its bytes are here.
pub async fn content_of(portal: Portal, uid: Uid) -> Option<Told> {
    asked(portal, |sender| Wish::Read(uid, sender)).await
}

/// What a message on this device says.
pub async fn said(portal: Portal, uid: Uid) -> Option<Message> {
    asked(portal, |sender| Wish::Said(uid, sender)).await.flatten()
}

/// Keeps a message, and sends it when it can. Whether it is kept.
pub async fn say(portal: Portal, words: NewWords) -> bool {
    asked(portal, |sender| Wish::Say(Box::new(words), sender)).await == Some(true)
}

/// *Send*: once, however often it is pressed.
pub fn save(portal: Portal) {
    let outbox = outbox();
    if outbox.with_untracked(|outbox| outbox.saving == Saving::Going) {
        return;
    }
    outbox.update(|outbox| outbox.saving = Saving::Going);
    spawn_local(async move {
        if hand(portal, Wish::Save).await.is_err() {
            outbox.update(|outbox| outbox.saving = Saving::NotKept(NotKept::NoPart));
        }
    });
}
