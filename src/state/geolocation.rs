//! Where the device is, when a person asks for it.

use crate::state::Portal;
use leptos::{prelude::*, task::spawn_local};
use std::cell::Cell;
use tanggap_browser::{
    clock,
    place::{self, NoPosition},
};
use tanggap_core::place::Point;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Locating {
    #[default]
    Idle,
    Asking,
    /// The device has said nothing yet. It may, and the person may ask again.
    Silent,
    Denied,
    Unavailable,
}

/// How long the device may take. Its own limit does not hold while it asks for leave, and some never call back.
const PATIENCE_MS: i32 = 20_000;

thread_local! {
    static ATTEMPT: Cell<u32> = const { Cell::new(0) };
}

/// Puts the device's position into the draft, also if it comes late, as long as the screen is there.
pub async fn locate(portal: Portal, state: RwSignal<Locating>) {
    let attempt = ATTEMPT.get() + 1;
    ATTEMPT.set(attempt);
    state.set(Locating::Asking);
    spawn_local(async move {
        clock::wait(PATIENCE_MS).await;
        if ATTEMPT.get() == attempt && state.try_get_untracked() == Some(Locating::Asking) {
            let _gone = state.try_set(Locating::Silent);
        }
    });
    let found = place::current().await;
    if state.try_get_untracked().is_none() {
        return;
    }
    let outcome = match found {
        Ok(position) => {
            let accuracy = position.accuracy_m.is_finite().then_some(position.accuracy_m.round());
            match Point::new(rounded(position.lat), rounded(position.long), accuracy) {
                Some(point) => {
                    portal.draft.update(|draft| draft.place.point = Some(point));
                    Locating::Idle
                }
                None => Locating::Unavailable,
            }
        }
        Err(NoPosition::Denied) => Locating::Denied,
        Err(NoPosition::Unavailable) => Locating::Unavailable,
    };
    // The page may be gone when the device answers.
    let _gone = state.try_set(outcome);
}

/// Six digits are ten centimetres: more would only say that a machine measured it.
pub(super) fn rounded(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}
