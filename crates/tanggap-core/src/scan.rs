//! What a QR code, a link or a pasted text says about a report. One reader for every way in: the number boxes, the
//! address bar, the camera. Nothing read here is followed or sent: it becomes a ticket, a key, or a reason why not.

mod among_words;
mod link;
mod live;

pub use link::{fragment, read_fragment};
pub use live::{Live, live_key, live_ticket};

use crate::{
    numerals::{self, Typed},
    ticket::{Key, NumberFault, TICKET_DIGITS, Ticket},
};
use among_words::Found;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanned {
    /// A number of this portal, with the key where the text carried it.
    Ticket(Linked),
    /// A key without its number: the number has to be asked for.
    Key(Key),
    /// A NIK or family card number, or something as long: said so, never sent.
    IdentityNumber,
    /// Digits, but no number of ours.
    Wrong(NumberFault),
    /// More than one number: which of them is meant has to be asked.
    Several(Vec<Ticket>),
    /// A report of another portal, by its host.
    OtherPortal { host: String },
    /// Nothing that speaks of a report.
    Nothing,
}

/// A ticket, and the key that may have come with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    pub ticket: Ticket,
    pub key: Option<Key>,
}

/// The longest text that is read, in bytes: more than any code or receipt holds.
const LONGEST: usize = 8_192;
const KEY_DIGITS: usize = 20;

/// Reads a code or a pasted text. `home` is the portal's own address, such as `https://lapor.example/kota/`.
pub fn scan(text: &str, home: &str) -> Scanned {
    let text = text.trim();
    // What turns the direction shows other digits than it says.
    if text.len() > LONGEST || text.contains(numerals::TURNS) {
        return Scanned::Nothing;
    }
    if !text.contains(char::is_whitespace)
        && let Some(link) = link::of_word(text)
    {
        return link::read(link, home);
    }
    match numerals::fold(text) {
        Typed::Empty => Scanned::Nothing,
        Typed::Digits(digits) => match in_sentences(text, home) {
            Scanned::Nothing => alone(&digits),
            scanned => scanned,
        },
        Typed::Foreign(_) => in_sentences(text, home),
    }
}

/// What digits mean that stand for themselves.
fn alone(digits: &str) -> Scanned {
    if digits.len() == KEY_DIGITS {
        return Key::parse(digits).map_or_else(Scanned::Wrong, Scanned::Key);
    }
    found(linked(digits))
}

fn found(linked: Result<Linked, NumberFault>) -> Scanned {
    match linked {
        Ok(linked) => Scanned::Ticket(linked),
        Err(NumberFault::IdentityNumber) => Scanned::IdentityNumber,
        Err(fault) => Scanned::Wrong(fault),
    }
}

/// A ticket, or a ticket with its key behind it.
fn linked(digits: &str) -> Result<Linked, NumberFault> {
    let with_key = TICKET_DIGITS.into_iter().find(|ticket| digits.len() == ticket + KEY_DIGITS);
    let (ticket, key) = digits.split_at(with_key.unwrap_or(digits.len()));
    let key = with_key.map(|_| Key::parse(key)).transpose();
    Ok(Linked { ticket: Ticket::parse(ticket)?, key: key? })
}

/// A receipt that was saved or sent as a message: words, links, one number, perhaps one key.
fn in_sentences(text: &str, home: &str) -> Scanned {
    let (mut found, mut other) = (Found::default(), None);
    let mut words = String::with_capacity(text.len());
    for line in text.lines() {
        for word in line.split_inclusive(char::is_whitespace) {
            match link::of_word(word) {
                None => words.push_str(word),
                Some(link) => match link::read(link.trim_end(), home) {
                    Scanned::Ticket(linked) => found.take(linked),
                    Scanned::OtherPortal { host } => other = Some(host),
                    _ => {}
                },
            }
        }
        words.push('\n');
    }
    found.read(&words);
    match (found.meaning(), other) {
        (Scanned::Nothing, Some(host)) => Scanned::OtherPortal { host },
        (Scanned::Nothing, None) => {
            among_words::only_number(&words).map_or(Scanned::Nothing, |digits| alone(&digits))
        }
        (scanned, _) => scanned,
    }
}

#[cfg(test)]
mod tests;
