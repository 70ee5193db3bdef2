//! Reading a number from an address, a QR code or what was pasted: it becomes a ticket, perhaps with its key, or a reason why
//! not.

use crate::state::{Portal, conversation};
use leptos::{prelude::*, task::spawn_local};
pub use tanggap_browser::scan::{Camera, Fault};
use tanggap_browser::{boot, page, scan};
use tanggap_core::{
    scan::{Scanned, read_address, scan as read},
    ticket::{NumberFault, Ticket},
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
        conversation::take_key(&linked.ticket, key.clone());
    }
    Some(linked.ticket.clone())
}

/// The ticket of an address, by its fragment and by what was taken out of it before. A key that came with it is taken, and
/// gone from the address bar when this returns, with whatever else a message or a mail has left there.
pub fn of_address(fragment: &str) -> Result<Ticket, Scanned> {
    let taken = boot::take_address().map(|said| read_address(&said));
    let read = read_address(fragment);
    let is_same = |taken: &Scanned| match (&read, taken) {
        (Scanned::Wrong(NumberFault::Empty), taken) => {
            !matches!(taken, Scanned::Wrong(NumberFault::Foreign(_)))
        }
        (Scanned::Ticket(read), Scanned::Ticket(taken)) => read.ticket == taken.ticket,
        (Scanned::Ticket(read), Scanned::Several(taken)) => taken.contains(&read.ticket),
        _ => false,
    };
    let said = taken.filter(is_same).unwrap_or(read);
    let found = ticket(&said);
    let number = found.as_ref().map_or("", Ticket::digits);
    if fragment.trim_start_matches('#') != number {
        page::replace_fragment(number);
    }
    found.ok_or(said)
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
