//! Reads a request's body within a limit, decoding it if the sender compressed it.

use super::ApiError;
use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, StatusCode, header},
};
use http_body_util::BodyExt;
use std::io::Read;

/// The largest report or form, after decoding.
pub const LIMIT: usize = 64 * 1024;
/// What is read and thrown away beyond it, so that the sender hears why instead of a broken connection.
const DRAINED: usize = 4 << 20;

/// The body as sent, after content decoding. `kind` is the only content type taken.
pub async fn read(headers: &HeaderMap, body: Body, kind: &str) -> Result<Bytes, ApiError> {
    let sent = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let sent = sent.split(';').next().unwrap_or_default().trim();
    if !sent.eq_ignore_ascii_case(kind) {
        drain(body).await;
        return Err(ApiError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("Only {kind} is taken here.")));
    }
    let bytes = collect(body, LIMIT).await?;
    match headers.get(header::CONTENT_ENCODING).map(|encoding| encoding.as_bytes()) {
        None | Some(b"identity") => Ok(bytes),
        Some(b"gzip") => unzip(&bytes),
        Some(_) => Err(ApiError::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Only gzip is taken as a content encoding.",
        )),
    }
}

/// All bytes of a body, at most so many.
pub async fn collect(mut body: Body, limit: usize) -> Result<Bytes, ApiError> {
    let mut collected = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| ApiError::bad_request("The request broke off before its end."))?;
        if let Some(piece) = frame.data_ref() {
            if collected.len() + piece.len() > limit {
                drain(body).await;
                return Err(too_large(limit));
            }
            collected.extend_from_slice(piece);
        }
    }
    Ok(collected.into())
}

/// Reads and throws away, so that the sender hears an answer instead of a broken connection.
pub async fn drain(mut body: Body) {
    let mut left = DRAINED;
    while let Some(Ok(frame)) = body.frame().await {
        left = left.saturating_sub(frame.data_ref().map_or(0, Bytes::len));
        if left == 0 {
            return;
        }
    }
}

fn unzip(bytes: &[u8]) -> Result<Bytes, ApiError> {
    let mut decoded = Vec::new();
    let decoder = flate2::read::GzDecoder::new(bytes);
    let read = decoder.take(LIMIT as u64 + 1).read_to_end(&mut decoded);
    read.map_err(|_| ApiError::bad_request("The request says it is gzip, and is not."))?;
    if decoded.len() > LIMIT { Err(too_large(LIMIT)) } else { Ok(decoded.into()) }
}

fn too_large(limit: usize) -> ApiError {
    let description = format!("At most {} KB are taken here.", limit.div_ceil(1_024));
    ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, description)
}
