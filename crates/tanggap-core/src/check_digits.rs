//! Two check digits by ISO 7064 MOD 97-10: they catch every single wrong digit, every neighbouring swap and
//! every swap across one digit, which is what people do to numbers they read, hear and type.

/// The two check digits of a string of ASCII digits.
pub fn of(payload: &str) -> String {
    let remainder = modulo_97(payload) * 100 % 97;
    format!("{:02}", 98 - remainder)
}

/// Whether a string of ASCII digits ends in its own check digits.
pub fn hold(digits: &str) -> bool {
    digits.len() > 2 && digits.bytes().all(|byte| byte.is_ascii_digit()) && modulo_97(digits) == 1
}

fn modulo_97(digits: &str) -> u32 {
    digits.bytes().fold(0, |remainder, byte| (remainder * 10 + u32::from(byte.wrapping_sub(b'0'))) % 97)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_complete_a_number() {
        // The first is the example of ISO 7064 itself.
        for (payload, digits) in [("794", "44"), ("4827193055", "43"), ("1000000000", "93")] {
            assert_eq!(of(payload), digits);
            assert!(hold(&format!("{payload}{digits}")));
        }
    }

    #[test]
    fn every_wrong_digit_and_every_swap_is_caught() {
        let right = format!("4827193055{}", of("4827193055")).into_bytes();
        for place in 0..right.len() {
            for digit in b'0'..=b'9' {
                let mut wrong = right.clone();
                wrong[place] = digit;
                assert_eq!(hold(std::str::from_utf8(&wrong).unwrap()), digit == right[place]);
            }
        }
        for distance in [1, 2] {
            for place in 0..right.len() - distance {
                let mut swapped = right.clone();
                swapped.swap(place, place + distance);
                assert_eq!(hold(std::str::from_utf8(&swapped).unwrap()), swapped == right);
            }
        }
    }

    #[test]
    fn what_is_not_a_number_never_holds() {
        for text in ["", "1", "97", "48271930554x", "４８２７"] {
            assert!(!hold(text), "{text}");
        }
    }
}
