//! What is said where the browser keeps nothing for this page: whatever stands on a screen is there only until the page is
//! closed, and so is the key.

use crate::{
    i18n::{Key, key, t},
    state::{
        device::{DeviceState, device},
        outbox::Row,
    },
    ui::{
        fresh::fresh,
        notice::{Tone, notice, words},
    },
};
use leptos::prelude::*;

/// The first where what is kept outlives the page, else the second. Not tracked: whoever is on the screen while that changes
/// tracks [`device::lasts`].
///
/// [`device::lasts`]: crate::state::device::lasts
pub fn either(kept: Key, in_memory: Key) -> Key {
    if device().with_untracked(DeviceState::lasts) { kept } else { in_memory }
}

/// On a receipt: that it must be copied or saved now.
pub fn warning(row: Memo<Row>) -> AnyView {
    let known = Memo::new(move |_| device().with(|device| (device.memory_only, device.store_closed)));
    fresh(move || match known.get() {
        (true, _) => {
            let about = if row.with(Row::has_key) { key::SENT_MEMORY } else { key::SENT_MEMORY_NUMBER };
            notice(Tone::Alarm, Some(t(key::OUTBOX_MEMORY_TITLE)), words(t(about)))
        }
        (false, true) => notice(Tone::Alarm, None, words(t(key::OUTBOX_CLOSED))),
        (false, false) => ().into_any(),
    })
}
