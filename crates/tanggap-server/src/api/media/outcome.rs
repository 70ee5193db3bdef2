//! The answers to bytes of a photo.

use crate::{
    api::{at::At, receive, reports},
    app_state::AppState,
    http::{ApiError, Noted, error::json_response},
    photo::NoPhoto,
    store::Kept,
};
use axum::{http::StatusCode, response::Response};
use serde_json::json;
use tanggap_core::media::REPORT_PHOTO_BYTES;

/// How long a phone waits until it asks again, in seconds.
const NO_ROOM_S: u32 = 600;
const CROWDED_S: u32 = 60;

/// From what was kept to what the phone hears; a whole photo is answered with the receipt of what it hangs on, as
/// that is now.
pub async fn answer(portal: &AppState, kept: Kept, at: &At) -> Result<Response, ApiError> {
    let (uid, slot) = (at.uid(), at.slot());
    match kept {
        Kept::Received(bytes) => Ok(received(StatusCode::ACCEPTED, uid, slot, bytes)),
        Kept::Elsewhere(bytes) => Ok(received(StatusCode::CONFLICT, uid, slot, bytes)),
        Kept::TooMuch => {
            let told = format!("At most {} MB of photos are taken together.", REPORT_PHOTO_BYTES >> 20);
            Err(ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, told).about(format!("media.{slot}"), "max"))
        }
        Kept::NoRoom => Err(no_room()),
        Kept::Crowded => {
            let told = "As many photos are on their way as there is room for. Please try again in a minute.";
            let refused = ApiError::new(StatusCode::INSUFFICIENT_STORAGE, told).after(CROWDED_S);
            Err(refused.noted(Noted::PhotoRefused("crowded")))
        }
        Kept::Unknown => Err(unknown(slot)),
        Kept::Erased => Err(receive::erased()),
        Kept::Complete => {
            let parent = portal.store.parent(at.parent(), uid.to_owned()).await?;
            let parent = parent.ok_or_else(|| ApiError::internal("a photo that hangs on nothing"))?;
            if parent.erased {
                return Err(receive::erased());
            }
            reports::answer(StatusCode::CREATED, &parent.receipt)
        }
    }
}

pub fn received(status: StatusCode, uid: &str, slot: &str, bytes: u64) -> Response {
    json_response(status, &json!({"uid": uid, "slot": slot, "received": bytes}))
}

pub fn unknown(slot: &str) -> ApiError {
    ApiError::not_found("No such photo was announced.").about(format!("media.{slot}"), "unknown")
}

/// Nothing that passes by itself: the operator has to give more room. Words are still taken.
pub fn no_room() -> ApiError {
    let told = "The server has no room for photos at this moment. Reports are still taken, and photos later.";
    ApiError::new(StatusCode::INSUFFICIENT_STORAGE, told).after(NO_ROOM_S).noted(Noted::PhotoRefused("room"))
}

pub fn busy() -> ApiError {
    let told = "Too many photos at this moment. Please try again in a few seconds.";
    ApiError::new(StatusCode::SERVICE_UNAVAILABLE, told).noted(Noted::PhotoRefused("busy"))
}

pub fn other_bytes(slot: &str) -> ApiError {
    refused(slot, "hash", "These bytes have another SHA-256 than was said. The photo begins anew.")
}

pub fn no_photo(slot: &str, why: NoPhoto) -> ApiError {
    match why {
        NoPhoto::Kind => refused(slot, "kind", "This is no JPEG, PNG or WebP picture."),
        NoPhoto::TooLarge => refused(slot, "pixels", "This picture has too many pixels."),
        NoPhoto::Scans => refused(
            slot,
            "scans",
            "This picture is put together of too many scans. Saved again as an ordinary JPEG it is taken.",
        ),
        NoPhoto::Broken => refused(slot, "photo", "This picture cannot be read."),
    }
}

fn refused(slot: &str, rule: &'static str, told: &str) -> ApiError {
    ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, told)
        .about(format!("media.{slot}"), rule)
        .noted(Noted::PhotoRefused(rule))
}
