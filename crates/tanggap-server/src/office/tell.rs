//! What a reporter says after the report, once, in the transaction that finds out where the report stands.

use super::{body::kept, receive::without_proof};
use crate::{
    app_state::AppState,
    limits::{Client, Wait},
    store::{NewMessage, StoreError, Told},
};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use tanggap_core::{
    message::Message,
    office::{Act, Actor, Standing, may},
    wire,
};

/// Why a message could not be told at all; where the report stands [`Told`] says.
#[derive(Debug, thiserror::Error)]
pub enum TellError {
    /// The proof of the key stands in the body in a spelling that can't be struck out.
    #[error("the key's proof is written with escapes")]
    EscapedProof,
    /// Too much is kept from there already.
    #[error("too many bytes of reports and messages")]
    Words(Wait),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Keeps a message of a report's own reporter, who has shown the key; `ticket` is the number that the report has, `body` the bytes that it came in.
pub async fn tell(
    portal: &AppState,
    client: Client,
    ticket: String,
    message: Message,
    body: Vec<u8>,
    at: i64,
) -> Result<Told, TellError> {
    let fingerprint = Sha256::digest(&body).into();
    let body = kept(body, || wire::write_message(&message));
    let body = without_proof(body, message.key_proof.hex()).ok_or(TellError::EscapedProof)?;
    let words = portal.limits.words(client, body.len()).map_err(TellError::Words)?;
    let kind = message.kind;
    let new = NewMessage {
        ticket,
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
    let told = portal.store.tell(new, decide).await?;
    if matches!(told, Told::Created(_)) {
        words.kept();
    }
    Ok(told)
}
