//! Fields of a config that end up in the page's policy, in addresses, links, styles and file names. What could say more
//! there than it should stops the build and the server, and is told by its field.

use crate::{
    json::{Fault, Node},
    web_address::{self, WebAddress},
};

/// What a map's tiles are asked by.
const PLACES: [&str; 3] = ["{z}", "{x}", "{y}"];

/// The address that requests begin with, absolute or below the portal's own; without a slash at its end.
pub fn base_address(node: &Node) -> Result<String, Fault> {
    let text = node.text()?;
    let read = || {
        let base = text.trim_end_matches('/');
        let address = address(base)?;
        (!address.contains(['?', '#'])).then_some(address)
    };
    read().ok_or_else(|| node.fault("an http(s) address, or a path below the portal such as api/desk"))
}

/// Where a map's tiles are.
pub fn tiles_address(node: &Node) -> Result<String, Fault> {
    let text = node.text()?;
    let filled = PLACES.iter().fold(text.clone(), |text, place| text.replace(place, "0"));
    let is_complete = PLACES.iter().all(|place| text.contains(place));
    (is_complete && address(&filled).is_some_and(|address| !address.contains('#')))
        .then_some(text)
        .ok_or_else(|| node.fault("an http(s) address with {z}, {x} and {y}"))
}

fn address(text: &str) -> Option<String> {
    match text.contains("://") {
        true => WebAddress::parse(text).map(|address| address.as_str().to_owned()),
        // Two slashes at the beginning would be another host.
        false => (is_path(text) && !text.starts_with("//")).then(|| text.to_owned()),
    }
}

/// A path that stays below where it begins.
fn is_path(text: &str) -> bool {
    let climbs = |part: &str| part.split(['?', '#']).next().is_some_and(|name| matches!(name, "." | ".."));
    !text.is_empty()
        && web_address::is_written_right(text)
        && !text.contains(':')
        && !text.split('/').any(climbs)
}

/// The name of a file below the config's folder.
pub fn optional_file(node: &Node) -> Result<Option<String>, Fault> {
    let is_file = |text: &str| is_path(text) && !text.starts_with('/') && !text.contains(['?', '#', '%']);
    optional(node, is_file, "the name of a file beside config.json")
}

/// An id that stands in addresses and names of files.
pub fn id(node: &Node) -> Result<String, Fault> {
    let text = node.text()?;
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    ((1..=64).contains(&text.len()) && text.bytes().all(fits))
        .then_some(text)
        .ok_or_else(|| node.fault("1 to 64 letters, digits, - or _"))
}

/// A code of BCP 47, such as `id` or `zh-Hant`.
pub fn language(node: &Node) -> Result<String, Fault> {
    let text = node.text()?;
    let mut parts = text.split('-');
    let is_word =
        |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_language =
        |part: &str| matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_lowercase());
    (parts.next().is_some_and(is_language) && parts.all(is_word))
        .then_some(text)
        .ok_or_else(|| node.fault("a language's code such as id"))
}

/// The one spelling of colours that the page takes over.
pub fn optional_colour(node: &Node) -> Result<Option<String>, Fault> {
    let is_colour = |text: &str| {
        let digits = text.strip_prefix('#').unwrap_or_default();
        digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    optional(node, is_colour, "a colour such as #0b6b53")
}

/// A number as `tel:` and `sms:` have it, with the blanks and hyphens that people read it by.
pub fn telephone(node: &Node) -> Result<String, Fault> {
    let text = node.text()?;
    is_telephone(&text).then_some(text).ok_or_else(|| node.fault(TELEPHONE))
}

pub fn optional_telephone(node: &Node) -> Result<Option<String>, Fault> {
    optional(node, is_telephone, TELEPHONE)
}

const TELEPHONE: &str = "a telephone number such as 112 or +62 251 8321075";

fn is_telephone(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    (2..=24).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ' || byte == b'-')
        && digits.starts_with(|letter: char| letter.is_ascii_digit())
}

/// Words that a library puts into the page as HTML.
pub fn plain_words(node: &Node) -> Result<String, Fault> {
    let text = node.lenient_text();
    if text.contains(['<', '>', '&']) { Err(node.fault("words without <, > and &")) } else { Ok(text) }
}

fn optional(
    node: &Node,
    fits: impl Fn(&str) -> bool,
    expected: &'static str,
) -> Result<Option<String>, Fault> {
    match node.optional_text()? {
        Some(text) if !fits(&text) => Err(node.fault(expected)),
        other => Ok(other),
    }
}

#[cfg(test)]
mod tests;
