//! Rising numbers as letters of JSON, small and easy to compress: each by how much it is more than the one before, five bits
//! to a letter, the last letter of a number being one of the first 32.

pub const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const DIGIT_BITS: u32 = 5;
const MORE: u32 = 1 << DIGIT_BITS;

/// The place of a letter among the 64.
pub fn place(letter: u8) -> Option<u32> {
    LETTERS.iter().position(|known| *known == letter).and_then(|place| u32::try_from(place).ok())
}

/// Numbers that never fall, as letters.
pub fn pack(numbers: &[u32]) -> String {
    let (mut text, mut last) = (String::new(), 0);
    for number in numbers {
        let mut gap = number.saturating_sub(last);
        last = *number;
        while gap >= MORE {
            text.push(letter((gap & (MORE - 1)) | MORE));
            gap >>= DIGIT_BITS;
        }
        text.push(letter(gap));
    }
    text
}

/// One of the 64 letters.
pub fn letter(place: u32) -> char {
    char::from(LETTERS[(place % 64) as usize])
}

/// The next number of packed ones, and how many letters it took.
pub fn unpack(letters: &[u8], last: u32) -> Option<(u32, usize)> {
    let mut gap: u32 = 0;
    for (count, letter) in letters.iter().enumerate() {
        let digit = place(*letter)?;
        let shifted = (digit & (MORE - 1)).checked_shl(u32::try_from(count).ok()? * DIGIT_BITS)?;
        gap = gap.checked_add(shifted)?;
        if digit < MORE {
            return Some((last.checked_add(gap)?, count + 1));
        }
    }
    None
}
