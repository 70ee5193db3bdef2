//! How much of a text's limit is left: seen from a little before it, and read out when the keys have rested.

use crate::ui::fresh::{fresh_by, fresh_words};
use leptos::prelude::*;
use std::time::Duration;

/// A count that is read out with every key would never be quiet.
const REST: Duration = Duration::from_millis(1_000);

/// The id of what is seen, for the control that it describes.
pub fn id(control: &str) -> String {
    format!("{control}-count")
}

/// `words` are those for the text as it stands; `None` while there is plenty of room.
pub fn counter(control: &str, words: Memo<Option<String>>) -> AnyView {
    let said = RwSignal::new(String::new());
    let mut say = debounce(REST, move |words: Option<String>| {
        let _gone = said.try_set(words.unwrap_or_default());
    });
    Effect::new(move || say(words.get()));
    let id = id(control);
    let seen = move |words: Option<String>| {
        words.map(|words| view! { <p class="field__count" id=id.clone() aria-hidden="true">{words}</p> })
    };
    view! {
        {fresh_by(move || words.get(), seen)}
        <p class="visually-hidden" role="status">{fresh_words(move || said.get())}</p>
    }
    .into_any()
}
