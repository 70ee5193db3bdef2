//! JSON with the hash of its bytes for a tag: who has it already is told so in a few bytes. Nothing is kept by
//! browsers on their own; the app keeps it and asks.

use super::{encoded::matches, error::json_response};
use crate::random;
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::Value;
use sha2::{Digest, Sha256};

pub fn json(request: &HeaderMap, value: &Value) -> Response {
    let text = value.to_string();
    let hash = random::hex(&Sha256::digest(text.as_bytes())[..12]);
    let Ok(etag) = HeaderValue::try_from(format!("\"{hash}\"")) else {
        return json_response(StatusCode::OK, value);
    };
    let mut response = match matches(request, &etag) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => super::error::json_text(StatusCode::OK, text),
    };
    response.headers_mut().insert(header::ETAG, etag);
    response
}
