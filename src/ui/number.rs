//! Numbers in the middle of words: a browser's translator may turn the words round them, and leaves them as they are.

use leptos::prelude::*;

/// A sentence with each number in the place of its `{name}`.
pub fn with_numbers(words: &str, numbers: &[(&str, &str)]) -> AnyView {
    let mut parts = Vec::new();
    for (index, part) in words.split('{').enumerate() {
        let place = part.split_once('}').filter(|_| index > 0);
        let (number, after) = place.map_or((None, part), |(name, after)| {
            (numbers.iter().find(|(known, _)| *known == name).map(|(_, number)| (*number).to_owned()), after)
        });
        let number = number.map(|number| view! { <span translate="no">{number}</span> });
        parts.push(view! { {number}{after.to_owned()} });
    }
    parts.into_any()
}
