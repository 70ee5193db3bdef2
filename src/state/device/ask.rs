//! Asking for what is wanted of the device. Each wish goes to the lazy part that has the device; where that part can't be
//! had, nothing happens and nothing is claimed.

use super::{Wish, act};
use crate::state::Portal;
use futures::channel::oneshot::{Sender, channel};
use leptos::{
    task::spawn_local,
    wasm_split::{SplitLoaderError, wasm_split},
};
use tanggap_core::{media::Slot, ports::StoreFault, report::Uid};

#[wasm_split(outbox, wasm_split_path = leptos::wasm_split, fallible)]
pub fn hand(portal: Portal, wish: Wish) -> Result<(), SplitLoaderError> {
    act::take(portal, wish);
    Ok(())
}

/// Wishes without waiting for it.
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

/// A small setting of this device. What can't be read is not what isn't there.
pub async fn setting(portal: Portal, name: String) -> Result<Option<String>, StoreFault> {
    asked(portal, |sender| Wish::Setting(name, sender)).await.unwrap_or(Err(StoreFault::Unavailable))
}

/// Changes a small setting. Whether it is kept.
pub async fn set(portal: Portal, name: String, value: String) -> bool {
    asked(portal, |sender| Wish::SetAndTell(name, value, sender)).await == Some(true)
}

/// A photo that is kept on this device.
pub async fn photo_of(portal: Portal, uid: Uid, slot: Slot) -> Option<Vec<u8>> {
    asked(portal, |sender| Wish::Photo(uid, slot, sender)).await.flatten()
}

/// Whether anything gets through from here, asked now: after an answer that did not come. `DeviceState::no_line` says it
/// from then on.
pub async fn ask_line(portal: Portal) -> bool {
    asked(portal, Wish::AskLine).await == Some(true)
}

/// Removes all of this portal from the device. Whether it is done.
pub async fn remove_everything(portal: Portal) -> bool {
    asked(portal, Wish::RemoveEverything).await == Some(true)
}
