//! What keeps a screen from going on: read out at once, focused, each line a link to its field (GOV.UK pattern).

use leptos::{ev::MouseEvent, prelude::*};

/// `lines` are pairs of a field's id and what is wrong; `go` is called with the id of the line pressed.
/// Nothing is shown while there are none.
pub fn error_summary(title: String, lines: Vec<(String, String)>, go: Callback<String>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let line = move |(id, text): (String, String)| {
        let target = id.clone();
        let press = move |event: MouseEvent| {
            // Not by its href: the address' fragment may carry a ticket number.
            event.prevent_default();
            go.run(target.clone());
        };
        view! { <li><a href=format!("#{id}") on:click=press>{text}</a></li> }
    };
    view! {
        <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="error-title">
            <h2 class="error-summary__title" id="error-title">{title}</h2>
            <ul class="error-summary__list">{lines.into_iter().map(line).collect_view()}</ul>
        </div>
    }
    .into_any()
}
