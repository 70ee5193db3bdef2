//! Indonesian telephone numbers in every usual spelling, to one form: `+62…` (E.164).

use crate::numerals::{self, Typed};

/// Reads a number; `None` when it can't be one. Numbers of other countries are taken with their `+`.
pub fn normalise(typed: &str) -> Option<String> {
    let cleaned: String = typed.chars().filter(|character| !matches!(character, '(' | ')' | '+')).collect();
    let Typed::Digits(digits) = numerals::fold(&cleaned) else { return None };
    let international = typed.trim_start().trim_start_matches('(').starts_with('+');
    let digits = match digits.strip_prefix("00") {
        Some(rest) if !international => rest.to_owned(),
        _ if international => digits,
        _ => return indonesian(digits.strip_prefix("62").or(digits.strip_prefix('0')).unwrap_or(&digits)),
    };
    match digits.strip_prefix("62") {
        Some(rest) => indonesian(rest),
        None => ((8..=15).contains(&digits.len()) && !digits.starts_with('0')).then(|| format!("+{digits}")),
    }
}

/// The national part without its leading 0. `+62 (0)812…` is a usual slip.
fn indonesian(national: &str) -> Option<String> {
    let national = national.strip_prefix('0').unwrap_or(national);
    let length = if national.starts_with('8') { 9..=12 } else { 8..=11 };
    (length.contains(&national.len()) && !national.starts_with('0')).then(|| format!("+62{national}"))
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
            "81212345678",
            "0812.1234.5678",
            "٠٨١٢١٢٣٤٥٦٧٨",
        ] {
            assert_eq!(normalise(typed).as_deref(), Some("+6281212345678"), "{typed}");
        }
        assert_eq!(normalise("(0251) 832-1075").as_deref(), Some("+622518321075"));
        assert_eq!(normalise("+65 6123 4567").as_deref(), Some("+6561234567"));
    }

    #[test]
    fn what_cannot_be_a_number_is_refused() {
        for typed in ["", "112", "0812", "08121234567890123", "call me", "+0 12345678", "3271014506800001"] {
            assert_eq!(normalise(typed), None, "{typed}");
        }
    }
}
