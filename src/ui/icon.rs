//! Icons by name, out of one sprite that is loaded with the first screen that needs it.

use leptos::prelude::*;
use std::sync::OnceLock;

static SPRITE: OnceLock<String> = OnceLock::new();

/// Tells where the portal lives; once, at start.
pub fn set_base(base: &str) {
    let _first = SPRITE.set(format!("{base}icons/icons.svg"));
}

/// An icon for the eye only: the words beside it say the same. `class` is added to `icon`.
pub fn icon(name: &str, class: &'static str) -> AnyView {
    let sprite = SPRITE.get().map_or("", String::as_str);
    let class = if class.is_empty() { "icon".to_owned() } else { format!("icon {class}") };
    view! { <svg class=class aria-hidden="true"><use href=format!("{sprite}#{name}")></use></svg> }.into_any()
}
