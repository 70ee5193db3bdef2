//! What a QR code, a link or a pasted text says about a report. Nothing read here is followed or sent: it becomes a
//! ticket, a key, or a reason why not.

mod live;

pub use live::{Live, live_key, live_ticket};

use crate::{
    numerals::{self, Typed},
    ticket::{Key, NumberFault, TICKET_DIGITS, Ticket},
};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanned {
    /// A number of this portal, with the key where the link carried it.
    Ticket(Linked),
    /// A key without its number: the number has to be asked for.
    Key(Key),
    /// A NIK or family card number, or something as long: said so, never sent.
    IdentityNumber,
    /// Digits, but no number of ours.
    Wrong(NumberFault),
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

/// More than any code or receipt holds.
const LONGEST: usize = 8_192;

/// The fragment of the address where a report is followed, without `#`: `482719305543`, or with the key
/// `482719305543.12345678901234567888`. The only place where a key may stand in an address, until it is read.
pub fn fragment(ticket: &Ticket, key: Option<&Key>) -> String {
    match key {
        Some(key) => [ticket.digits(), ".", key.digits()].concat(),
        None => ticket.digits().to_owned(),
    }
}

/// Reads a fragment, with or without `#`, in any grouping; addresses have `%20` where people typed spaces.
pub fn read_fragment(fragment: &str) -> Result<Linked, NumberFault> {
    let text = fragment.trim_start_matches('#').replace("%20", " ").replace("%2E", ".").replace('+', " ");
    match numerals::fold(&text) {
        Typed::Digits(digits) => linked(&digits),
        Typed::Empty => Err(NumberFault::Empty),
        Typed::Foreign(character) => Err(NumberFault::Foreign(character)),
    }
}

/// Reads a code or a pasted text. `home` is the portal's own address, such as `https://lapor.example/kota/`.
pub fn scan(text: &str, home: &str) -> Scanned {
    let text = text.trim();
    if text.len() > LONGEST {
        return Scanned::Nothing;
    }
    match without_scheme(text) {
        Some(rest) if !rest.contains(char::is_whitespace) => of_link(rest, home),
        _ => of_text(text),
    }
}

fn without_scheme(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)).then_some(rest)
}

fn of_link(link: &str, home: &str) -> Scanned {
    let Some((address, fragment)) = link.split_once('#') else { return Scanned::Nothing };
    let path = address.split('?').next().unwrap_or_default().trim_end_matches('/');
    let Some(portal) = path.strip_suffix("/t") else { return Scanned::Nothing };
    let home = without_scheme(home).unwrap_or(home).trim_end_matches('/');
    if portal.eq_ignore_ascii_case(home) {
        return found(read_fragment(fragment));
    }
    // What stands before an @ is no host, however much it looks like ours.
    let authority = portal.split('/').next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default().to_owned();
    match read_fragment(fragment) {
        Ok(_) if !host.is_empty() => Scanned::OtherPortal { host },
        _ => Scanned::Nothing,
    }
}

fn of_text(text: &str) -> Scanned {
    match numerals::fold(text) {
        Typed::Empty => Scanned::Nothing,
        Typed::Digits(digits) if digits.len() == KEY_DIGITS => {
            Key::parse(&digits).map_or_else(Scanned::Wrong, Scanned::Key)
        }
        Typed::Digits(digits) => found(linked(&digits)),
        Typed::Foreign(_) => in_sentences(text),
    }
}

fn found(linked: Result<Linked, NumberFault>) -> Scanned {
    match linked {
        Ok(linked) => Scanned::Ticket(linked),
        Err(NumberFault::IdentityNumber) => Scanned::IdentityNumber,
        Err(fault) => Scanned::Wrong(fault),
    }
}

const KEY_DIGITS: usize = 20;

/// A ticket, or a ticket with its key behind it.
fn linked(digits: &str) -> Result<Linked, NumberFault> {
    let with_key = TICKET_DIGITS.into_iter().find(|ticket| digits.len() == ticket + KEY_DIGITS);
    let (ticket, key) = digits.split_at(with_key.unwrap_or(digits.len()));
    let key = with_key.map(|_| Key::parse(key)).transpose();
    Ok(Linked { ticket: Ticket::parse(ticket)?, key: key? })
}

/// A receipt that was saved or sent as a message: one number, perhaps one key, among words. Two different numbers
/// are a question, not an answer.
fn in_sentences(text: &str) -> Scanned {
    let (mut tickets, mut keys, mut identity) = (Vec::new(), Vec::new(), false);
    for digits in text.lines().flat_map(runs) {
        if let Ok(linked) = linked(&digits) {
            tickets.push(linked.ticket);
            keys.extend(linked.key);
        } else if let Ok(key) = Key::parse(&digits) {
            keys.push(key);
        }
        identity |= digits.len() == 16;
    }
    tickets.dedup();
    keys.dedup();
    match (tickets.as_slice(), keys.as_slice()) {
        ([ticket], []) => Scanned::Ticket(Linked { ticket: ticket.clone(), key: None }),
        ([ticket], [key]) => Scanned::Ticket(Linked { ticket: ticket.clone(), key: Some(key.clone()) }),
        ([], [key]) => Scanned::Key(key.clone()),
        ([], []) if identity => Scanned::IdentityNumber,
        _ => Scanned::Nothing,
    }
}

/// The numbers in a line: digits with nothing but spaces, dots and dashes between them.
fn runs(line: &str) -> Vec<String> {
    let mut runs = vec![String::new()];
    for character in line.chars() {
        match (numerals::true_digit(character), runs.last_mut()) {
            (Some(digit), Some(run)) => run.push(digit),
            (None, _) if numerals::is_separator(character) => {}
            _ => runs.push(String::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

#[cfg(test)]
mod tests;
