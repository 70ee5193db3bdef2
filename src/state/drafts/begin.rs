//! From the start on: what was begun comes back, and what is typed is kept.

use super::{autosave, list, reopen};
use crate::state::Portal;
use leptos::{prelude::*, task::spawn_local};
use tanggap_browser::{device::Device, page};
use tanggap_core::report::Uid;

/// `is_report`: whether a draft of this uid has become a report, so that it is no draft any more.
pub async fn begin(portal: Portal, device: &Device, is_report: fn(&Uid) -> bool) {
    autosave::opened(is_report);
    let kept = list::read(device).await;
    reopen::restore(portal, device, kept).await;
    // Not bound to any screen: what is typed is kept wherever it is typed.
    let owner = Owner::new();
    owner.with(|| {
        Effect::new(move |before: Option<()>| {
            portal.draft.track();
            if before.is_some() {
                autosave::noticed(portal);
            }
        });
    });
    std::mem::forget(owner);
    page::on_hidden(move || {
        if autosave::is_due() {
            spawn_local(autosave::keep(portal));
        }
    });
    // Typed while all this was on its way: another tab that has a draft is waited for, a second or more.
    if portal.draft.with_untracked(|draft| !draft.is_untouched()) {
        autosave::noticed(portal);
    }
}
