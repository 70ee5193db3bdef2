//! Icons by name, out of one sprite that is loaded with the first screen that needs it.

use leptos::prelude::*;
use std::sync::OnceLock;

static BASE: OnceLock<&str> = OnceLock::new();

/// Tells where the portal lives; once, at start.
pub fn set_base(base: &'static str) {
    let _first = BASE.set(base);
}

/// What stands in the page itself (`index.html`): there also where the sprite can't be had any more.
const INLINE: [&str; 5] = ["phone", "warning", "info", "shield", "bulb"];

/// An icon for the eye only: the words beside it say the same. `class` is added to `icon`.
pub fn icon(name: &str, class: &'static str) -> AnyView {
    let address = if INLINE.contains(&name) {
        format!("#i-{name}")
    } else {
        format!("{}icons/icons.svg#{name}", BASE.get().copied().unwrap_or_default())
    };
    let class = if class.is_empty() { "icon".to_owned() } else { format!("icon {class}") };
    view! { <svg class=class aria-hidden="true"><use href=address></use></svg> }.into_any()
}
