//! Digits with nothing between them that are several numbers: a ticket with its key, a ticket that was pasted twice.

use crate::ticket::{KEY_DIGITS, Key, TICKET_DIGITS, Ticket};

/// A number in a row of digits.
pub(super) enum Part {
    Ticket(Ticket),
    Key(Key),
}

/// The most digits that are taken apart: two tickets with their keys, each twice.
const LONGEST: usize = 2 * 2 * (TICKET_DIGITS[1] + KEY_DIGITS);

/// The fewest tickets and keys that a row of ASCII digits consists of, in order; none unless the check digits of all of
/// them hold.
pub(super) fn parts(digits: &str) -> Vec<Part> {
    if digits.len() > LONGEST { Vec::new() } else { apart(digits).unwrap_or_default() }
}

fn apart(digits: &str) -> Option<Vec<Part>> {
    if digits.is_empty() {
        return Some(Vec::new());
    }
    let beginning_with = |length: usize| {
        let (head, rest) = digits.split_at_checked(length)?;
        let part = match length {
            KEY_DIGITS => Part::Key(Key::parse(head).ok()?),
            _ => Part::Ticket(Ticket::parse(head).ok()?),
        };
        let mut parts = apart(rest)?;
        parts.insert(0, part);
        Some(parts)
    };
    TICKET_DIGITS.into_iter().chain([KEY_DIGITS]).filter_map(beginning_with).min_by_key(Vec::len)
}
