//! A PIN before the list, for a phone that several people use. It keeps curious people out of the screens; what lies on
//! the device lies there as before, and the screen that sets it says so.

use crate::state::{Portal, outbox, outbox::Command};
use leptos::prelude::*;
use tanggap_browser::{chance, clock};
use tanggap_core::pin::{self, Kept, Try};

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
}

pub fn lock() -> ArcRwSignal<Lock> {
    LOCK.with(Clone::clone)
}

/// What the device has of it, before anything else of it is shown.
pub fn know(kept: &str) {
    lock().set(if Kept::read(kept).is_some() { Lock::Locked } else { Lock::None });
}

/// Whether the list and the keys in it are out of sight; also as long as nobody knows.
pub fn is_locked() -> bool {
    !matches!(lock().get_untracked(), Lock::None | Lock::Open)
}

/// Tries a PIN. What came of it, in the core's words.
pub async fn try_pin(portal: Portal, typed: String) -> Try {
    let kept = outbox::setting(portal, SETTING.to_owned()).await.unwrap_or_default();
    let Some(mut kept) = Kept::read(&kept) else {
        lock().set(Lock::None);
        return Try::Open;
    };
    let outcome = kept.try_pin(&typed, clock::now_unix_seconds());
    outbox::tell(portal, Command::Set(SETTING.to_owned(), kept.write()));
    if outcome == Try::Open {
        lock().set(Lock::Open);
    }
    outcome
}

/// Sets one; the visit stays open.
pub fn set(portal: Portal, typed: &str) -> bool {
    let Some(digits) = pin::digits(typed) else { return false };
    let kept = Kept::new(&digits, &chance::uuid());
    outbox::tell(portal, Command::Set(SETTING.to_owned(), kept.write()));
    lock().set(Lock::Open);
    true
}

pub fn take_away(portal: Portal) {
    outbox::tell(portal, Command::Set(SETTING.to_owned(), String::new()));
    lock().set(Lock::None);
}

/// Locks now, for whoever comes next.
pub fn close() {
    lock().update(|lock| {
        if *lock == Lock::Open {
            *lock = Lock::Locked;
        }
    });
}
