//! Asking for what is wanted of drafts.

use super::{Wish, act, at_hand};
use crate::state::Portal;
use leptos::{
    task::spawn_local,
    wasm_split::{SplitLoaderError, wasm_split},
};
use tanggap_core::service::ServiceKind;

#[wasm_split(outbox, wasm_split_path = leptos::wasm_split, fallible)]
fn hand(portal: Portal, wish: Wish) -> Result<(), SplitLoaderError> {
    act::take(portal, wish);
    Ok(())
}

/// Wishes without waiting for it. Where the lazy part can't be had nothing happens, and nothing is claimed.
pub fn tell(portal: Portal, wish: Wish) {
    spawn_local(async move {
        let _told = hand(portal, wish).await;
    });
}

/// Whether what is typed may only stay in memory: a complaint about the police, unless the person wants it kept.
pub fn is_sensitive(portal: Portal) -> bool {
    portal.service().is_some_and(|service| service.kind == ServiceKind::PoliceConduct)
}

/// The person decides whether a draft about the service that is chosen now, a sensitive one, is kept.
pub fn want_kept(portal: Portal, keep: bool) {
    at_hand::want_kept(portal, keep);
    tell(portal, Wish::Keep);
}
