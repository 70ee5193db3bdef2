//! The bodies that come next, read from the city's file when somebody asks.

use crate::state::{Portal, city_file, outbox::outbox};
use leptos::prelude::*;
use tanggap_core::{
    escalation::{self, Escalation},
    ticket::Ticket,
    wire::Receipt,
};

/// `None`: they can't be had now. The worker keeps them, so that this works without a line, too.
pub async fn bodies(portal: Portal) -> Option<Vec<Escalation>> {
    let Some(file) = &portal.config().escalations else { return Some(Vec::new()) };
    let text = city_file::text(portal.base, file).await?;
    escalation::read(&text, portal.config()).ok()
}

/// What the server gave this device when it took the report.
pub fn receipt(ticket: &Ticket) -> Option<Receipt> {
    outbox().with_untracked(|outbox| {
        let row = outbox.by_number(ticket.digits())?;
        Some(Receipt {
            ticket: row.ticket_now()?,
            renumbered: row.renumbered.is_some(),
            received_at: row.received_at.clone()?,
        })
    })
}
