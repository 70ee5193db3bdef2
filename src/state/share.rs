//! Keeping a number: copying, printing, sharing, files, and the address in the QR code.

use crate::{routes, state::Portal};
use leptos::prelude::*;
pub use tanggap_browser::picture::Part;
use tanggap_browser::{keep, page, picture};
use tanggap_core::{ticket::Ticket, wire::form_text};

/// The whole address where a ticket is followed. The key is not in it: whoever photographs a receipt on a desk
/// gets the number, not the conversation.
pub fn link(portal: Portal, ticket: &Ticket) -> String {
    format!("{}{}{}", page::origin(), portal.base.trim_end_matches('/'), routes::ticket(ticket))
}

/// The portal's own address, as it stands on paper.
pub fn address(portal: Portal) -> String {
    [&page::origin(), portal.base].concat()
}

/// Copies, and says whether it worked.
pub fn copy(text: String, told: RwSignal<Option<String>>, done: String, not_done: String) {
    leptos::task::spawn_local(async move {
        let copied = copied(&text).await;
        let _gone = told.try_set(Some(if copied { done } else { not_done }));
    });
}

/// Copies; whether it worked.
pub async fn copied(text: &str) -> bool {
    keep::copy(text).await
}

pub fn print() {
    keep::print();
}

/// Prints one part of the page, by its id.
pub fn print_part(id: &str) {
    keep::print_part(id);
}

/// Gives a text to the person as a file; works offline. `false` where the browser won't.
pub fn save_file(name: &str, text: &str) -> bool {
    keep::save_file(name, text)
}

/// Draws a picture on the device and gives it to the person. `false` where the browser won't.
pub fn save_picture(name: &str, parts: &[Part<'_>]) -> bool {
    picture::png(parts).is_some_and(|bytes| keep::save_png(name, &bytes))
}

/// Whether the phone has a way to share a text.
pub fn can_share() -> bool {
    keep::can_share()
}

/// Who changes their mind has shared nothing; there is nothing to say.
pub fn share(text: String) {
    keep::share(&text);
}

/// The address that opens a message with this text on the phone, where the city takes messages.
pub fn sms(portal: Portal, text: &str) -> Option<String> {
    let number = portal.config().sms.as_ref()?;
    // A message of more than this is cut up by phones in their own ways.
    let text: String = text.chars().take(600).collect();
    Some(format!("sms:{number}?body={}", form_text(&text)))
}
