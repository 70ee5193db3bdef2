//! The words for how much of a text's limit is left; nothing as long as there is plenty. What is counted is the text as it
//! is sent: composing its letters can make it longer.

use crate::i18n::{fill, key};
use leptos::prelude::*;
use tanggap_browser::text::CLEANER;
use tanggap_core::{
    length::{self, Room},
    text::Cleaner,
};

/// How a text is cleaned before it is sent: [`Cleaner::line`] or [`Cleaner::lines`].
pub type Cleaned = fn(Cleaner, &str) -> String;

pub fn words(text: &str, limit: usize, cleaned: Cleaned) -> Option<String> {
    let (key, count) = match length::room(&cleaned(CLEANER, text), limit) {
        Room::Plenty => return None,
        Room::Left(count) => (key::FIELD_LEFT, count),
        Room::Over(count) => (key::FIELD_OVER, count),
    };
    Some(fill(key, &[("count", &count.to_string())]))
}

/// The same for a field that takes so many characters.
pub fn room_for(limit: usize, cleaned: Cleaned) -> Callback<String, Option<String>> {
    Callback::new(move |text: String| words(&text, limit, cleaned))
}
