//! The home screen: offered when the person has something to come back to, never before.

use leptos::prelude::*;
use tanggap_browser::install;

/// What can be said about installing on this device.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Installing {
    /// The browser does it when asked.
    Offered,
    /// Only by hand, and what is kept here is lost without visits (iOS).
    ByHand,
    /// Installed already, or the browser has no such thing.
    Nothing,
}

pub fn now() -> Installing {
    if install::can_offer() {
        Installing::Offered
    } else if install::is_forgetful() {
        Installing::ByHand
    } else {
        Installing::Nothing
    }
}

/// Asks the person; whatever they say, the offer is used up.
pub fn offer(shown: RwSignal<Installing>) {
    shown.set(Installing::Nothing);
    leptos::task::spawn_local(async {
        let _installed = install::offer().await;
    });
}
