//! What the office says, whichever act says it: to the reporter, to everyone, or instead of the reporter's words. One bound for
//! all of it, as for the reporter's own: phones read an answer of 256 KB at most, and a timeline has many words in it.

use super::Refusal;
use crate::{length, message::TEXT_LIMIT, text};

/// The longest text of the office, in characters.
pub const WORDS_LIMIT: usize = TEXT_LIMIT;

/// What was typed, without the blanks around it; `None`: blanks alone, which say nothing.
///
/// # Errors
/// [`Refusal::TooLong`].
pub fn words(typed: &str) -> Result<Option<String>, Refusal> {
    fit(typed)?;
    Ok(Some(typed.trim().to_owned()).filter(|words| !text::is_blank(words)))
}

/// The same where there must be some.
///
/// # Errors
/// [`Refusal::NoWords`] and [`Refusal::TooLong`].
pub fn needed_words(typed: &str) -> Result<String, Refusal> {
    words(typed)?.ok_or(Refusal::NoWords)
}

/// Whether words are not too long; blanks around them don't count.
///
/// # Errors
/// [`Refusal::TooLong`].
pub fn fit(words: &str) -> Result<(), Refusal> {
    match length::over(words, WORDS_LIMIT) {
        None => Ok(()),
        Some(_) => Err(Refusal::TooLong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_say_nothing_and_words_have_an_end() {
        let longest = "é".repeat(WORDS_LIMIT);
        for (typed, expected) in [
            ("", Ok(None)),
            (" \n\u{200b}\u{2800}", Ok(None)),
            (" Dicek \n", Ok(Some("Dicek".to_owned()))),
            (&format!("\n{longest} "), Ok(Some(longest.clone()))),
            (&format!("{longest}x"), Err(Refusal::TooLong)),
        ] {
            assert_eq!(words(typed), expected);
        }
        assert_eq!(needed_words("\t"), Err(Refusal::NoWords));
        assert_eq!(needed_words("x"), Ok("x".to_owned()));
    }
}
