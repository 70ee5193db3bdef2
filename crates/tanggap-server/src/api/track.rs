//! `POST track`: whoever shows a number's key gets a session for the private part. The key itself is never here, and
//! what stands for it is in no address and in no log.

use super::{
    at::At,
    fields,
    key::{self, Opened},
};
use crate::{
    app_state::AppState,
    http::{ApiError, body, error::json_response},
    limits::Client,
    sessions::LASTS_S,
};
use axum::{
    Extension,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde_json::json;
use std::sync::Arc;
use tanggap_core::wire;

pub async fn post(
    State(portal): State<Arc<AppState>>,
    Path(at): Path<At>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let bytes = body::read(&headers, body, "application/json").await?;
    let desk = at.desk(&portal)?;
    let (ticket, proof) = wire::read_track(&bytes).map_err(|error| fields::unreadable(&error, &bytes))?;
    match key::open(&portal, client, desk, &ticket, &proof).await? {
        Opened::Report(report, received_at) => {
            let session = portal.sessions.open(&portal.pepper, &report, received_at, portal.now());
            Ok(json_response(StatusCode::OK, &json!({"session": session, "expires_in_s": LASTS_S})))
        }
        // That a report was erased its number tells.
        Opened::Erased | Opened::Nothing => Err(key::no_match(StatusCode::FORBIDDEN)),
    }
}
