//! Words. A key is an index into the language's array, so a missing word does not compile; the words themselves
//! live in `locales/`, where a city can change them.

use std::cell::RefCell;
use tanggap_core::wire;

/// A word's place in the sorted list of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key(usize);

/// Every key of `locales/id.json`: `home.title` is `key::HOME_TITLE`.
pub mod key {
    use super::Key;
    include!(concat!(env!("OUT_DIR"), "/keys.rs"));
}

thread_local! {
    static WORDS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Takes over a language's words; false when they are none.
pub fn use_words(bytes: &[u8]) -> bool {
    let list = wire::parse(bytes);
    let list = list.as_ref().and_then(|value| value.as_array());
    let words: Option<Vec<String>> =
        list.and_then(|list| list.iter().map(|word| word.as_str().map(str::to_owned)).collect());
    words.map(|words| WORDS.with(|current| *current.borrow_mut() = words)).is_some()
}

/// A word in the current language.
pub fn t(key: Key) -> String {
    WORDS.with(|words| words.borrow().get(key.0).cloned().unwrap_or_default())
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
