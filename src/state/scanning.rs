//! Reading a number from a QR code: what the code says becomes a ticket, perhaps with its key, or a reason why not.

use crate::state::{Portal, talking};
use leptos::{prelude::*, task::spawn_local};
pub use tanggap_browser::scan::{Camera, Fault};
use tanggap_browser::{page, scan};
use tanggap_core::{
    scan::{Scanned, scan as read},
    ticket::Ticket,
};

/// What the screen shows of it.
#[derive(Clone, Default, PartialEq)]
pub enum Scanning {
    #[default]
    Idle,
    /// The camera's picture is on its way, or shown.
    Looking,
    Reading,
    Failed(Fault),
    /// A code that is no ticket of this portal.
    Other(Scanned),
}

/// What a typed, pasted or scanned text says.
pub fn said(portal: Portal, text: &str) -> Scanned {
    read(text, &[page::origin(), portal.base.to_owned()].concat())
}

/// The ticket, if that is what it says; a key that came with it is taken for this visit.
pub fn ticket(scanned: &Scanned) -> Option<Ticket> {
    let Scanned::Ticket(linked) = scanned else { return None };
    if let Some(key) = &linked.key {
        talking::take_key(&linked.ticket, key.clone());
    }
    Some(linked.ticket.clone())
}

/// A picture that was chosen.
pub fn picture(portal: Portal, input_id: String, state: RwSignal<Scanning>, found: Callback<Ticket>) {
    state.set(Scanning::Reading);
    spawn_local(async move {
        match scan::picture(&input_id).await {
            Ok(text) => judge(portal, &text, state, found),
            Err(fault) => {
                let _gone = state.try_set(Scanning::Failed(fault));
            }
        }
    });
}

/// The camera, in the `video` with this id, as long as `kept` holds it.
pub fn camera(
    portal: Portal,
    video_id: &'static str,
    state: RwSignal<Scanning>,
    kept: StoredValue<Option<Camera>, LocalStorage>,
    found: Callback<Ticket>,
) {
    state.set(Scanning::Looking);
    spawn_local(async move {
        let opened = scan::camera(video_id, move |text| judge(portal, &text, state, found)).await;
        match opened {
            // The person may have given up meanwhile; dropped, it is let go of.
            Ok(camera) if state.try_get_untracked() == Some(Scanning::Looking) => {
                let _gone = kept.try_set_value(Some(camera));
            }
            Ok(_) => {}
            Err(fault) => {
                let _gone = state.try_set(Scanning::Failed(fault));
            }
        }
    });
}

pub fn has_camera() -> bool {
    scan::has_camera()
}

fn judge(portal: Portal, text: &str, state: RwSignal<Scanning>, found: Callback<Ticket>) {
    let scanned = said(portal, text);
    match ticket(&scanned) {
        Some(ticket) => {
            let _gone = state.try_set(Scanning::Idle);
            found.try_run(ticket);
        }
        None => {
            let _gone = state.try_set(Scanning::Other(scanned));
        }
    }
}
