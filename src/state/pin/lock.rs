//! Whether what lies on this device is out of sight.

use leptos::prelude::*;
use std::cell::RefCell;
use tanggap_core::{
    pin::{Kept, Try},
    ports::StoreFault,
};

pub const SETTING: &str = "pin";

/// Whether there is one, and whether it has been given in this visit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lock {
    /// The device has not been read yet.
    #[default]
    Unknown,
    None,
    Locked,
    Open,
}

thread_local! {
    static LOCK: ArcRwSignal<Lock> = ArcRwSignal::new(Lock::default());
    /// Tries are judged by this and not by the store, which may fail or be asked by many at once.
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
}

pub fn lock() -> ArcRwSignal<Lock> {
    LOCK.with(Clone::clone)
}

/// What the device has of it, before anything else of it is shown. Where that can't be read the list can't either, and
/// what may be read later is locked.
pub fn know(kept: Result<Option<String>, StoreFault>) {
    let is_unreadable = kept.is_err();
    let kept = kept.ok().flatten().and_then(|text| Kept::read(&text));
    lock().set(if is_unreadable || kept.is_some() { Lock::Locked } else { Lock::None });
    KEPT.with(|known| known.replace(kept));
}

/// Whether the list and the keys in it are out of sight; also as long as nobody knows.
pub fn is_locked() -> bool {
    !matches!(lock().get_untracked(), Lock::None | Lock::Open)
}

/// Tries a PIN at `now`, in seconds since 1970. What came of it, and what the device has to keep of it; `None` where there
/// is none to try.
pub(super) fn try_pin(typed: &str, now: i64) -> Option<(Try, String)> {
    KEPT.with_borrow_mut(|kept| kept.as_mut().map(|kept| (kept.try_pin(typed, now), kept.write())))
}

pub(super) fn is_known() -> bool {
    KEPT.with_borrow(Option::is_some)
}

/// Another PIN counts from now on, or none.
pub(super) fn replace(kept: Option<Kept>) {
    lock().set(if kept.is_some() { Lock::Open } else { Lock::None });
    KEPT.set(kept);
}
