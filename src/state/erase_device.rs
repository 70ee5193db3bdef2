//! Removing everything of this portal from the device, and how much that is.

use crate::state::{self, Portal};
use leptos::{prelude::*, task::spawn_local};
use tanggap_browser::{device, page};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clearing {
    Idle,
    Asked,
    Going,
    Failed,
}

/// Bytes that the browser says are used here, once it has.
pub fn used() -> RwSignal<Option<u64>> {
    let used = RwSignal::new(None);
    spawn_local(async move {
        let room = device::room().await;
        let _gone = used.try_set(room.map(|room| room.used));
    });
    used
}

/// Store, ledger, settings and cookies go; then the portal is opened anew, so that nothing of it is left in memory either.
pub fn everything(portal: Portal, clearing: RwSignal<Clearing>) {
    clearing.set(Clearing::Going);
    spawn_local(async move {
        if !state::device::remove_everything(portal).await {
            let _gone = clearing.try_set(Clearing::Failed);
            return;
        }
        page::forget_cookies();
        page::leave_for(portal.base);
    });
}
