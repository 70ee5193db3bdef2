//! Addresses that speak of a report: ours, as they come back from messengers, mails and search bars, and other portals'.

use super::{KEY_DIGITS, Linked, Scanned, among_words::Found, found, linked};
use crate::{
    numerals::{self, Typed},
    ticket::{Key, NumberFault, Ticket},
};

/// The fragment of the address where a report is followed, without `#`: `482719305543`, or with the key
/// `482719305543.12345678901234567888`. The only place where a key may stand in an address, until it is read.
pub fn fragment(ticket: &Ticket, key: Option<&Key>) -> String {
    match key {
        Some(key) => [ticket.digits(), ".", key.digits()].concat(),
        None => ticket.digits().to_owned(),
    }
}

/// Reads a fragment, with or without `#`, in any grouping, and whatever a message or a mail has left before or behind it.
pub fn read_fragment(fragment: &str) -> Result<Linked, NumberFault> {
    let text = decoded(fragment).replace(['#', '+'], " ");
    let whole = match numerals::fold(&text) {
        Typed::Digits(digits) if digits.len() == KEY_DIGITS => Err(NumberFault::KeyForTicket),
        Typed::Digits(digits) => linked(&digits),
        Typed::Empty => Err(NumberFault::Empty),
        Typed::Foreign(character) => Err(NumberFault::Foreign(character)),
    };
    whole.or_else(|fault| {
        let mut found = Found::default();
        found.read(&text);
        match found.meaning() {
            Scanned::Ticket(linked) => Ok(linked),
            Scanned::IdentityNumber => Err(NumberFault::IdentityNumber),
            Scanned::Key(_) => Err(NumberFault::KeyForTicket),
            _ => Err(fault),
        }
    })
}

/// The address in a word, such as `(https://lapor.example/t#482719305543)`, from behind its scheme.
pub(super) fn of_word(word: &str) -> Option<&str> {
    let (before, rest) = word.split_once("://")?;
    let ends_with = |scheme: &str| {
        let from = before.len().checked_sub(scheme.len()).and_then(|at| before.get(at..));
        from.is_some_and(|from| from.eq_ignore_ascii_case(scheme))
    };
    (ends_with("http") || ends_with("https")).then_some(rest)
}

/// What a link without its scheme means to the portal at `home`.
pub(super) fn read(link: &str, home: &str) -> Scanned {
    let link = decoded(link);
    let home = of_word(home).unwrap_or(home).trim_end_matches('/');
    if let Some(rest) = without_start(&link, home) {
        return match rest.strip_prefix("/t").filter(|rest| !rest.starts_with(char::is_alphanumeric)) {
            Some(rest) => found(of_our_own(rest)),
            None => Scanned::Nothing,
        };
    }
    let Some((address, fragment)) = link.split_once('#') else { return Scanned::Nothing };
    let path = address.split('?').next().unwrap_or_default().trim_end_matches('/');
    let Some(portal) = path.strip_suffix("/t") else { return Scanned::Nothing };
    // What stands before an @ is no host, however much it looks like ours.
    let authority = portal.split('/').next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default().to_owned();
    match read_fragment(fragment) {
        Ok(_) if !host.is_empty() => Scanned::OtherPortal { host },
        _ => Scanned::Nothing,
    }
}

/// Reads what stands behind `/t` in one of our own links: the fragment, or anywhere else if that has nothing.
fn of_our_own(rest: &str) -> Result<Linked, NumberFault> {
    let (_, fragment) = rest.split_once('#').unwrap_or_default();
    read_fragment(fragment).or_else(|fault| read_fragment(rest).map_err(|_| fault))
}

/// The rest behind the portal's address, where a path, a query or a fragment begins.
fn without_start<'a>(link: &'a str, home: &str) -> Option<&'a str> {
    let (start, rest) = link.split_at_checked(home.len())?;
    (start.eq_ignore_ascii_case(home) && (rest.is_empty() || rest.starts_with(['/', '?', '#'])))
        .then_some(rest)
}

/// Without percent-encoding, also where it was encoded twice.
fn decoded(text: &str) -> String {
    let once = decoded_once(text);
    if once.contains('%') { decoded_once(&once) } else { once }
}

fn decoded_once(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |place: usize| char::from(*bytes.get(place)?).to_digit(16);
        match (bytes[at], hex(at + 1).zip(hex(at + 2))) {
            (b'%', Some((high, low))) => {
                plain.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, _) => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}
