//! Who opens the device. It is asked for by whoever is first: the start, when the first screen stands, or a screen that
//! needs it before. What opens it is told from above ([`wake_by`]): it knows all rooms, and this one knows none.

use super::device;
use crate::state::Portal;
use leptos::prelude::*;
use std::cell::Cell;

thread_local! {
    static WAKER: Cell<Option<fn(Portal)>> = const { Cell::new(None) };
    static OPENING: Cell<bool> = const { Cell::new(false) };
}

/// Names what opens the device. Called once, at the start.
pub fn wake_by(waker: fn(Portal)) {
    WAKER.set(Some(waker));
}

/// Has the device opened, where nobody has yet.
pub fn wake(portal: Portal) {
    if let Some(waker) = WAKER.get() {
        waker(portal);
    }
}

/// Whether whoever asks is to open it now: the first, and nobody after.
pub fn is_to_open() -> bool {
    !OPENING.replace(true)
}

/// What opens it can't be fetched now.
pub fn has_no_part() {
    device().update(|device| device.no_part = true);
}
