//! A PIN before the list, for a phone that several people use. It keeps curious people out of the screens; what lies on
//! the device lies there as before, and the screen that sets it says so.

use crate::state::{
    Portal, conversation,
    outbox::{self, Command, outbox},
};
use leptos::prelude::*;
use std::cell::RefCell;
use tanggap_browser::{chance, clock};
use tanggap_core::{
    pin::{self, Kept, Try},
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

/// Tries a PIN. What came of it, in the core's words.
pub async fn try_pin(portal: Portal, typed: String) -> Try {
    if KEPT.with(|kept| kept.borrow().is_none()) {
        // It could not be read at the start.
        know(outbox::setting(portal, SETTING.to_owned()).await);
    }
    let now = clock::now_unix_seconds();
    let tried =
        KEPT.with(|kept| kept.borrow_mut().as_mut().map(|kept| (kept.try_pin(&typed, now), kept.write())));
    let Some((outcome, text)) = tried else {
        return if is_locked() { Try::Wrong } else { Try::Open };
    };
    outbox::tell(portal, Command::Set(SETTING.to_owned(), text));
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
    if !outbox::set(portal, SETTING.to_owned(), text).await {
        return false;
    }
    KEPT.with(|known| known.replace(Some(kept)));
    lock().set(Lock::Open);
    true
}

pub fn take_away(portal: Portal) {
    outbox::tell(portal, Command::Set(SETTING.to_owned(), String::new()));
    KEPT.with(|known| known.replace(None));
    lock().set(Lock::None);
}

/// Locks now, for whoever comes next: nothing that was opened in this visit stays open.
pub fn close() {
    if lock().get_untracked() != Lock::Open {
        return;
    }
    conversation::forget_all();
    outbox::content().set(None);
    outbox().update(|outbox| outbox.sent_here.clear());
    lock().set(Lock::Locked);
}
