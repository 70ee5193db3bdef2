//! `PUT reports/{uid}`: once only. The same bytes get the same receipt for ever, other bytes are refused.
//! `GET reports/{uid}`: the question after an answer got lost.

use super::{desk, fields, receive};
use crate::{
    app_state::AppState,
    http::{ApiError, body, error::json_response},
    limits::{Ask, Client},
    office::{self, Incoming, Sender},
    store::{Receipt, Receiving},
    text::CLEANER,
};
use axum::{
    Extension,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode},
    response::Response,
};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use tanggap_core::{instant::rfc3339, report::Uid, ticket::Ticket, wire};

pub async fn put(
    State(portal): State<Arc<AppState>>,
    Path((desk_id, uid)): Path<(String, String)>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let known = match Uid::parse(&uid) {
        Some(uid) => portal.store.received(uid.as_str().to_owned()).await?,
        None => None,
    };
    // Only what is new is counted: who asks again for a receipt must get it.
    if known.is_none()
        && let Err(wait) = portal.limits.ask(client, Ask::Report(&uid))
    {
        body::drain(body).await;
        return Err(wait.into());
    }
    let bytes = body::read(&headers, body, "application/json").await?;
    desk::desk(&portal, &desk_id)?;
    let uid = parse_uid(&uid)?;
    let fingerprint: [u8; 32] = Sha256::digest(&bytes).into();
    // Before any check: rules may have changed since, the receipt must not.
    if let Some(known) = known {
        receive::is_replay(&known, &desk_id, &fingerprint)?;
        return replayed(&known.receipt);
    }
    let report = wire::read_report(&bytes, CLEANER).map_err(|error| fields::unreadable(&error, &bytes))?;
    if report.uid != uid {
        return Err(ApiError::field("uid", "address", "uid: expected the same as in the address"));
    }
    let incoming = Incoming {
        desk: &desk_id,
        report,
        body: bytes.into(),
        fingerprint,
        received_at: portal.now(),
        sender: Sender::Device(client),
    };
    match office::receive(&portal, incoming).await? {
        Receiving::Created(receipt) => {
            portal.limits.kept();
            answer(StatusCode::CREATED, &receipt)
        }
        Receiving::Known(known) => {
            receive::is_replay(&known, &desk_id, &fingerprint)?;
            replayed(&known.receipt)
        }
    }
}

pub async fn get(
    State(portal): State<Arc<AppState>>,
    Path((desk_id, uid)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    desk::desk(&portal, &desk_id)?;
    let known = portal.store.received(parse_uid(&uid)?.as_str().to_owned()).await?;
    let known = known.filter(|known| known.is_at(&desk_id));
    let known = known.ok_or_else(|| {
        ApiError::not_found("This desk has no report with this uid.").about("uid", "unknown")
    })?;
    if known.erased { Err(receive::erased()) } else { answer(StatusCode::OK, &known.receipt) }
}

pub fn parse_uid(text: &str) -> Result<Uid, ApiError> {
    Uid::parse(text)
        .ok_or_else(|| ApiError::field("uid", "type", "uid: expected a version 4 UUID in lower case"))
}

pub fn replayed(receipt: &Receipt) -> Result<Response, ApiError> {
    let mut response = answer(StatusCode::OK, receipt)?;
    let name = HeaderName::from_static("idempotency-replayed");
    response.headers_mut().insert(name, HeaderValue::from_static("true"));
    Ok(response)
}

/// The receipt as the device gets it.
pub fn answer(status: StatusCode, receipt: &Receipt) -> Result<Response, ApiError> {
    let read = || {
        let uid = Uid::parse(&receipt.uid)?;
        let (asked, allotted) = (Ticket::parse(&receipt.device_ticket), Ticket::parse(&receipt.ticket));
        // Of two numbers of which one can't be read any more the other one is told: that the report is here is what counts.
        let (asked, allotted) = match (asked, allotted) {
            (Ok(asked), Ok(allotted)) => (asked, allotted),
            (Ok(known), Err(_)) | (Err(_), Ok(known)) => (known.clone(), known),
            (Err(_), Err(_)) => return None,
        };
        let received_at = rfc3339(receipt.received_at);
        Some(wire::Receipt::json(&uid, &asked, &allotted, &received_at, &receipt.missing))
    };
    let mut shown = read().ok_or_else(|| ApiError::internal("a stored receipt cannot be read"))?;
    if let Some(uid) = &receipt.corrected_by {
        shown["corrected_by"] = uid.as_str().into();
    }
    Ok(json_response(status, &shown))
}
