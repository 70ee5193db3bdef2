//! Words. A key is an index into the language's array, so a missing word does not compile; the words themselves
//! live in `locales/`, where a city can change them.

use std::cell::RefCell;

/// A word's place in the sorted list of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key(usize);

/// Every key of `locales/id.json`: `home.title` is `key::HOME_TITLE`.
pub mod key {
    use super::Key;
    include!(concat!(env!("OUT_DIR"), "/keys.rs"));

    /// The place among the words that come later.
    pub(super) fn later(key: Key) -> Option<usize> {
        key.0.checked_sub(FIRST_OF_MORE)
    }
}

thread_local! {
    static WORDS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    static MORE: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Takes over a language's words, in the order of their keys.
pub fn use_words(words: Vec<String>) {
    WORDS.with(|current| *current.borrow_mut() = words);
}

/// Takes over the words that only later screens show (`locales/more`). Until then they are empty.
pub fn use_more_words(words: Vec<String>) {
    MORE.with(|current| *current.borrow_mut() = words);
}

pub fn has_more_words() -> bool {
    MORE.with(|words| !words.borrow().is_empty())
}

/// A word of a language's first part.
pub fn word(words: &[String], Key(place): Key) -> &str {
    words.get(place).map_or("", String::as_str)
}

/// A word in the current language.
pub fn t(key: Key) -> String {
    match key::later(key) {
        Some(place) => MORE.with(|words| words.borrow().get(place).cloned().unwrap_or_default()),
        None => WORDS.with(|words| words.borrow().get(key.0).cloned().unwrap_or_default()),
    }
}

/// A word with its `{name}` places filled.
pub fn fill(key: Key, values: &[(&str, &str)]) -> String {
    let mut text = t(key);
    for (name, value) in values {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

/// A word of the static page by its name there.
pub fn shell_word(name: &str) -> Option<String> {
    key::SHELL.iter().find(|(known, _)| *known == name).map(|(_, key)| t(*key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_by_its_place_and_its_gaps_are_filled() {
        let words = |name: &str| -> Vec<String> {
            let text = std::fs::read_to_string(name).unwrap();
            let words: std::collections::BTreeMap<String, serde_json::Value> =
                serde_json::from_str(&text).unwrap();
            let texts = words.iter().filter(|(key, _)| !key.starts_with('_'));
            texts.map(|(_, text)| text.as_str().unwrap().to_owned()).collect()
        };
        use_words(words("locales/en.json"));
        assert!(!has_more_words());
        assert_eq!(t(key::BAR_WAITING), "", "not there yet");
        use_more_words(words("locales/more/en.json"));
        assert_eq!(fill(key::BAR_WAITING, &[("count", "3")]), "3 waiting");
        assert_eq!(shell_word("home.title").as_deref(), Some(t(key::HOME_TITLE).as_str()));
    }
}
