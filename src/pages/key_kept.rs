//! Whether the key of a report is anywhere but on this device, in words: for the receipt and for the list.

use crate::{
    i18n::{key, t},
    pages::in_memory::either,
    ui::icon::icon,
};
use leptos::prelude::*;
use tanggap_core::outbox::KeyKept;

/// What was done with the key, as a chip: words, and a colour that repeats them.
pub fn chip(kept: KeyKept) -> AnyView {
    let (class, picture, words) = match kept {
        KeyKept::Never => {
            ("chip chip--wait", "warning", either(key::KEY_KEPT_NEVER, key::KEY_KEPT_NEVER_MEMORY))
        }
        KeyKept::Shown => ("chip chip--wait", "warning", key::KEY_KEPT_SHOWN),
        KeyKept::Copied => ("chip", "check", key::KEY_KEPT_COPIED),
        KeyKept::Saved => ("chip", "check", key::KEY_KEPT_SAVED),
    };
    view! { <p class=class>{icon(picture, "")}{t(words)}</p> }.into_any()
}
