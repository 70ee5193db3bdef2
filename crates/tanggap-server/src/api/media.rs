//! `PUT …/{uid}/media/{slot}`: a photo of a report or of a message, whole or in pieces, continued after any interruption.
//! `GET` on it tells how far it has come. What was acknowledged is on the disk; a photo is there once it was made anew.

mod headers;
mod outcome;
mod upload;

use super::{at::At, messages, receive, reports};
use crate::{
    app_state::AppState,
    http::{ApiError, body, error::json_response},
    limits::{Ask, Client},
    store::{Parent, PhotoState, Received},
};
use axum::{
    Extension,
    body::{Body, HttpBody},
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use headers::Range;
use serde_json::json;
use std::sync::Arc;
use tanggap_core::media::PHOTO_BYTES;
use upload::Upload;

pub async fn get(State(portal): State<Arc<AppState>>, Path(at): Path<At>) -> Result<Response, ApiError> {
    let photo = find(&portal, &at).await?;
    let (uid, slot) = (at.uid(), at.slot());
    Ok(json_response(
        StatusCode::OK,
        &json!({"uid": uid, "slot": slot, "received": photo.received, "complete": photo.complete}),
    ))
}

pub async fn put(
    State(portal): State<Arc<AppState>>,
    Path(at): Path<At>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let announced = body.size_hint().upper().map_or(PHOTO_BYTES, |bytes| bytes.min(PHOTO_BYTES));
    let sending = async {
        let photo = find(&portal, &at).await?;
        let sending = headers::read(&headers, at.slot())?;
        if !photo.complete {
            let bytes = sending.range.as_ref().map_or(announced, Range::bytes);
            portal.limits.ask(client, Ask::Piece(bytes))?;
        }
        let attempt = portal.limits.attempt(at.uid(), at.slot())?;
        Ok::<_, ApiError>((sending, attempt, photo))
    };
    match sending.await {
        Ok((.., photo)) if photo.complete => {
            body::drain(body).await;
            reports::answer(StatusCode::OK, &photo.parent.receipt)
        }
        Ok((sending, attempt, photo)) => {
            let upload = Upload { portal: &portal, at: &at, client, attempt };
            upload.take(sending, photo, body).await
        }
        Err(error) => {
            body::drain(body).await;
            Err(error)
        }
    }
}

async fn find(portal: &AppState, at: &At) -> Result<PhotoState, ApiError> {
    let desk = at.desk(portal)?;
    let uid = reports::parse_uid(at.uid())?.as_str().to_owned();
    // A report is at the desk that received it; a message at its number, whichever desk that has now.
    let is_here = |known: &Received| match at.parent() {
        Parent::Report => desk.is_some_and(|desk| known.is_at(desk)),
        Parent::Message => messages::is_of(known, at.ticket()),
    };
    if let Some(photo) = portal.store.photo(at.parent(), uid.clone(), at.slot().to_owned()).await?
        && is_here(&photo.parent)
    {
        return Ok(photo);
    }
    match portal.store.parent(at.parent(), uid).await?.filter(is_here) {
        None => Err(ApiError::not_found("There is nothing with this uid here.").about("uid", "unknown")),
        Some(known) if known.erased => Err(receive::erased()),
        Some(_) => Err(outcome::unknown(at.slot())),
    }
}
