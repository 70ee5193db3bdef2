//! Keeping a number: copying, printing, and the address in the QR code.

use crate::{routes, state::Portal};
use leptos::prelude::*;
use tanggap_browser::{keep, page};
use tanggap_core::ticket::Ticket;

/// The whole address where a ticket is followed. The key is not in it: whoever photographs a receipt on a desk
/// gets the number, not the conversation.
pub fn link(portal: Portal, ticket: &Ticket) -> String {
    format!("{}{}{}", page::origin(), portal.base.trim_end_matches('/'), routes::ticket(ticket))
}

/// Copies, and says whether it worked.
pub async fn copy(text: String, done: RwSignal<Option<bool>>) {
    let copied = keep::copy(&text).await;
    let _gone = done.try_set(Some(copied));
}

pub fn print() {
    keep::print();
}
