//! A number as it was typed, pasted or scanned, on whichever screen: its ticket, or the words for why it is none.

use crate::{
    form::problem,
    i18n::{fill, key, t},
    state::{
        Portal,
        ticket_scan::{said, ticket},
    },
};
use tanggap_core::{
    scan::Scanned,
    ticket::{NumberFault, Ticket},
};

/// The ticket that a text names; a key that came with it is taken for this visit.
pub fn number(portal: Portal, typed: &str) -> Result<Ticket, String> {
    let scanned = said(portal, typed);
    ticket(&scanned).ok_or_else(|| words(&scanned, Some(typed)))
}

/// Why what was read is no ticket of this portal.
pub fn words(scanned: &Scanned, typed: Option<&str>) -> String {
    match scanned {
        Scanned::Key(_) => problem::ticket_words(NumberFault::KeyForTicket),
        Scanned::IdentityNumber => problem::ticket_words(NumberFault::IdentityNumber),
        // Of a bare number the field's own rule says more: twenty digits with a slip are still a key.
        Scanned::Wrong(fault) => problem::ticket_words(match typed.map(Ticket::parse) {
            Some(Err(own)) if !matches!(own, NumberFault::Foreign(_)) => own,
            _ => *fault,
        }),
        Scanned::Several(tickets) => {
            let numbers: Vec<String> = tickets.iter().map(Ticket::grouped).collect();
            fill(key::TRACK_SEVERAL, &[("numbers", &numbers.join(", "))])
        }
        Scanned::OtherPortal { host } => fill(key::TRACK_OTHER_PORTAL, &[("host", host)]),
        Scanned::Ticket(_) | Scanned::Nothing => match typed.map(|typed| (typed.len(), Ticket::parse(typed)))
        {
            // Of a long text it helps nobody to hear that its first letter is no digit.
            Some((length, Err(fault))) if length <= SHORT => problem::ticket_words(fault),
            _ => t(key::SCAN_NOTHING),
        },
    }
}

/// Bytes of what may still be a number with a slip.
const SHORT: usize = 40;
