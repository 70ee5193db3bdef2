//! Which other sites' pages may speak to the API: anyone may read what is public, only the configured origins
//! may send. Never with credentials.

use super::path::is_api;
use crate::app_state::AppState;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header::*},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

const METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, POST, PUT");
const REQUEST_HEADERS: HeaderValue = HeaderValue::from_static(
    "content-type, content-range, idempotency-key, if-none-match, x-content-sha256, x-report-session",
);
const EXPOSED: HeaderValue =
    HeaderValue::from_static("retry-after, date, location, idempotency-replayed, etag, link");
/// Saves a round trip per retry.
const MAX_AGE: HeaderValue = HeaderValue::from_static("7200");

pub async fn layer(State(portal): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(ORIGIN).cloned();
    let (Some(origin), true) = (origin, is_api(request.uri().path())) else { return next.run(request).await };
    let known = portal.settings.allowed_origins.iter().any(|allowed| allowed.is(&origin));
    if request.method() == Method::OPTIONS && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD) {
        return preflight(known.then_some(origin));
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if known {
        allow(origin, headers);
    } else if reads {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
    response
}

fn preflight(origin: Option<HeaderValue>) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Some(origin) = origin {
        let headers = response.headers_mut();
        allow(origin, headers);
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
        headers.insert(ACCESS_CONTROL_MAX_AGE, MAX_AGE);
    }
    response
}

fn allow(origin: HeaderValue, headers: &mut HeaderMap) {
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    headers.append(VARY, HeaderValue::from_static("origin"));
}
