//! Locking what lies on this device.

use super::lock::{Lock, lock};
use crate::state::{conversation, outbox};
use leptos::prelude::*;

/// Locks now, for whoever comes next: nothing that was opened in this visit stays open.
pub fn close() {
    if lock().get_untracked() != Lock::Open {
        return;
    }
    conversation::forget_all();
    outbox::content().set(None);
    outbox::forget_visit();
    lock().set(Lock::Locked);
}
