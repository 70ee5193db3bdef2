//! `PUT …/{uid}/media/{slot}`: a photo of a report or of a message, whole or in pieces, continued after any interruption.
//! `GET` on it tells how far it has come. What was acknowledged is on the disk; a photo is there once it was made anew.

mod headers;
mod outcome;

use super::{at::At, messages, receive, reports};
use crate::{
    http::{ApiError, body, error::json_response},
    limits::{Ask, Client},
    photo::{Trouble, Turn},
    portal::Portal,
    store::{Parent, PhotoState, Piece, Received},
};
use axum::{
    Extension,
    body::{Body, HttpBody},
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use headers::{Range, Sending};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use tanggap_core::media::PHOTO_BYTES;

pub async fn get(State(portal): State<Arc<Portal>>, Path(at): Path<At>) -> Result<Response, ApiError> {
    let photo = find(&portal, &at).await?;
    let (uid, slot) = (at.uid(), at.slot());
    Ok(json_response(
        StatusCode::OK,
        &json!({"uid": uid, "slot": slot, "received": photo.received, "complete": photo.complete}),
    ))
}

pub async fn put(
    State(portal): State<Arc<Portal>>,
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
        Ok::<_, ApiError>((sending, photo))
    };
    match sending.await {
        Ok((_, photo)) if photo.complete => {
            body::drain(body).await;
            reports::answer(StatusCode::OK, &photo.parent.receipt)
        }
        Ok((sending, photo)) => take(&portal, &at, client, sending, photo, body).await,
        Err(error) => {
            body::drain(body).await;
            Err(error)
        }
    }
}

async fn take(
    portal: &Portal,
    at: &At,
    client: Client,
    sending: Sending,
    photo: PhotoState,
    body: Body,
) -> Result<Response, ApiError> {
    let (parent, uid, slot) = (parent(at), at.uid().to_owned(), at.slot().to_owned());
    let Some(range) = sending.range else {
        // Room for the few that are sent in one go, before their bytes are in memory.
        let Some(_room) = portal.photo_processor.room_for_whole(client) else {
            body::drain(body).await;
            return Err(outcome::busy());
        };
        let bytes = body::collect(body, PHOTO_BYTES as usize).await?.to_vec();
        let size = bytes.len() as u64;
        let piece =
            Piece { parent, uid, slot, sha256: sending.sha256, size, first: 0, bytes, at: portal.now() };
        let turn = portal.photo_processor.turn(client).await.map_err(|_| outcome::busy())?;
        return finish(portal, at, piece, Vec::new(), turn).await;
    };
    let here = photo.received_of(&sending.sha256, range.size);
    if range.first != here {
        body::drain(body).await;
        return Ok(outcome::received(StatusCode::CONFLICT, &uid, &slot, here));
    }
    let bytes = body::collect(body, range.bytes() as usize).await?.to_vec();
    if bytes.len() as u64 != range.bytes() {
        return Err(headers::wrong_range("as many bytes as the range has"));
    }
    let (size, first) = (range.size, range.first);
    let piece = Piece { parent, uid, slot, sha256: sending.sha256, size, first, bytes, at: portal.now() };
    if range.is_last() {
        let turn = portal.photo_processor.turn(client).await.map_err(|_| outcome::busy())?;
        let before = if here > 0 { portal.store.pieces(photo.id).await? } else { Vec::new() };
        return finish(portal, at, piece, before, turn).await;
    }
    let kept = portal.store.keep_piece(piece).await?;
    outcome::answer(portal, kept, at).await
}

/// The last bytes are here. They are not kept as a piece: if the server dies now, the phone sends them again and so
/// brings this to its end.
async fn finish(
    portal: &Portal,
    at: &At,
    last: Piece,
    before: Vec<u8>,
    turn: Turn,
) -> Result<Response, ApiError> {
    let whole = [before.as_slice(), &last.bytes].concat();
    let (parent, uid, slot, sha256) = (last.parent, last.uid.clone(), last.slot.clone(), last.sha256);
    let refusal = if whole.len() as u64 != last.size || Sha256::digest(&whole)[..] != last.sha256 {
        outcome::other_bytes(&slot)
    } else {
        match turn.clean(whole).await {
            Ok(jpeg) => {
                let kept = portal.store.complete_photo(last, jpeg).await?;
                return outcome::answer(portal, kept, at).await;
            }
            Err(Trouble::Busy) => return Err(outcome::busy()),
            Err(Trouble::NoPhoto(why)) => outcome::no_photo(&slot, why),
        }
    };
    portal.store.forget_pieces(parent, uid, slot, sha256).await?;
    Err(refusal)
}

/// What the photo hangs on: under a number it is a message.
pub fn parent(at: &At) -> Parent {
    if at.ticket.is_some() { Parent::Message } else { Parent::Report }
}

async fn find(portal: &Portal, at: &At) -> Result<PhotoState, ApiError> {
    let desk = at.desk(portal)?;
    let uid = reports::parse_uid(at.uid())?.as_str().to_owned();
    // A report is at the desk that received it; a message at its number, whichever desk that has now.
    let is_here = |known: &Received| match parent(at) {
        Parent::Report => desk == Some(known.desk.as_str()),
        Parent::Message => messages::is_of(known, at.ticket()),
    };
    if let Some(photo) = portal.store.photo(parent(at), uid.clone(), at.slot().to_owned()).await?
        && is_here(&photo.parent)
    {
        return Ok(photo);
    }
    match portal.store.parent(parent(at), uid).await?.filter(is_here) {
        None => Err(ApiError::not_found("There is nothing with this uid here.").about("uid", "unknown")),
        Some(known) if known.erased => Err(receive::erased()),
        Some(_) => Err(outcome::unknown(at.slot())),
    }
}
