//! What is said of a number while it is typed: nothing while it may still become right, the reason as soon as it
//! can't.

use super::{digits::linked, scanned::Linked};
use crate::{
    numerals::{self, Typed},
    ticket::{KEY_DIGITS, Key, NumberFault},
};

/// What is said of a number while it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Live {
    /// Nothing yet.
    Empty,
    /// On its way: so many digits of so many. Nobody is told that half a number is wrong.
    Growing {
        given: usize,
        of: usize,
    },
    Whole(Linked),
    /// More digits cannot mend it.
    Wrong(NumberFault),
}

/// Checks a ticket while it is typed; `digits` is how many this portal's have.
pub fn live_ticket(typed: &str, digits: usize) -> Live {
    let number = match numerals::fold(typed) {
        Typed::Empty => return Live::Empty,
        Typed::Foreign(character) => return Live::Wrong(NumberFault::Foreign(character)),
        Typed::Digits(number) => number,
    };
    let growing = Live::Growing { given: number.len(), of: digits };
    match linked(&number) {
        Err(NumberFault::LeadingZero) => Live::Wrong(NumberFault::LeadingZero),
        _ if number.len() < digits && number.starts_with('0') => Live::Wrong(NumberFault::LeadingZero),
        _ if number.len() < digits => growing,
        Ok(linked) => Live::Whole(linked),
        Err(NumberFault::KeyForTicket) if Key::parse(&number).is_err() => too_long(&number, digits),
        Err(NumberFault::Length { .. }) => too_long(&number, digits),
        // A number of the other length with wrong check digits is one that went on too long.
        Err(NumberFault::CheckDigits) if number.len() != digits => too_long(&number, digits),
        Err(fault) => Live::Wrong(fault),
    }
}

fn too_long(number: &str, digits: usize) -> Live {
    Live::Wrong(NumberFault::Length { given: number.len(), expected: digits })
}

/// Checks a key while it is typed. Sixteen digits are no NIK here yet, and twelve no ticket: they may go on.
pub fn live_key(typed: &str) -> Result<Key, Live> {
    match numerals::fold(typed) {
        Typed::Empty => Err(Live::Empty),
        Typed::Foreign(character) => Err(Live::Wrong(NumberFault::Foreign(character))),
        Typed::Digits(key) if key.len() < KEY_DIGITS => {
            Err(Live::Growing { given: key.len(), of: KEY_DIGITS })
        }
        Typed::Digits(key) => Key::parse(&key).map_err(Live::Wrong),
    }
}
