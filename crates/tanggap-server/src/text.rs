//! The core's cleaner for pasted text, with Unicode's tables from a crate.

use std::borrow::Cow;
use tanggap_core::text::Cleaner;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// For everything that comes in, and for everything that is read again: what was kept before is cleaned, too.
pub const CLEANER: Cleaner = Cleaner::new(nfc);

/// Letters in one piece with their accents.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { text.into() } else { text.nfc().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_composed_and_composed_ones_are_not_copied() {
        for (typed, expected) in [
            ("cafe\u{301}", "café"),
            ("\u{1100}\u{1161}", "가"),
            ("a\u{323}\u{302}", "ậ"),
            ("\u{212b}", "Å"),
            ("\u{fb01}", "\u{fb01}"),
        ] {
            assert_eq!(nfc(typed), expected);
            assert!(matches!(nfc(expected), Cow::Borrowed(_)));
        }
    }
}
