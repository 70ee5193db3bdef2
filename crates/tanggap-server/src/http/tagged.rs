//! JSON with a tag that only this server can make of its bytes: who has it already is told so in a few bytes. Nothing is kept by
//! browsers on their own; the app keeps it and asks.

use super::{encoded::matches, error::json_response};
use crate::pepper::Pepper;
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::Value;

pub fn json(pepper: &Pepper, request: &HeaderMap, value: &Value) -> Response {
    let text = value.to_string();
    let Ok(etag) = HeaderValue::try_from(format!("\"{}\"", pepper.tag(text.as_bytes()))) else {
        return json_response(StatusCode::OK, value);
    };
    let mut response = match matches(request, &etag) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => super::error::json_text(StatusCode::OK, text),
    };
    response.headers_mut().insert(header::ETAG, etag);
    response
}
