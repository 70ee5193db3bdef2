//! `GET tickets/{ticket}` and its photos: the private part of a report, for who has shown its key.

use super::{at::At, desk, key, photo, private, receive};
use crate::{
    app_state::AppState,
    http::{ApiAddress, ApiError, Params, tagged},
    store::{ByNumber, Private},
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use std::sync::Arc;

const SESSION: &str = "x-report-session";

pub async fn get(
    State(portal): State<Arc<AppState>>,
    Path(at): Path<At>,
    ApiAddress(api): ApiAddress,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let report = admitted(&portal, &at, desk::json_name(at.ticket())?, &headers).await?;
    let language = portal.language(params.get("locale"));
    let shown = private::ticket(&portal, &report, &api, &at.base(&api), language);
    Ok(tagged::private(&portal.pepper, &headers, &shown))
}

pub async fn photo(
    State(portal): State<Arc<AppState>>,
    Path(at): Path<At>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let report = admitted(&portal, &at, at.ticket(), &headers).await?;
    let id = photo::name(at.photo.as_deref().unwrap_or_default())?;
    let jpeg = portal.store.private_photo(report.record.ticket, id).await?;
    // Nobody but the page that asked for it shows it, and no cache keeps it.
    Ok(photo::jpeg(jpeg.ok_or_else(photo::unknown)?, "no-store", "same-origin"))
}

/// The report of the session, if it is the one of the address.
async fn admitted(
    portal: &AppState,
    at: &At,
    ticket: &str,
    headers: &HeaderMap,
) -> Result<Private, ApiError> {
    let desk = at.desk(portal)?;
    let token = headers.get(SESSION).and_then(|token| token.to_str().ok()).unwrap_or_default();
    let session = portal.sessions.read(&portal.pepper, token, portal.now()).ok_or_else(not_admitted)?;
    let number = session.number();
    // Read at every use: a session of a report that is erased has ended.
    let Some(report) = portal.store.private(number.clone()).await? else {
        return Err(match portal.store.by_number(number).await? {
            ByNumber::Erased(_) => receive::erased(),
            // The session is older than the backup that was put back.
            ByNumber::Unknown | ByNumber::Report(_) => not_admitted(),
        });
    };
    let record = &report.record;
    // After a restore another report may have taken the number.
    if !session.is_of(&portal.pepper, record.received_at) {
        return Err(not_admitted());
    }
    // A number with two owners leads each of them to their own.
    let named = ticket == record.ticket || ticket == report.device_ticket;
    // As for the key: whose report it is finds it at the desk that it was sent to, also where that must not have it now.
    let here = desk.is_none_or(|desk| key::is_at(desk, [&record.first_desk, &record.desk]));
    if named && here { Ok(report) } else { Err(not_admitted()) }
}

fn not_admitted() -> ApiError {
    ApiError::new(StatusCode::UNAUTHORIZED, "Please show the key again.").about(SESSION, "session")
}
