//! The private part of a report.

use crate::{report::Uid, ticket::Ticket};

/// Where a message goes, and where to ask whether it arrived.
pub fn message_address(api: &str, ticket: &Ticket, uid: &Uid) -> String {
    [api, "/tickets/", ticket.digits(), "/messages/", uid.as_str()].concat()
}
