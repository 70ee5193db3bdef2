//! Every address of the app. A link can be wrong only here.
//!
//! No address carries personal data: a ticket stands only in the fragment, which no server sees (DESIGN §4).

use std::sync::OnceLock;
use tanggap_core::{journey::Step, scan, ticket::Ticket};

pub const HOME: &str = "/";
pub const OUTBOX: &str = "/outbox";
pub const TRACK: &str = "/track";
pub const PRIVACY: &str = "/privacy";
pub const FIGURES: &str = "/figures";
pub const SETTINGS: &str = "/settings";
/// The first step with the oversight desk's services alone.
pub const CONDUCT: &str = "/report/service?about=conduct";

static BASE: OnceLock<&str> = OnceLock::new();

/// Tells under which path the portal lives, with a slash at both ends; once, at start.
pub fn set_base(base: &'static str) {
    let _first = BASE.set(base);
}

/// The same address for a link: the router adds the portal's path to where it goes itself, a browser does not.
pub fn href(address: impl AsRef<str>) -> String {
    let base = BASE.get().map_or("", |base| base.trim_end_matches('/'));
    [base, address.as_ref()].concat()
}

/// The address of a step of the form.
pub fn step(step: &Step) -> String {
    match step {
        Step::Service => "/report/service".to_owned(),
        Step::Describe => "/report/describe".to_owned(),
        Step::Question(code) => format!("/report/question/{}", encoded(code)),
        Step::Place => "/report/place".to_owned(),
        Step::Photos => "/report/photos".to_owned(),
        Step::Identity => "/report/identity".to_owned(),
        Step::Check => "/report/check".to_owned(),
    }
}

/// The same step, to be changed from the last page and gone back to.
pub fn change(changed: &Step) -> String {
    format!("{}?change=1", step(changed))
}

/// The step that the part of an address after `/report/` names.
pub fn step_of(rest: &str) -> Option<Step> {
    match rest.split_once('/') {
        None => Some(match rest {
            "service" => Step::Service,
            "describe" => Step::Describe,
            "place" => Step::Place,
            "photos" => Step::Photos,
            "identity" => Step::Identity,
            "check" => Step::Check,
            _ => return None,
        }),
        Some(("question", code)) => Some(Step::Question(decoded(code))),
        Some(_) => None,
    }
}

/// Where a ticket is followed.
pub fn ticket(ticket: &Ticket) -> String {
    format!("/t#{}", scan::fragment(ticket, None))
}

/// What comes after the office has let its time pass.
pub fn escalate(ticket: &Ticket) -> String {
    format!("/escalate#{}", ticket.digits())
}

/// The receipt of a report of this device: by its ticket, or by the reference of a desk without tickets.
pub fn sent(number: &str) -> String {
    format!("/sent#{number}")
}

/// Codes of other backends may hold anything; an address may not.
fn encoded(code: &str) -> String {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    code.bytes()
        .map(|byte| if safe(byte) { char::from(byte).to_string() } else { format!("~{byte:02x}") })
        .collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut parts = text.split('~');
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        let (code, rest) = part.split_at_checked(2).unwrap_or((part, ""));
        bytes.extend(u8::from_str_radix(code, 16));
        bytes.extend(rest.bytes());
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_found_again_by_its_address() {
        let codes = ["problem", "a b/c", "pole~number", "100%", "jalan.rusak", "é", "~41", ""];
        let questions = codes.map(|code| Step::Question(code.to_owned()));
        let others = [Step::Service, Step::Describe, Step::Place, Step::Photos, Step::Identity, Step::Check];
        for known in questions.into_iter().chain(others) {
            let address = step(&known);
            let rest = address.strip_prefix("/report/").unwrap();
            assert!(rest.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'%'), "{address}");
            assert_eq!(step_of(rest), Some(known), "{address}");
        }
        for unknown in ["", "nowhere", "service/more", "Check"] {
            assert_eq!(step_of(unknown), None, "{unknown}");
        }
    }
}
