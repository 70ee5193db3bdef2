//! JSON with a tag that only this server can make of its bytes: who has it already is told so in a few bytes. Nothing is kept by
//! browsers on their own; the app keeps it and asks.

use super::{
    coding::{Coding, Effort, WORTHWHILE},
    encoded::matches,
    error::{json_response, json_text},
};
use crate::pepper::Pepper;
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::Value;

/// What only a key opens. It is never compressed: how small secrets and the words of others get together would say
/// something about the secrets.
pub fn private(pepper: &Pepper, request: &HeaderMap, value: &Value) -> Response {
    let text = value.to_string();
    let Ok(etag) = HeaderValue::try_from(format!("\"{}\"", pepper.tag(text.as_bytes()))) else {
        return json_response(StatusCode::OK, value);
    };
    let mut response = match matches(request, &etag) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => json_text(StatusCode::OK, text),
    };
    response.headers_mut().insert(header::ETAG, etag);
    response
}

/// What anyone may read. Compressed where the client takes that and it helps; the tag is the same for both, so it is a
/// weak one.
pub fn public(pepper: &Pepper, request: &HeaderMap, value: &Value) -> Response {
    let text = value.to_string();
    let Ok(etag) = HeaderValue::try_from(format!("W/\"{}\"", pepper.tag(text.as_bytes()))) else {
        return json_response(StatusCode::OK, value);
    };
    let is_known = matches(request, &etag);
    let small = (!is_known && text.len() > WORTHWHILE && Coding::Gzip.is_taken(request))
        .then(|| Coding::Gzip.compress(text.as_bytes(), Effort::Quick))
        .flatten();
    let mut response = match (is_known, small) {
        (true, _) => StatusCode::NOT_MODIFIED.into_response(),
        (false, None) => json_text(StatusCode::OK, text),
        (false, Some(small)) => {
            let mut response = json_text(StatusCode::OK, String::new());
            *response.body_mut() = Body::from(small);
            response.headers_mut().remove(header::CONTENT_LENGTH);
            response.headers_mut().insert(header::CONTENT_ENCODING, Coding::Gzip.name());
            response
        }
    };
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
    response.headers_mut().insert(header::ETAG, etag);
    response
}
