//! Text as people paste it: rows of spreadsheets, chats, forms filled in by programs. Nothing of it is refused. What is
//! no letter becomes a blank or the end of a line, and what shows nothing at all is no answer (docs/adr/0017).
//!
//! A [`Cleaner`] is pure. Composing letters with their accents (NFC) needs Unicode's tables, which every browser has and
//! the server takes from a crate, so whoever makes a cleaner passes its own [`Composer`] in.

use std::borrow::Cow;

/// Unicode's canonical composition, NFC: `e` and a combining accent become `é`.
pub type Composer = for<'a> fn(&'a str) -> Cow<'a, str>;

/// Makes text readable. Cleaning what is clean changes nothing.
#[derive(Clone, Copy)]
pub struct Cleaner {
    compose: Composer,
}

impl Cleaner {
    /// For text that was composed before, such as what this device itself has frozen.
    pub const COMPOSED: Self = Self::new(as_it_is);

    pub const fn new(compose: Composer) -> Self {
        Self { compose }
    }

    /// Text on one line: a name, an address, a code. Control characters and ends of lines become blanks. Marks that turn
    /// the direction or show nothing, as phones put them round a copied number, are left out; so are blanks at the ends.
    pub fn line(self, text: &str) -> String {
        let plain = |letter: char| if letter.is_control() || is_line_end(letter) { ' ' } else { letter };
        let kept: String =
            text.replace("\r\n", "\n").chars().filter(|letter| !is_mark(*letter)).map(plain).collect();
        self.composed(kept.trim_matches(is_invisible))
    }

    /// Text with lines. Every end of a line becomes `\n`, every other control character a blank.
    pub fn lines(self, text: &str) -> String {
        let plain = |letter: char| match letter {
            letter if is_line_end(letter) => '\n',
            letter if letter.is_control() => ' ',
            letter => letter,
        };
        let kept: String = text.replace("\r\n", "\n").chars().map(plain).collect();
        if is_blank(&kept) { String::new() } else { self.composed(&kept) }
    }

    fn composed(self, text: &str) -> String {
        (self.compose)(text).into_owned()
    }
}

fn as_it_is(text: &str) -> Cow<'_, str> {
    text.into()
}

/// Whether a text shows nothing: blanks, control characters, and characters that are invisible by design.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(is_invisible)
}

pub(crate) fn is_line_end(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A mark that no name, number or address needs. Joiners and variation selectors are none: Persian names and emoji
/// change without them.
pub(crate) fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// Blanks and control characters, Unicode's `Default_Ignorable_Code_Point` (DerivedCoreProperties 16.0), annotation
/// marks, and the Braille cell without dots.
pub(crate) fn is_invisible(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || is_mark(letter)
        || matches!(letter, '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200c}' | '\u{200d}' | '\u{2065}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Enough of NFC to see that it is asked.
    const CLEANER: Cleaner = Cleaner::new(|text| text.replace("e\u{301}", "é").into());

    #[test]
    fn one_line_has_no_control_characters_and_no_marks() {
        for (typed, expected) in [
            ("Jl. Pajajaran\tNo. 5", "Jl. Pajajaran No. 5"),
            ("Siti\r\nAminah", "Siti Aminah"),
            ("a\u{1b}b\0c\u{7f}d\u{85}e\u{2028}f", "a b c d e f"),
            ("budi@contoh.id\u{200b}", "budi@contoh.id"),
            ("\u{202a}+62 812\u{2011}3456\u{2011}7890\u{202c}", "+62 812\u{2011}3456\u{2011}7890"),
            ("0812\u{ad}3456\u{ad}7890", "081234567890"),
            ("\u{feff} x \u{2800}", "x"),
            ("می\u{200c}خواهم 👩\u{200d}🚒", "می\u{200c}خواهم 👩\u{200d}🚒"),
            ("Rene\u{301}", "René"),
            ("e\u{200b}\u{301}", "é"),
            ("\u{200b}\u{2800}\u{3164}", ""),
        ] {
            assert_eq!(CLEANER.line(typed), expected, "{typed:?}");
            assert_eq!(CLEANER.line(expected), expected, "cleaning what is clean changes nothing");
        }
    }

    #[test]
    fn a_story_keeps_its_lines() {
        for (typed, expected) in [
            ("Lampu mati\u{b}sejak Senin", "Lampu mati\nsejak Senin"),
            ("a\r\nb\rc\nd\u{85}e\u{2028}f\u{2029}g\u{c}h", "a\nb\nc\nd\ne\nf\ng\nh"),
            ("a\u{1b}b\tc\0d\u{9b}e", "a b c d e"),
            ("  x\n", "  x\n"),
            ("\u{200f}שלום\u{200f}!", "\u{200f}שלום\u{200f}!"),
            ("cafe\u{301}", "café"),
            ("\u{200b}\u{2800}\u{3164}\u{202e}\r\n\0", ""),
        ] {
            assert_eq!(CLEANER.lines(typed), expected, "{typed:?}");
            assert_eq!(CLEANER.lines(expected), expected, "cleaning what is clean changes nothing");
        }
    }

    #[test]
    fn what_shows_nothing_is_blank() {
        for text in
            ["", " \n", "\u{200b}\u{2800}\u{3164}", "\u{202a}\u{2066}\u{e0041}\u{fe0f}\u{34f}", "\0\u{1b}"]
        {
            assert!(is_blank(text), "{text:?}");
        }
        for text in [".", "\u{301}", "👩\u{200d}🚒", "\u{200b}x", "\u{fffd}"] {
            assert!(!is_blank(text), "{text:?}");
        }
    }
}
