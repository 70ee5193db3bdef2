//! Digits as people type and paste them: grouped, in other scripts, with letters that look like digits.

use crate::text;

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

/// How many digits were typed so far, whatever their script: what a half-typed number is measured by.
pub fn count(typed: &str) -> usize {
    typed.chars().filter(|character| digit(*character).is_some()).count()
}

fn digit(character: char) -> Option<char> {
    match character {
        'O' | 'o' => Some('0'),
        'I' | 'l' | '|' => Some('1'),
        _ => true_digit(character),
    }
}

/// A digit of any script as ASCII; no letter that only looks like one.
pub fn true_digit(character: char) -> Option<char> {
    match character {
        '0'..='9' => Some(character),
        _ => ZEROS.iter().find_map(|&zero| {
            let value = u32::from(character).checked_sub(zero)?;
            char::from_digit(value, 10)
        }),
    }
}

/// The zero of each script whose ten digits follow it in Unicode: Arabic-Indic, Persian, Devanagari, Bengali,
/// Thai, Khmer, Balinese, Sundanese, Javanese, full-width; and those of mathematics, which keyboards and pages for fancy
/// letters give: bold, double-struck, sans-serif, sans-serif bold, monospace.
const ZEROS: [u32; 15] = [
    0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0x17E0, 0x1B50, 0x1BB0, 0xA9D0, 0xFF10, 0x1D7CE, 0x1D7D8,
    0x1D7E2, 0x1D7EC, 0x1D7F6,
];

/// Shows what follows from right to left: other digits are seen than are said, so it is no separator.
pub const TURNS: char = '\u{202E}';

/// What people and programs put between digits: blanks, points, dashes, and marks that show nothing.
pub fn is_separator(character: char) -> bool {
    text::is_invisible(character) && character != TURNS
        || matches!(character, '.' | ',' | '-' | '_' | '/' | '#' | '\u{2010}'..='\u{2015}' | '\u{2212}')
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
            "𝟒𝟖𝟐𝟕 𝟙𝟡𝟛𝟘 𝟧𝟧𝟨𝟤",
            "𝟰𝟴𝟮𝟳 𝟷𝟿𝟹𝟶 𝟻𝟻𝟼𝟸",
            "#482719305562",
            "4827 l93O 5562",
            "\u{202a}4827\u{ad}1930 5562\u{202c}",
            "\u{2066}4827\u{2011}1930\u{2011}5562\u{2069}\u{200e}",
        ] {
            assert_eq!(fold(typed), Typed::Digits("482719305562".into()), "{typed}");
        }
    }

    #[test]
    fn what_is_no_digit_is_named() {
        assert_eq!(fold("48A7"), Typed::Foreign('A'));
        assert_eq!(fold("\u{202e}7284"), Typed::Foreign('\u{202e}'), "it is seen as 4827");
        assert_eq!(fold(" - "), Typed::Empty);
    }

    /// A text of digits of any script, look-alikes, separators and, in half of them, something else.
    fn typed_at_random(seed: u64) -> String {
        let mut seed = seed;
        let mut next = |below: usize| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) as usize % below
        };
        let (length, kinds) = (next(30), 14 + next(2));
        let mut typed = String::new();
        for _ in 0..length {
            typed.push(match next(kinds) {
                0..=9 => char::from_u32(ZEROS[next(ZEROS.len())] + next(10) as u32).unwrap(),
                10 => char::from(b'0' + next(10) as u8),
                11 => ['O', 'o', 'I', 'l', '|'][next(5)],
                12 | 13 => [' ', '.', '-', '\u{a0}', '\u{200b}', '–', '/'][next(7)],
                _ => ['x', 'é', '٪', '🙂'][next(4)],
            });
        }
        typed
    }

    #[test]
    fn folding_twice_changes_nothing_and_counts_what_it_finds() {
        let mut folded = 0;
        for seed in 0..20_000 {
            let typed = typed_at_random(seed);
            let once = fold(&typed);
            match &once {
                Typed::Digits(digits) => {
                    folded += 1;
                    assert!(digits.bytes().all(|byte| byte.is_ascii_digit()), "{typed}");
                    assert_eq!(fold(digits), once, "{typed}");
                    assert_eq!(count(&typed), digits.len(), "{typed}");
                }
                Typed::Empty => assert_eq!(count(&typed), 0, "{typed}"),
                Typed::Foreign(character) => {
                    assert!(typed.contains(*character) && fold(&character.to_string()) == once, "{typed}");
                }
            }
        }
        assert!(folded > 5_000, "{folded}");
    }

    #[test]
    fn a_number_in_any_script_and_grouping_is_the_same_number() {
        for (at, zero) in ZEROS.into_iter().enumerate() {
            for group in 1..6 {
                let mut typed = String::new();
                for (place, digit) in "482719305543".chars().enumerate() {
                    let value = digit.to_digit(10).unwrap();
                    // Two scripts in one number: a keyboard that was switched halfway.
                    let zero = if place % 2 == 0 { zero } else { ZEROS[(at + group) % ZEROS.len()] };
                    typed.push(char::from_u32(zero + value).unwrap());
                    if place % group == 0 {
                        typed.push(' ');
                    }
                }
                assert_eq!(fold(&typed), Typed::Digits("482719305543".into()), "{typed}");
            }
        }
    }
}
