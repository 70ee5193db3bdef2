//! The number a citizen gets and the key that goes with it (DESIGN §5).
//!
//! A ticket has 12 digits (14 for a nation): one 1–9, random ones, two check digits. A key has 20.
//! Nothing has 16, because a NIK and a family card number do: those are refused where they are typed.

use crate::{check_digits, numerals};
use sha2::{Digest, Sha256};
use std::fmt;

/// A report's number: ASCII digits, checked.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(String);

/// The secret that opens the private part of a report: 20 ASCII digits, checked. `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

/// What the server may know of a key: 64 lower-case hex digits. `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyProof(String);

/// Why what was typed is not a ticket or a key; each has its own words on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFault {
    Empty,
    /// Something other than digits.
    Foreign(char),
    /// Fewer or more digits than asked for.
    Length {
        given: usize,
        expected: usize,
    },
    /// 16 digits: a NIK or family card number. Never sent anywhere.
    IdentityNumber,
    /// A key where a ticket was asked for.
    KeyForTicket,
    /// A ticket where a key was asked for.
    TicketForKey,
    /// Starts with 0, which no ticket does.
    LeadingZero,
    /// The check digits say that one digit is wrong or two are swapped.
    CheckDigits,
}

/// For who runs a server; a phone has words of its own.
#[cfg(not(target_family = "wasm"))]
impl fmt::Display for NumberFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it has no digits"),
            Self::Foreign(character) => write!(f, "{character:?} is no digit"),
            Self::Length { given, expected } => write!(f, "it has {given} digits and not {expected}"),
            Self::IdentityNumber => f.write_str("16 digits are an identity number"),
            Self::KeyForTicket => f.write_str("this is a key, which belongs to a number"),
            Self::TicketForKey => f.write_str("this is a number, and not its key"),
            Self::LeadingZero => f.write_str("no number begins with 0"),
            Self::CheckDigits => {
                f.write_str("its last two digits don't fit the others: one is mistyped, or two are swapped")
            }
        }
    }
}

/// The lengths a ticket may have.
pub const TICKET_DIGITS: [usize; 2] = [12, 14];
/// The length of a key.
pub const KEY_DIGITS: usize = 20;
const IDENTITY_NUMBER_DIGITS: usize = 16;

/// The digits of the number that hints, papers and documentation show, before its check digits.
const EXAMPLE: &str = "123456789012";

impl Ticket {
    /// The number that hints and documentation show: its check digits hold, so that every reader takes it, and nobody
    /// has it. No device makes it and no server keeps a report under it (docs/adr/0022-the-example-number.md).
    pub fn example(digits: usize) -> Self {
        let payload = EXAMPLE.get(..digits.saturating_sub(2)).unwrap_or(EXAMPLE);
        Self([payload, &check_digits::of(payload)].concat())
    }

    pub fn is_example(&self) -> bool {
        *self == Self::example(self.0.len())
    }

    /// A ticket from random digits (values 0–9): one fewer than `digits - 2` is needed, none is reused.
    pub fn from_random(digits: usize, mut random: impl FnMut() -> u8) -> Self {
        let mut payload = String::with_capacity(digits);
        payload.push(char::from(b'1' + random() % 9));
        while payload.len() < digits - 2 {
            payload.push(char::from(b'0' + random() % 10));
        }
        if EXAMPLE.starts_with(&payload) {
            payload.replace_range(..1, "9");
        }
        let check = check_digits::of(&payload);
        Self(payload + &check)
    }

    /// Reads what a person typed or pasted.
    pub fn parse(typed: &str) -> Result<Self, NumberFault> {
        let digits = digits_of(typed)?;
        match digits.len() {
            IDENTITY_NUMBER_DIGITS => Err(NumberFault::IdentityNumber),
            KEY_DIGITS => Err(NumberFault::KeyForTicket),
            length if !TICKET_DIGITS.contains(&length) => {
                Err(NumberFault::Length { given: length, expected: TICKET_DIGITS[0] })
            }
            _ if digits.starts_with('0') => Err(NumberFault::LeadingZero),
            _ if !check_digits::hold(&digits) => Err(NumberFault::CheckDigits),
            _ => Ok(Self(digits)),
        }
    }

    /// The bare digits, as they stand on the wire.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// In groups for reading: 4-4-4, or 5-5-4.
    pub fn grouped(&self) -> String {
        grouped(&self.0, if self.0.len() == TICKET_DIGITS[0] { 4 } else { 5 })
    }
}

impl Key {
    /// A key from random digits (values 0–9).
    pub fn from_random(mut random: impl FnMut() -> u8) -> Self {
        let payload: String = (0..KEY_DIGITS - 2).map(|_| char::from(b'0' + random() % 10)).collect();
        let check = check_digits::of(&payload);
        Self(payload + &check)
    }

    pub fn parse(typed: &str) -> Result<Self, NumberFault> {
        let digits = digits_of(typed)?;
        match digits.len() {
            IDENTITY_NUMBER_DIGITS => Err(NumberFault::IdentityNumber),
            length if TICKET_DIGITS.contains(&length) => Err(NumberFault::TicketForKey),
            KEY_DIGITS if check_digits::hold(&digits) => Ok(Self(digits)),
            KEY_DIGITS => Err(NumberFault::CheckDigits),
            length => Err(NumberFault::Length { given: length, expected: KEY_DIGITS }),
        }
    }

    pub fn digits(&self) -> &str {
        &self.0
    }

    /// In groups for reading: 4-4-4-4-4.
    pub fn grouped(&self) -> String {
        grouped(&self.0, 4)
    }

    /// SHA-256 over a fixed prefix and the digits: what the server gets in place of the key.
    pub fn proof(&self) -> KeyProof {
        let mut hash = Sha256::new();
        hash.update(b"tanggap key v1:");
        hash.update(self.0.as_bytes());
        let hex = |byte: &u8| {
            [byte >> 4, byte & 15].map(|half| char::from_digit(u32::from(half), 16).unwrap_or('0'))
        };
        KeyProof(hash.finalize().iter().flat_map(hex).collect())
    }
}

impl KeyProof {
    /// `None` unless it is 64 lower-case hex digits.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (text.len() == 64 && text.bytes().all(hex)).then(|| Self(text.to_owned()))
    }

    pub fn hex(&self) -> &str {
        &self.0
    }
}

fn digits_of(typed: &str) -> Result<String, NumberFault> {
    match numerals::fold(typed) {
        numerals::Typed::Empty => Err(NumberFault::Empty),
        numerals::Typed::Foreign(character) => Err(NumberFault::Foreign(character)),
        numerals::Typed::Digits(digits) => Ok(digits),
    }
}

fn grouped(digits: &str, size: usize) -> String {
    let mut shown = String::with_capacity(digits.len() + 4);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && place % size == 0 {
            shown.push(' ');
        }
        shown.push(digit);
    }
    shown
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ticket({})", self.0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl fmt::Debug for KeyProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyProof(…)")
    }
}

#[cfg(test)]
mod tests;
