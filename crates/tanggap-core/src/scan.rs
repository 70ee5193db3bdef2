//! What a QR code, a link or a pasted text says about a report. One reader for every way in: the number boxes, the
//! address bar, the camera. Nothing read here is followed or sent: it becomes a ticket, a key, or a reason why not.

mod among_words;
mod digits;
mod glued;
mod link;
mod live;
mod scanned;

pub use link::{fragment, read_address};
pub use live::{Live, live_key, live_ticket};
pub use scanned::{Linked, Scanned};

use crate::numerals::{self, Typed};
use among_words::Found;
use digits::alone;

/// The longest text that is read, in bytes: more than any code or receipt holds.
const LONGEST: usize = 8_192;

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
    match in_sentences(text, home) {
        Scanned::Nothing => match numerals::fold(text) {
            Typed::Digits(digits) => alone(&digits),
            Typed::Empty | Typed::Foreign(_) => Scanned::Nothing,
        },
        scanned => scanned,
    }
}

/// A receipt that was saved or sent as a message: words, links, one number, perhaps one key.
fn in_sentences(text: &str, home: &str) -> Scanned {
    let (mut found, mut other) = (Found::default(), None);
    let mut words = String::with_capacity(text.len());
    for line in text.lines() {
        for word in line.split_inclusive(char::is_whitespace) {
            match link::of_word(word) {
                // It may be a link that has lost its beginning: `t%23482719305543`.
                None => words.push_str(&link::decoded(word)),
                Some(link) => match link::read(link.trim_end(), home) {
                    Scanned::Ticket(linked) => found.take(linked),
                    Scanned::Several(tickets) => {
                        tickets.into_iter().for_each(|ticket| found.take(Linked { ticket, key: None }));
                    }
                    Scanned::OtherPortal { host } => other = Some(host),
                    _ => {}
                },
            }
        }
        words.push('\n');
    }
    if words.contains(numerals::TURNS) {
        return Scanned::Nothing;
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
