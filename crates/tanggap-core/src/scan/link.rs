//! Addresses that speak of a report: ours, as they come back from messengers, mails and search bars, and other portals'.

use super::{
    among_words::{self, Found},
    digits::alone,
    scanned::Scanned,
};
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

/// Reads what stands behind the path of an address, such as `#482719305543`, in any grouping, and whatever a message or a
/// mail has made of it, left before or put behind it.
pub fn read_address(said: &str) -> Scanned {
    let text = decoded(said).replace(['#', '+'], " ");
    if text.contains(numerals::TURNS) {
        return Scanned::Nothing;
    }
    let mut found = Found::default();
    found.read(&text);
    match (found.meaning(), numerals::fold(&text)) {
        (Scanned::Nothing, Typed::Digits(digits)) => alone(&digits),
        (Scanned::Nothing, Typed::Empty) => Scanned::Wrong(NumberFault::Empty),
        (Scanned::Nothing, Typed::Foreign(character)) => among_words::only_number(&text)
            .map_or(Scanned::Wrong(NumberFault::Foreign(character)), |digits| alone(&digits)),
        (scanned, _) => scanned,
    }
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
        return behind_page(rest).map_or(Scanned::Nothing, of_our_own);
    }
    let Some((address, fragment)) = link.split_once('#') else { return Scanned::Nothing };
    let path = address.split('?').next().unwrap_or_default().trim_end_matches('/');
    let is_page = |last: &str| PAGES.iter().any(|page| page[1..].eq_ignore_ascii_case(last));
    let Some((portal, _)) = path.rsplit_once('/').filter(|(_, last)| is_page(last)) else {
        return Scanned::Nothing;
    };
    // What stands before an @ is no host, however much it looks like ours.
    let authority = portal.split('/').next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default().to_owned();
    match read_address(fragment) {
        Scanned::Ticket(_) | Scanned::Several(_) if !host.is_empty() => Scanned::OtherPortal { host },
        _ => Scanned::Nothing,
    }
}

/// The pages whose addresses carry a number, in any case.
const PAGES: [&str; 2] = ["/track", "/t"];

/// What stands behind the page of a report, such as `#482719305543`; `None` where another page is meant.
fn behind_page(path: &str) -> Option<&str> {
    let rest = PAGES.into_iter().find_map(|page| behind(path, page));
    rest.filter(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Reads what stands behind `/t` in one of our own links: the fragment, or anywhere else if that has nothing.
fn of_our_own(rest: &str) -> Scanned {
    let (_, fragment) = rest.split_once('#').unwrap_or_default();
    match read_address(fragment) {
        fault @ (Scanned::Wrong(_) | Scanned::Nothing) => match read_address(rest) {
            Scanned::Wrong(_) | Scanned::Nothing => fault,
            scanned => scanned,
        },
        scanned => scanned,
    }
}

/// The rest behind the portal's address, where a path, a query or a fragment begins.
fn without_start<'a>(link: &'a str, home: &str) -> Option<&'a str> {
    let rest = behind(link, home)?;
    (rest.is_empty() || rest.starts_with(['/', '?', '#'])).then_some(rest)
}

/// What follows a beginning, which is compared in any case.
fn behind<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let (given, rest) = text.split_at_checked(start.len())?;
    given.eq_ignore_ascii_case(start).then_some(rest)
}

/// Without percent-encoding, also where it was encoded twice.
pub(super) fn decoded(text: &str) -> String {
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
