//! One log line per request: route template, status, duration. Never a path with its values, a body, an address
//! or a user agent: a log is copied to places where nobody's report belongs.

use super::error::Cause;
use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use std::time::Instant;

pub async fn layer(request: Request, next: Next) -> Response {
    let start = Instant::now();
    // Pages and files have no route of their own: they share one name.
    let route = request.extensions().get::<MatchedPath>().map_or("page", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let response = next.run(request).await;
    let (status, duration_us) = (response.status().as_u16(), start.elapsed().as_micros() as u64);
    match response.extensions().get::<Cause>() {
        Some(Cause(cause)) => tracing::error!(%method, route, status, duration_us, cause, "request failed"),
        None if status >= 500 => tracing::error!(%method, route, status, duration_us, "request failed"),
        None => tracing::info!(%method, route, status, duration_us, "request"),
    }
    response
}
