//! `PUT tickets/{ticket}/messages/{uid}`: a reporter's message, once, as a report: the same bytes get the same receipt
//! for ever. The key's proof stands in the body and not in a session, so that a message can wait without a network.

use super::{
    at::At,
    desk, fields,
    key::{self, Opened},
    receive, reports,
};
use crate::{
    app_state::AppState,
    http::{ApiError, body},
    limits::{Ask, Client},
    office,
    store::{Parent, Received, Told},
    text::CLEANER,
};
use axum::{
    Extension,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use tanggap_core::{
    message::{self, Message},
    wire,
};

pub async fn put(
    State(portal): State<Arc<AppState>>,
    Path(at): Path<At>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let known = find(&portal, &at).await;
    // As for reports: only what is new is counted.
    if !matches!(known, Ok(Some(_)))
        && let Err(wait) = portal.limits.ask(client, Ask::Report(at.uid()))
    {
        body::drain(body).await;
        return Err(wait.into());
    }
    let bytes = body::read(&headers, body, "application/json").await?;
    let fingerprint: [u8; 32] = Sha256::digest(&bytes).into();
    if let Some(known) = known? {
        return replay(&known, &fingerprint);
    }
    if bytes.len() > message::BODY_LIMIT {
        return Err(too_large());
    }
    let message = wire::read_message(&bytes, CLEANER).map_err(|error| fields::unreadable(&error, &bytes))?;
    is_addressed(&message, &at)?;
    let problems = message::check(&message);
    if !problems.is_empty() {
        return Err(fields::refused(&problems));
    }
    let desk = at.desk(&portal)?;
    let report = match key::open(&portal, client, desk, &message.ticket, &message.key_proof).await? {
        Opened::Report(report, _) => report,
        Opened::Erased => return Err(receive::erased()),
        Opened::Nothing => return Err(key::no_match(StatusCode::UNPROCESSABLE_ENTITY)),
    };
    let told = office::tell(&portal, client, report, message, bytes.into(), portal.now()).await;
    match told.map_err(receive::untold)? {
        Told::Created(receipt) => {
            portal.limits.kept();
            reports::answer(StatusCode::CREATED, &receipt)
        }
        Told::Known(known) => replay(&known, &fingerprint),
        Told::Erased => Err(receive::erased()),
        Told::NotNow => Err(ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Where this report stands now, this can no longer be done.",
        )
        .about("kind", "not_now")),
        Told::TooMany => Err(ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "There are as many messages about this report as are taken. A question of the office is still answered.",
        )
        .about("text", "too_many")),
        Told::NoQuestion => Err(ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "The office has asked no such question about this report.",
        )
        .about("in_reply_to", "unknown")),
    }
}

/// 422 and not 413: the same bytes never fit, so the phone must not try again but let its person shorten them.
fn too_large() -> ApiError {
    let told = format!("A message takes at most {} KB.", message::BODY_LIMIT >> 10);
    ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, told).about("text", "too_large")
}

pub async fn get(State(portal): State<Arc<AppState>>, Path(at): Path<At>) -> Result<Response, ApiError> {
    match find(&portal, &at).await? {
        None => Err(ApiError::not_found("This report has no message with this uid.").about("uid", "unknown")),
        Some(known) if known.erased => Err(receive::erased()),
        Some(known) => reports::answer(StatusCode::OK, &known.receipt),
    }
}

/// A message of this number, by either of its numbers.
async fn find(portal: &AppState, at: &At) -> Result<Option<Received>, ApiError> {
    at.desk(portal)?;
    let ticket = desk::ticket(at.ticket())?;
    let uid = reports::parse_uid(at.uid())?.as_str().to_owned();
    let known = portal.store.parent(Parent::Message, uid).await?;
    Ok(known.filter(|known| is_of(known, &ticket)))
}

/// Whether something that hangs on a number may be asked for under this one.
pub fn is_of(known: &Received, ticket: &str) -> bool {
    known.receipt.ticket == ticket || known.receipt.device_ticket == ticket
}

fn replay(known: &Received, fingerprint: &[u8; 32]) -> Result<Response, ApiError> {
    if known.erased {
        return Err(receive::erased());
    }
    if known.fingerprint != fingerprint {
        return Err(receive::taken("This uid belongs to a message with other bytes."));
    }
    reports::replayed(&known.receipt)
}

/// The body says what the address says.
fn is_addressed(message: &Message, at: &At) -> Result<(), ApiError> {
    for (field, said, here) in
        [("uid", message.uid.as_str(), at.uid()), ("ticket", message.ticket.digits(), at.ticket())]
    {
        if said != here {
            let told = format!("{field}: expected the same as in the address");
            return Err(ApiError::field(field, "address", told));
        }
    }
    Ok(())
}
