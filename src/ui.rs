//! Widgets: words and values in, callbacks out. They know nothing of reports, desks or addresses, and each
//! carries its own accessibility. Markup and class names are those of `style/patterns.html`.

pub mod choices;
pub mod error_summary;
pub mod field;
pub mod icon;
pub mod notice;
pub mod qr;
pub mod summary;

use leptos::prelude::*;

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
