//! Digits as people type and paste them: grouped, in other scripts, with letters that look like digits.

/// What was typed where a number was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// Nothing but separators.
    Empty,
    /// Only digits, folded to ASCII.
    Digits(String),
    /// A character that no digit can be; the first one is given.
    Foreign(char),
}

/// Folds what was typed to ASCII digits: drops spaces, dots and dashes, knows the digits of other scripts,
/// and takes `O` for 0 and `I`, `l` for 1.
pub fn fold(typed: &str) -> Typed {
    let mut digits = String::with_capacity(typed.len());
    for character in typed.chars() {
        match digit(character) {
            Some(digit) => digits.push(digit),
            None if is_separator(character) => {}
            None => return Typed::Foreign(character),
        }
    }
    if digits.is_empty() { Typed::Empty } else { Typed::Digits(digits) }
}

fn digit(character: char) -> Option<char> {
    match character {
        '0'..='9' => Some(character),
        'O' | 'o' => Some('0'),
        'I' | 'l' | '|' => Some('1'),
        _ => ZEROS.iter().find_map(|&zero| {
            let value = u32::from(character).checked_sub(zero)?;
            char::from_digit(value, 10)
        }),
    }
}

/// The zero of each script whose ten digits follow it in Unicode: Arabic-Indic, Persian, Devanagari, Bengali,
/// Thai, Khmer, Balinese, Sundanese, Javanese, full-width.
const ZEROS: [u32; 10] = [0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0x17E0, 0x1B50, 0x1BB0, 0xA9D0, 0xFF10];

fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '.' | ',' | '-' | '_' | '/' | '#' | '\u{2010}'..='\u{2015}' | '\u{200B}'..='\u{200F}'
            | '\u{2060}' | '\u{FEFF}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_type_numbers_in_many_ways() {
        for typed in [
            "482719305562",
            "4827 1930 5562",
            "4827.1930.5562",
            "4827-1930–5562",
            "\u{a0}4827\u{2009}1930 5562\n",
            "４８２７１９３０５５６２",
            "٤٨٢٧١٩٣٠٥٥٦٢",
            "#482719305562",
            "4827 l93O 5562",
        ] {
            assert_eq!(fold(typed), Typed::Digits("482719305562".into()), "{typed}");
        }
    }

    #[test]
    fn what_is_no_digit_is_named() {
        assert_eq!(fold("48A7"), Typed::Foreign('A'));
        assert_eq!(fold(" - "), Typed::Empty);
    }
}
