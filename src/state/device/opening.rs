//! The device is opened once, by whoever asks first.

use super::device;
use leptos::prelude::*;
use std::cell::Cell;

thread_local! {
    static OPENING: Cell<bool> = const { Cell::new(false) };
}

/// Whether whoever asks is to open it now: the first, and nobody after.
pub fn is_to_open() -> bool {
    !OPENING.replace(true)
}

/// What opens it can't be fetched now.
pub fn has_no_part() {
    device().update(|device| device.no_part = true);
}
