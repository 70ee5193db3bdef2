//! People's words in a terminal.

/// Words as a terminal may have them: whatever begins a line there begins one here, behind the indent that only words
/// have, and what would move the cursor or turn the direction is shown as a mark. So nobody can write a line that looks
/// like one of the office.
pub fn of(text: &str) -> Vec<String> {
    let begins_a_line =
        |letter| matches!(letter, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let turns = |letter| matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain = |letter: char| match letter {
        '\t' => ' ',
        letter if letter.is_control() || turns(letter) => char::REPLACEMENT_CHARACTER,
        letter => letter,
    };
    let text = text.replace("\r\n", "\n");
    text.split(begins_a_line).map(|line| line.chars().map(plain).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_words_move_the_cursor_or_begin_a_line_of_their_own() {
        for (text, expected) in [
            ("Halo\r\n\nya", &["Halo", "", "ya"][..]),
            ("x\r2026-11-24T03:00:00Z  aspirasi  reply", &["x", "2026-11-24T03:00:00Z  aspirasi  reply"]),
            ("a\u{85}b\u{2028}c\u{2029}d\u{b}e\u{c}f", &["a", "b", "c", "d", "e", "f"]),
            ("\u{1b}[2Kx\u{8}\u{9b}1A\u{7f}", &["\u{fffd}[2Kx\u{fffd}\u{fffd}1A\u{fffd}"]),
            (
                "\u{202e}ylper\u{202c} \u{2066}x\u{2069}\u{200f}",
                &["\u{fffd}ylper\u{fffd} \u{fffd}x\u{fffd}\u{fffd}"],
            ),
            ("a\tb é 😀 \u{200d}", &["a b é 😀 \u{200d}"]),
        ] {
            assert_eq!(of(text), expected, "{text:?}");
        }
    }
}
