//! Reads the parts of a config, each fault with its field.

use super::{
    city::{Clock, District, Emergency, Tiles},
    desk::{Desk, DeskKind},
    fields,
    lists::{each, optional},
};
use crate::{
    json::{Fault, Node},
    localized::Localized,
    place::Bounds,
    service::{Door, ServiceKind},
    ticket::TICKET_DIGITS,
    workdays::Allowance,
};
use serde_json::Value;

pub(super) fn emergency(node: &Node) -> Result<Emergency, Fault> {
    Ok(Emergency {
        number: fields::telephone(&node.get("number"))?,
        title: Localized::read(&node.get("title"))?,
        about: Localized::read(&node.get("about"))?,
        others: each(&node.get("others"), |other| {
            Ok((fields::telephone(&other.get("number"))?, Localized::read(&other.get("name"))?))
        })?,
    })
}

pub(super) fn desk(node: &Node) -> Result<Desk, Fault> {
    let kind = node.get("kind");
    Ok(Desk {
        id: fields::id(&node.get("id"))?,
        name: Localized::read(&node.get("name"))?,
        kind: DeskKind::parse(&kind.text()?).ok_or_else(|| kind.fault("city, police or oversight"))?,
        api: fields::base_address(&node.get("api"))?,
        takes_reports: flag(&node.get("capabilities").get("reports"))?,
    })
}

fn flag(node: &Node) -> Result<Option<bool>, Fault> {
    match node.value() {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Bool(flag)) => Ok(Some(*flag)),
        Some(_) => Err(node.fault("true or false")),
    }
}

pub(super) fn door(node: &Node) -> Result<Door, Fault> {
    let kind = |node: &Node| ServiceKind::parse(&node.text()?).ok_or_else(|| node.fault("a kind of service"));
    Ok(Door {
        id: fields::id(&node.get("id"))?,
        icon: optional(&node.get("icon"), fields::id)?.unwrap_or_default(),
        name: Localized::read(&node.get("name"))?,
        about: Localized::read_optional(&node.get("about"))?.unwrap_or_default(),
        desks: each(&node.get("desks"), |node| node.text())?,
        kinds: each(&node.get("kinds"), kind)?,
    })
}

pub(super) fn district(node: &Node) -> Result<District, Fault> {
    Ok(District {
        name: node.get("name").text()?,
        parts: each(&node.get("parts"), |part| Ok((part.get("code").text()?, part.get("name").text()?)))?,
    })
}

pub(super) fn bounds(node: &Node) -> Result<Bounds, Fault> {
    let side = |name: &str| {
        let side = node.get(name);
        side.optional_number()?.ok_or_else(|| side.fault("a number"))
    };
    Ok(Bounds { south: side("south")?, west: side("west")?, north: side("north")?, east: side("east")? })
}

pub(super) fn tiles(node: &Node) -> Result<Tiles, Fault> {
    Ok(Tiles {
        url: fields::tiles_address(&node.get("url"))?,
        attribution: fields::plain_words(&node.get("attribution"))?,
    })
}

pub(super) fn clock(node: &Node) -> Result<Clock, Fault> {
    let days = node.get("days");
    let count =
        days.optional_number()?.filter(|count| (0.0..=1_000.0).contains(count) && count.fract() == 0.0);
    Ok(Clock {
        id: node.get("id").text()?,
        name: Localized::read(&node.get("name"))?,
        allowance: Allowance {
            days: count.ok_or_else(|| days.fault("a whole number of days"))? as u16,
            working: node.get("working").flag().unwrap_or(true),
        },
    })
}

pub(crate) fn ticket_digits(node: &Node) -> Result<usize, Fault> {
    match node.optional_number()? {
        None => Ok(TICKET_DIGITS[0]),
        Some(count) => TICKET_DIGITS
            .into_iter()
            .find(|digits| *digits as f64 == count)
            .ok_or_else(|| node.fault("12 or 14")),
    }
}
