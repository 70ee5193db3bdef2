//! The engine for the patterns of a city's questions, which the core leaves to its users.

use regex::Regex;
use std::{cell::RefCell, collections::HashMap};

thread_local! {
    static COMPILED: RefCell<HashMap<String, Option<Regex>>> = RefCell::default();
}

/// Whether a whole text matches a pattern of the city's data, as HTML's `pattern` means it. A broken one tells
/// nothing. Compiled once per thread; patterns come from the city's files, so there are few.
pub fn matches(expression: &str, text: &str) -> Option<bool> {
    COMPILED.with_borrow_mut(|compiled| {
        let compile = || Regex::new(&format!("^(?:{expression})$")).ok();
        let regex = compiled.entry(expression.to_owned()).or_insert_with(compile);
        regex.as_ref().map(|regex| regex.is_match(text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_texts() {
        for (expression, text, expected) in [
            ("[0-9]{1,5}", "123", Some(true)),
            ("[0-9]{1,5}", "123a", Some(false)),
            ("a|b", "ab", Some(false)),
            ("^[0-9]+$", "7", Some(true)),
            ("(", "x", None),
        ] {
            assert_eq!(matches(expression, text), expected, "{expression} {text}");
        }
    }
}
