//! Widgets: words and values in, callbacks out. They know nothing of reports, desks or addresses, and each
//! carries its own accessibility. Markup and class names are those of `style/patterns.html`.

pub mod asked;
pub mod choices;
pub mod counter;
pub mod error_summary;
pub mod field;
pub mod fresh;
pub mod icon;
pub mod map_link;
pub mod notice;
pub mod number;
pub mod qr;
pub mod summary;

use leptos::{
    ev::{MouseEvent, SubmitEvent},
    prelude::*,
};

/// The link back to the screen before.
pub fn back_link(address: String, words: String) -> AnyView {
    view! { <a class="back" href=address>{icon::icon("back", "")}{words}</a> }.into_any()
}

/// How far along a form is: words and a bar that say the same.
pub fn progress(words: String, value: usize, max: usize) -> AnyView {
    view! {
        <div class="steps">
            <p class="steps__words" id="steps-words">{words}</p>
            <progress class="meter" max=max.to_string() value=value.to_string() aria-labelledby="steps-words"></progress>
        </div>
    }
    .into_any()
}

/// What a form's button does; Enter in a field presses it. Not by `submit` alone: in a frame whose sandbox lacks
/// `allow-forms` no form ever gets that event.
pub fn pressed(act: impl Fn() + 'static) -> impl Fn(MouseEvent) + 'static {
    move |event| {
        event.prevent_default();
        act();
    }
}

/// The same where a program sends the form and presses no button.
pub fn submitted(act: impl Fn() + 'static) -> impl Fn(SubmitEvent) + 'static {
    move |event| {
        event.prevent_default();
        act();
    }
}
