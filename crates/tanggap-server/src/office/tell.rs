//! What a reporter says after the report, once, in the transaction that finds out where the report stands.

use crate::{
    app_state::AppState,
    office::without_proof,
    store::{NewMessage, StoreError, Told},
};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use tanggap_core::{
    message::Message,
    office::{Act, Actor, Standing, may},
};

/// Keeps a message of a report's own reporter, who has shown the key; `body` is the bytes that it came in. `None`: the
/// proof of the key stands in them in a spelling that can't be struck out.
pub async fn tell(
    portal: &AppState,
    report: i64,
    message: Message,
    body: Vec<u8>,
    at: i64,
) -> Result<Option<Told>, StoreError> {
    let fingerprint = Sha256::digest(&body).into();
    let Some(body) = without_proof(body, message.key_proof.hex()) else { return Ok(None) };
    let kind = message.kind;
    let new = NewMessage {
        report,
        uid: message.uid.as_str().to_owned(),
        asked_ticket: message.ticket.digits().to_owned(),
        kind,
        in_reply_to: Some(message.in_reply_to).filter(|id| !id.is_empty()),
        at,
        fingerprint,
        body,
        media: message.media,
    };
    let config = Arc::clone(&portal.config);
    let decide = move |report: &Standing| may(&Act::Tell(kind), Actor::Reporter, report, &config.desks);
    portal.store.tell(new, decide).await.map(Some)
}
