//! The bodies that come next, read from the city's file when somebody asks.

use crate::state::{Portal, outbox::outbox};
use leptos::prelude::*;
use tanggap_browser::fetch;
use tanggap_core::{
    config::absolute,
    escalation::{self, Escalation},
    ticket::Ticket,
    wire::Receipt,
};

const TIMEOUT_MS: i32 = 20_000;

/// `None`: they can't be had now. The worker keeps them, so that this works without a line, too.
pub async fn bodies(portal: Portal) -> Option<Vec<Escalation>> {
    let Some(file) = &portal.config().escalations else { return Some(Vec::new()) };
    let answer = fetch::get(&absolute(portal.base, file), false, TIMEOUT_MS).await.ok()?;
    let text = String::from_utf8(answer.body).ok().filter(|_| answer.status == 200)?;
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
