//! A PIN before the list, for a phone that several people use. It keeps curious people out of the screens; what lies on
//! the device lies there as before, and the screen that sets it says so.

mod close;
mod lock;

pub use close::close;
pub use lock::{Lock, SETTING, is_locked, know, lock};

use crate::state::{Portal, device};
use leptos::prelude::*;
use tanggap_browser::{chance, clock};
use tanggap_core::pin::{self, Kept, Try};

/// Tries a PIN. What came of it, in the core's words.
pub async fn try_pin(portal: Portal, typed: String) -> Try {
    if !lock::is_known() {
        // It could not be read at the start.
        lock::know(device::setting(portal, SETTING.to_owned()).await);
    }
    let tried = lock::try_pin(&typed, clock::now_unix_seconds());
    let Some((outcome, text)) = tried else {
        return if is_locked() { Try::Wrong } else { Try::Open };
    };
    device::tell(portal, device::Wish::Set(SETTING.to_owned(), text));
    if outcome == Try::Open {
        lock().set(Lock::Open);
    }
    outcome
}

/// Sets one; the visit stays open. Whether it is kept: one that is not would be gone with this page.
pub async fn set(portal: Portal, typed: &str) -> bool {
    let Some(digits) = pin::digits(typed) else { return false };
    let kept = Kept::new(&digits, &chance::uuid());
    let text = kept.write();
    if !device::set(portal, SETTING.to_owned(), text).await {
        return false;
    }
    lock::replace(Some(kept));
    true
}

pub fn take_away(portal: Portal) {
    device::tell(portal, device::Wish::Set(SETTING.to_owned(), String::new()));
    lock::replace(None);
}
