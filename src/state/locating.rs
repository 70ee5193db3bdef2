//! Where the device is, when a person asks for it.

use crate::state::Portal;
use leptos::prelude::*;
use tanggap_browser::place::{self, NoPosition};
use tanggap_core::place::Point;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Locating {
    #[default]
    Idle,
    Asking,
    Denied,
    Unavailable,
}

/// Puts the device's position into the draft.
pub async fn locate(portal: Portal, state: RwSignal<Locating>) {
    state.set(Locating::Asking);
    let outcome = match place::current().await {
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
