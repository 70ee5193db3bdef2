//! Icons by name, out of one sprite that is loaded with the first screen that needs it.

use leptos::prelude::*;
use std::sync::OnceLock;

static SPRITE: OnceLock<String> = OnceLock::new();

/// Tells where the portal lives; once, at start.
pub fn set_base(base: &str) {
    let _first = SPRITE.set(format!("{base}icons/icons.svg"));
}

/// What stands in the page itself (`index.html`): there also where the sprite can't be had any more.
const INLINE: [&str; 5] = ["phone", "warning", "info", "shield", "bulb"];

/// An icon for the eye only: the words beside it say the same. `class` is added to `icon`.
pub fn icon(name: &str, class: &'static str) -> AnyView {
    let address = if INLINE.contains(&name) {
        format!("#i-{name}")
    } else {
        format!("{}#{name}", SPRITE.get().map_or("", String::as_str))
    };
    let class = if class.is_empty() { "icon".to_owned() } else { format!("icon {class}") };
    view! { <svg class=class aria-hidden="true"><use href=address></use></svg> }.into_any()
}
