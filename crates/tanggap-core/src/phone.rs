//! Telephone numbers as Indonesian people write and paste them, to one form: `+62…` (E.164). A number of another country
//! keeps its own, and what could be either is refused: an office that calls a stranger is worse than a question.

use crate::{
    numerals::{self, Typed},
    text,
    ticket::{NumberFault, Ticket},
};

/// Reads a number; `None` when it can't be one. Numbers of other countries are taken with their `+` or `00`.
pub fn normalise(typed: &str) -> Option<String> {
    let plain = plain(typed)?;
    let number = without_names(&plain);
    let unopened = number.trim_start_matches(['(', ' ']);
    let (is_international, rest) = match unopened.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, number),
    };
    let Typed::Digits(digits) = numerals::fold(&rest.replace(['(', ')'], " ")) else { return None };
    match digits.strip_prefix("00") {
        // 001 and 007 are what Indonesia dials to get abroad, and 00 before the codes 1 and 7: it could be either.
        Some(rest) if !is_international && rest.starts_with(['1', '7']) => None,
        Some(rest) if !is_international => of_the_world(rest),
        _ if is_international => of_the_world(&digits),
        _ => of_this_country(&digits),
    }
}

/// Whether it may be a number at all: what other programs send to a server is not for it to spell.
pub fn is_plausible(text: &str) -> bool {
    (8..=15).contains(&numerals::count(text))
}

/// Whether it is as long as a NIK or a family card number, which begin with no 0. No telephone number of Indonesia has 16 digits.
pub fn is_identity_number(typed: &str) -> bool {
    matches!(Ticket::parse(typed), Err(NumberFault::IdentityNumber)) && !typed.trim_start().starts_with('0')
}

/// Behind a `+` or `00`.
fn of_the_world(digits: &str) -> Option<String> {
    match digits.strip_prefix("62") {
        // `+62 (0)812…` is a usual slip.
        Some(rest) => indonesian(rest.strip_prefix('0').unwrap_or(rest)),
        None => ((8..=15).contains(&digits.len()) && !digits.starts_with('0')).then(|| format!("+{digits}")),
    }
}

/// Without a sign for abroad only three beginnings say that it is ours: 0, 62, and the 8 of a mobile.
fn of_this_country(digits: &str) -> Option<String> {
    if let Some(rest) = digits.strip_prefix("62") {
        return indonesian(rest.strip_prefix('0').unwrap_or(rest));
    }
    match digits.strip_prefix('0') {
        Some(national) => indonesian(national),
        None => digits.starts_with('8').then(|| indonesian(digits))?,
    }
}

/// The national part without its leading 0: a mobile's, or an area code and a number.
fn indonesian(national: &str) -> Option<String> {
    let length = if national.starts_with('8') { 9..=12 } else { 8..=11 };
    (length.contains(&national.len()) && !national.starts_with('0')).then(|| format!("+62{national}"))
}

/// Without what shows nothing. `None` where the direction is turned: seen are other digits than are said.
fn plain(typed: &str) -> Option<String> {
    let typed = typed.replace("%2B", "+").replace("%2b", "+");
    let kept = typed.chars().filter(|letter| !text::is_mark(*letter) || *letter == numerals::TURNS);
    let plain = |letter| match letter {
        '\u{ff0b}' | '\u{fe62}' | '\u{207a}' => '+',
        '\u{ff08}' => '(',
        '\u{ff09}' => ')',
        _ if char::is_whitespace(letter) || char::is_control(letter) => ' ',
        _ => letter,
    };
    let plain: String = kept.map(plain).collect();
    (!plain.contains(numerals::TURNS)).then(|| plain.trim().to_owned())
}

/// What people write before a number or behind it, and the address form of one.
const NAMES: [&str; 13] =
    ["tel", "telp", "telepon", "tlp", "hp", "wa", "whatsapp", "no", "nomor", "mobile", "phone", "hub", "sms"];

fn without_names(plain: &str) -> &str {
    let is_name = |word: &str| {
        let word = word.trim_matches(['.', ':', '(', ')']);
        NAMES.iter().any(|name| name.eq_ignore_ascii_case(word))
    };
    // `tel:+62812;ext=1`, `sms:0812?body=`
    let is_address = plain
        .split_once(':')
        .is_some_and(|(scheme, _)| ["tel", "sms"].iter().any(|it| it.eq_ignore_ascii_case(scheme)));
    let ends: &[char] = if is_address { &[';', '?'] } else { &[] };
    let mut rest = plain.split(ends).next().unwrap_or_default();
    while let Some((_, behind)) = rest.split_once([' ', ':']).filter(|(word, _)| is_name(word)) {
        rest = behind.trim_start_matches([' ', ':', '.']);
    }
    while let Some((before, _)) = rest.rsplit_once(' ').filter(|(_, word)| is_name(word)) {
        rest = before.trim_end();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_spelling_is_one_number() {
        for typed in [
            "081212345678",
            "0812 1234 5678",
            "0812-1234-5678",
            "+62 812-1234-5678",
            "6281212345678",
            "0062 81212345678",
            "+62 (0)812 1234 5678",
            "(+62) 81212345678",
            "( +62 ) 812 1234 5678",
            "62 (0) 81212345678",
            "81212345678",
            "0812.1234.5678",
            "٠٨١٢١٢٣٤٥٦٧٨",
            "\u{202a}+62 812\u{2011}1234\u{2011}5678\u{202c}",
            "0812\u{ad}1234\u{ad}5678",
            "＋62 812 1234 5678",
            "\u{2066}+6281212345678\u{2069}",
            "\u{200e}+62 812 1234 5678",
            "０８１２　１２３４　５６７８",
            "（0812）12345678",
            "tel:+6281212345678",
            "tel:%2B62-812-1234-5678;ext=1",
            "TEL:081212345678",
            "HP: 0812 1234 5678",
            "No. HP 0812 1234 5678 (WA)",
            "WA 081212345678",
            "081212345678\t",
        ] {
            assert_eq!(normalise(typed).as_deref(), Some("+6281212345678"), "{typed}");
        }
        assert_eq!(normalise("(0251) 832-1075").as_deref(), Some("+622518321075"));
    }

    #[test]
    fn sixteen_digits_are_an_identity_number_and_no_telephone_number() {
        for typed in [
            "3271014506800001",
            "3271 0145 0680 0001",
            "3271.0145.0680.0001",
            "６２０１０１４５０６８００００１",
        ] {
            assert!(is_identity_number(typed), "{typed}");
        }
        for typed in ["081212345678", "0812123456789012", "+6281212345678901", "3271", ""] {
            assert!(!is_identity_number(typed), "{typed}");
        }
    }

    #[test]
    fn a_number_of_another_country_stays_one() {
        for typed in [
            "+65 6123 4567",
            "\u{200e}+65 6123 4567",
            "\u{2066}＋65 6123 4567",
            "(+65) 61234567",
            "0065 61234567",
            "tel:+6561234567",
        ] {
            assert_eq!(normalise(typed).as_deref(), Some("+6561234567"), "{typed}");
        }
        for typed in [
            "65 6123 4567",
            "6561234567",
            "1 202 555 0143",
            "2518321075",
            "001 65 6123 4567",
            "007 65 6123 4567",
        ] {
            assert_eq!(normalise(typed), None, "{typed}: nothing says whose it is");
        }
    }

    #[test]
    fn what_cannot_be_a_number_is_refused() {
        for typed in [
            "",
            "112",
            "0812",
            "08121234567890123",
            "call me",
            "0812 1234 5678;0813 1234 5678 9",
            "+0 12345678",
            "3271014506800001",
            "+62 812 1234 5678 / 0813 1234 5678",
            "0812+12345678",
            "\u{202e}876543212180",
            "0812 1234 5678 ext 12",
            "+",
        ] {
            assert_eq!(normalise(typed), None, "{typed}");
        }
    }
}
