//! Single values. A leaf says what is expected where something else stands; what the lenient readers ask for is asked by
//! their own functions.

use crate::{
    config::{DeskKind, fields, read as config},
    escalation::DemandKind,
    instant,
    json::{Fault, Node},
    service::{IdentityKind, PlaceRule, ServiceKind},
    web_address::WebAddress,
};
use serde_json::Value;
use std::ops::RangeInclusive;
use time::UtcOffset;

pub type Leaf = fn(&Node) -> Result<(), &'static str>;

/// As the reader has it, and never empty.
fn read<T>(node: &Node, read: fn(&Node) -> Result<T, Fault>) -> Result<(), &'static str> {
    let empty = Value::String(" ".to_owned());
    // What the reader takes for absent is held against it as something that is there.
    let asked = if node.is_absent() { Node::root(&empty) } else { node.clone() };
    read(&asked).map(drop).map_err(|fault| fault.expected)
}

fn fits(fits: bool, expected: &'static str) -> Result<(), &'static str> {
    if fits { Ok(()) } else { Err(expected) }
}

fn text<'a>(node: &Node<'a>) -> Option<&'a str> {
    node.value().and_then(Value::as_str)
}

/// Text that says something and is shown in one piece: no control characters, none that turn the writing round.
pub fn words(node: &Node) -> Result<(), &'static str> {
    let is_odd = |character: char| {
        (character.is_control() && !matches!(character, '\n' | '\t'))
            || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let says = |text: &str| !text.trim().is_empty() && !text.chars().any(is_odd);
    fits(node.text().is_ok_and(|text| says(&text)), "text")
}

/// Any text, for what nobody is shown.
pub fn note(node: &Node) -> Result<(), &'static str> {
    fits(node.text().is_ok(), "text")
}

pub fn flag(node: &Node) -> Result<(), &'static str> {
    fits(node.flag().is_some(), "true or false")
}

pub fn id(node: &Node) -> Result<(), &'static str> {
    read(node, fields::id)
}

pub fn file(node: &Node) -> Result<(), &'static str> {
    read(node, fields::optional_file)
}

pub fn colour(node: &Node) -> Result<(), &'static str> {
    read(node, fields::optional_colour)
}

pub fn language(node: &Node) -> Result<(), &'static str> {
    read(node, fields::language)
}

pub fn is_language(code: &str) -> bool {
    language(&Node::root(&Value::from(code))).is_ok()
}

pub fn base_address(node: &Node) -> Result<(), &'static str> {
    read(node, fields::base_address)
}

pub fn tiles_address(node: &Node) -> Result<(), &'static str> {
    read(node, fields::tiles_address)
}

pub fn plain_words(node: &Node) -> Result<(), &'static str> {
    words(node).and_then(|()| read(node, fields::plain_words))
}

pub fn telephone(node: &Node) -> Result<(), &'static str> {
    read(node, fields::telephone)
}

pub fn ticket_digits(node: &Node) -> Result<(), &'static str> {
    read(node, config::ticket_digits)
}

/// No clock on earth is farther from UTC.
pub fn offset(node: &Node) -> Result<(), &'static str> {
    const FARTHEST: [i16; 2] = [-12 * 60, 14 * 60];
    let read = text(node).and_then(instant::parse_offset).map(UtcOffset::whole_minutes);
    let is_known = read.is_some_and(|minutes| (FARTHEST[0]..=FARTHEST[1]).contains(&minutes));
    fits(is_known, "an offset from -12:00 to +14:00, such as +07:00")
}

pub fn latitude(node: &Node) -> Result<(), &'static str> {
    fits(number(node).is_some_and(|degrees| degrees.abs() <= 90.0), "degrees from -90 to 90")
}

pub fn longitude(node: &Node) -> Result<(), &'static str> {
    fits(number(node).is_some_and(|degrees| degrees.abs() <= 180.0), "degrees from -180 to 180")
}

pub fn any_number(node: &Node) -> Result<(), &'static str> {
    fits(number(node).is_some(), "a number")
}

pub fn clock_days(node: &Node) -> Result<(), &'static str> {
    fits(is_count(node, 1.0..=1_000.0), "a whole number of days from 1 to 1000")
}

pub fn retention_days(node: &Node) -> Result<(), &'static str> {
    fits(is_count(node, 1.0..=36_525.0), "a whole number of days from 1 to 36525")
}

pub fn order(node: &Node) -> Result<(), &'static str> {
    fits(is_count(node, 1.0..=1_000.0), "a whole number from 1")
}

fn is_count(node: &Node, range: RangeInclusive<f64>) -> bool {
    number(node).is_some_and(|count| count.fract() == 0.0 && range.contains(&count))
}

pub fn number(node: &Node) -> Option<f64> {
    node.optional_number().ok().flatten()
}

pub fn day(node: &Node) -> Result<(), &'static str> {
    fits(text(node).and_then(instant::parse_day).is_some(), "a day such as 2026-12-25")
}

pub fn desk_kind(node: &Node) -> Result<(), &'static str> {
    fits(text(node).and_then(DeskKind::parse).is_some(), "city, police or oversight")
}

pub fn service_kind(node: &Node) -> Result<(), &'static str> {
    fits(
        text(node).and_then(ServiceKind::parse).is_some(),
        "complaint, aspiration, information, police-service, police-conduct or emergency",
    )
}

pub fn place(node: &Node) -> Result<(), &'static str> {
    fits(text(node).and_then(PlaceRule::parse).is_some(), "required, optional or none")
}

pub fn identity(node: &Node) -> Result<(), &'static str> {
    fits(text(node).and_then(IdentityKind::parse).is_some(), "open, secret or anonymous")
}

pub fn demand_kind(node: &Node) -> Result<(), &'static str> {
    fits(
        text(node).and_then(DemandKind::parse).is_some(),
        "identity, number, chronology, signed-chronology, complaint-proof, evidence or other",
    )
}

pub fn page(node: &Node) -> Result<(), &'static str> {
    let address = text(node).and_then(WebAddress::parse);
    fits(address.is_some_and(|address| address.origin().starts_with("https://")), "an https address")
}

pub fn email(node: &Node) -> Result<(), &'static str> {
    let is_plain =
        |text: &str| text.chars().all(|letter| letter.is_ascii_alphanumeric() || "@.-_+".contains(letter));
    let is_address = text(node).and_then(|text| text.split_once('@').filter(|_| is_plain(text)));
    fits(
        is_address.is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@')),
        "an e-mail address",
    )
}

/// Part of addresses and of file names, for ever.
pub fn service_code(node: &Node) -> Result<(), &'static str> {
    let fits_in =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_';
    let is_code = |text: &str| (1..=64).contains(&text.len()) && text.bytes().all(fits_in);
    fits(text(node).is_some_and(is_code), "1 to 64 small letters, digits, - or _")
}

pub fn datatype(node: &Node) -> Result<(), &'static str> {
    const KNOWN: [&str; 6] = ["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"];
    fits(
        text(node).is_some_and(|word| KNOWN.contains(&word)),
        "string, number, datetime, text, singlevaluelist or multivaluelist",
    )
}

pub fn operator(node: &Node) -> Result<(), &'static str> {
    const KNOWN: [&str; 4] = ["equals", "not_equals", "contains", "not_empty"];
    fits(text(node).is_some_and(|word| KNOWN.contains(&word)), "equals, not_equals, contains or not_empty")
}

pub fn one_word(node: &Node) -> Result<(), &'static str> {
    let is_one = |text: &str| !text.is_empty() && text.chars().all(char::is_alphanumeric);
    fits(node.text().is_ok_and(|text| is_one(&text)), "one word")
}
