//! Digits that stand for themselves: a ticket, a key, both, or neither.

use super::{
    among_words::Found,
    scanned::{Linked, Scanned},
};
use crate::ticket::{KEY_DIGITS, Key, NumberFault, Ticket};

/// What digits mean that stand for themselves.
pub(super) fn alone(digits: &str) -> Scanned {
    let mut found = Found::default();
    found.take_glued(digits);
    match (found.meaning(), digits.len()) {
        (Scanned::Nothing, KEY_DIGITS) => Key::parse(digits).map_or_else(Scanned::Wrong, Scanned::Key),
        (Scanned::Nothing, _) => match Ticket::parse(digits) {
            Ok(ticket) => Scanned::Ticket(Linked { ticket, key: None }),
            Err(NumberFault::IdentityNumber) => Scanned::IdentityNumber,
            Err(fault) => Scanned::Wrong(fault),
        },
        (scanned, _) => scanned,
    }
}

/// A ticket, perhaps with its key before or behind it, perhaps given twice.
pub(super) fn linked(digits: &str) -> Result<Linked, NumberFault> {
    match alone(digits) {
        Scanned::Ticket(linked) => Ok(linked),
        _ => Ticket::parse(digits).map(|ticket| Linked { ticket, key: None }),
    }
}
