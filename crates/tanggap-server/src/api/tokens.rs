//! `GET tokens/{token}`: reports get their number at once here, so a token is only the uid of a report; it
//! answers those who ask the standard's way.

use super::{desk, present, receive};
use crate::{
    app_state::AppState,
    http::{ApiError, error::json_response},
    store::ByNumber,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde_json::json;
use std::sync::Arc;
use tanggap_core::report::Uid;

pub async fn token(
    State(portal): State<Arc<AppState>>,
    Path((desk_id, file)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    desk::desk(&portal, &desk_id)?;
    let unknown = || ApiError::not_found("No report has this token.").about("token", "unknown");
    let token = Uid::parse(desk::json_name(&file)?).ok_or_else(unknown)?;
    let known = portal.store.received(token.as_str().to_owned()).await?;
    let known = known.filter(|known| known.is_at(&desk_id)).ok_or_else(unknown)?;
    // What the desk must not have any more is unknown there.
    let is_here = match portal.store.by_number(known.receipt.ticket.clone()).await? {
        ByNumber::Report(record) | ByNumber::Erased(record) => {
            present::is_seen_at(&portal.config, &record, &desk_id)
        }
        // Of what was erased before a restore only the uid is left.
        ByNumber::Unknown => known.erased,
    };
    if !is_here {
        return Err(unknown());
    }
    if known.erased {
        return Err(receive::erased());
    }
    let receipt = known.receipt;
    Ok(json_response(
        StatusCode::OK,
        &json!([{"service_request_id": receipt.ticket, "token": token.as_str()}]),
    ))
}
