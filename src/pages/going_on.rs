//! Going on with a draft that was opened from a list or a receipt.

use crate::state::drafts::{drafts, went_there};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Goes where the opened draft goes on, once it is there.
pub fn follow_what_opens() {
    let navigate = use_navigate();
    Effect::new(move || {
        if let Some(address) = drafts().with(|drafts| drafts.opened.clone()) {
            went_there();
            navigate(&address, NavigateOptions::default());
        }
    });
}
