//! A report that says which one it corrects: that names a uid, and has to have the key of the report with it. Whatever
//! does not fit is no correction but a report like every other. Whether the report may be corrected is decided in the
//! transaction that does it.

use super::incoming::ReceiveError;
use crate::{app_state::AppState, openings};
use tanggap_core::{report::Uid, ticket::KeyProof};

/// The uid of the report that is corrected, as the correction names it.
pub async fn find(portal: &AppState, uid: &Uid, proof: &KeyProof) -> Result<Option<String>, ReceiveError> {
    let uid = uid.as_str().to_owned();
    let Some(known) = portal.store.received(uid.clone()).await? else { return Ok(None) };
    if known.erased && known.receipt.ticket.is_empty() {
        // Of what was erased after the backup that was restored only the uid is left: no key can be held against it.
        return Err(ReceiveError::Erased);
    }
    let opened = openings::find::<ReceiveError>(portal, &known.receipt.ticket, proof).await?;
    Ok(opened.iter().any(|opened| opened.ticket() == known.receipt.ticket).then_some(uid))
}
