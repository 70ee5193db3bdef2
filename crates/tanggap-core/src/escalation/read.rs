//! Reads `escalations.json`, each fault with its field. A file of its own: only who needs it pays for its bytes.

use super::body::{Contact, Demand, DemandKind, Escalation, Origin};
use crate::{
    config::{ConfigError, DeskKind, PortalConfig, each},
    json::{Fault, Node},
    localized::Localized,
    web_address::WebAddress,
};
use serde_json::Value;

/// Reads the bodies; `config` has the desks and clocks that they speak of.
pub fn read(text: &str, config: &PortalConfig) -> Result<Vec<Escalation>, ConfigError> {
    let value: Value = serde_json::from_str(text)?;
    let nodes = Node::root(&value).get("escalations").list()?;
    let mut bodies: Vec<Escalation> = Vec::new();
    for node in &nodes {
        let body = body(node, config)?;
        if bodies.iter().any(|other| other.id == body.id) {
            return Err(node.get("id").fault("an id that no other body has").into());
        }
        bodies.push(body);
    }
    for (node, body) in nodes.iter().zip(&bodies) {
        let is_other = |id: &String| *id != body.id && bodies.iter().any(|other| other.id == *id);
        if body.first.as_ref().is_some_and(|first| !is_other(first)) {
            return Err(node.get("first").fault("the id of another body").into());
        }
    }
    Ok(bodies)
}

fn body(node: &Node, config: &PortalConfig) -> Result<Escalation, Fault> {
    let body = Escalation {
        id: node.get("id").text()?,
        name: Localized::read(&node.get("name"))?,
        about: Localized::read_optional(&node.get("about"))?.unwrap_or_default(),
        demands: each(&node.get("demands"), demand)?,
        contacts: each(&node.get("contacts"), contact)?,
        from: from(&node.get("from"), config)?,
        after: each(&node.get("after"), |node| {
            let id = node.text()?;
            config.clock(&id).is_some().then_some(id).ok_or_else(|| node.fault("the id of a clock"))
        })?,
        first: node.get("first").optional_text()?,
    };
    if body.from == Origin::default() {
        return Err(node.get("from").fault("kinds or desks"));
    }
    Ok(body)
}

fn from(node: &Node, config: &PortalConfig) -> Result<Origin, Fault> {
    let kind =
        |node: &Node| DeskKind::parse(&node.text()?).ok_or_else(|| node.fault("city, police or oversight"));
    let desk = |node: &Node| {
        let id = node.text()?;
        config.desk(&id).is_some().then_some(id).ok_or_else(|| node.fault("the id of a desk"))
    };
    Ok(Origin { kinds: each(&node.get("kinds"), kind)?, desks: each(&node.get("desks"), desk)? })
}

fn demand(node: &Node) -> Result<Demand, Fault> {
    let kind = node.get("kind");
    let kind = DemandKind::parse(&kind.text()?).ok_or_else(|| {
        kind.fault("identity, number, chronology, signed-chronology, complaint-proof, evidence or other")
    })?;
    Ok(Demand { kind, text: Localized::read(&node.get("text"))? })
}

/// One of four keys says what it is. A page must be one that a tap may open.
fn contact(node: &Node) -> Result<Contact, Fault> {
    let own = |name: &str| node.get(name).optional_text();
    if let Some(page) = own("page")? {
        let address = WebAddress::parse(&page).filter(|address| address.origin().starts_with("https://"));
        let address = address.ok_or_else(|| node.get("page").fault("an https address"))?;
        return Ok(Contact::Page(address.as_str().to_owned()));
    }
    if let Some(email) = own("email")? {
        let is_plain = email.chars().all(|letter| letter.is_ascii_alphanumeric() || "@.-_+".contains(letter));
        return if is_plain {
            Ok(Contact::Email(email))
        } else {
            Err(node.get("email").fault("an e-mail address"))
        };
    }
    if let Some(phone) = own("phone")? {
        return Ok(Contact::Phone(phone));
    }
    own("address")?.map(Contact::Address).ok_or_else(|| node.fault("phone, page, email or address"))
}
