//! Going on with a draft that was opened from a list or a receipt.

use crate::state::outbox::outbox;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Goes where the opened draft goes on, once it is there.
pub fn follow_what_opens() {
    let navigate = use_navigate();
    Effect::new(move || {
        let mirror = outbox();
        if let Some(address) = mirror.with(|outbox| outbox.opened.clone()) {
            mirror.update(|outbox| outbox.opened = None);
            navigate(&address, NavigateOptions::default());
        }
    });
}
