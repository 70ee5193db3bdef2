//! What the screens know of the device itself.

use leptos::prelude::*;

/// Nothing of it is known before the device has been opened.
#[derive(Clone, Default, PartialEq)]
pub struct DeviceState {
    /// The store has been read, or is known not to be readable.
    pub begun: bool,
    /// The part of the app that opens it can't be had now: nothing is known of what is kept.
    pub no_part: bool,
    /// Nothing outlives this page here: the browser has no store for us.
    pub memory_only: bool,
    /// The browser took the store away under the page, as when site data is cleared (C9).
    pub store_closed: bool,
    /// Nothing gets through from here: the browser says so, or the portal's own server has not answered.
    pub no_line: bool,
    /// How sure it is that what is kept stays.
    pub keeping: Keeping,
}

/// What the browser says about what is kept here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Keeping {
    #[default]
    Unknown,
    /// It does not clear it by itself.
    Promised,
    /// It may, when the phone is full.
    WhileThereIsRoom,
    /// Safari clears what nobody has come back to for a week (C13).
    SevenDays,
}

impl DeviceState {
    /// Whether what is kept here outlives the page.
    pub fn lasts(&self) -> bool {
        !self.memory_only && !self.store_closed
    }
}

thread_local! {
    // Not in `Portal`: what it is made of would then be part of the first load.
    static DEVICE: ArcRwSignal<DeviceState> = ArcRwSignal::new(DeviceState::default());
}

/// To be read in screens; written in this room only.
pub fn device() -> ArcRwSignal<DeviceState> {
    DEVICE.with(Clone::clone)
}

/// Whether nothing gets through from here. Tracked.
pub fn no_line() -> bool {
    device().with(|device| device.no_line)
}

/// Whether the device has been read. Tracked.
pub fn begun() -> bool {
    device().with(|device| device.begun)
}

/// Whether what is kept here outlives the page. Tracked.
pub fn lasts() -> bool {
    device().with(DeviceState::lasts)
}

/// Calls `back` whenever something gets through again. Made in a screen, it ends with it.
pub fn when_line_is_back(back: impl Fn() + 'static) {
    Effect::new(move |before: Option<bool>| {
        let no_line = no_line();
        if before == Some(true) && !no_line {
            back();
        }
        no_line
    });
}
