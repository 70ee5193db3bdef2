//! The words for how much of a text's limit is left; nothing as long as there is plenty.

use crate::i18n::{fill, key};
use leptos::prelude::*;
use tanggap_core::length::{self, Room};

pub fn words(text: &str, limit: usize) -> Option<String> {
    let (key, count) = match length::room(text, limit) {
        Room::Plenty => return None,
        Room::Left(count) => (key::FIELD_LEFT, count),
        Room::Over(count) => (key::FIELD_OVER, count),
    };
    Some(fill(key, &[("count", &count.to_string())]))
}

/// The same for a field that takes so many characters.
pub fn room_for(limit: usize) -> Callback<String, Option<String>> {
    Callback::new(move |text: String| words(&text, limit))
}
