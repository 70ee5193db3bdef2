//! Does what is wanted of drafts.

use super::{Wish, autosave, deleted, list, reopen};
use crate::state::{Portal, device};
use leptos::task::spawn_local;

pub fn take(portal: Portal, wish: Wish) {
    spawn_local(async move {
        let Some(device) = device::when_ready().await else { return };
        match wish {
            Wish::Keep => autosave::keep(portal).await,
            Wish::StartAnew => reopen::start_anew(portal, &device).await,
            Wish::GoOn(uid) => reopen::go_on(portal, &device, uid).await,
            Wish::Delete(uid) => deleted::delete(portal, &device, uid).await,
            Wish::UndoDelete => deleted::undo(portal, &device).await,
            Wish::TakeOver => reopen::take_over(portal, &device).await,
        }
    });
}

/// The list may be another one: a draft has become a report, or another tab has changed one.
pub async fn read_again() {
    if let Some(device) = device::now() {
        let _rows = list::read(&device).await;
    }
}
