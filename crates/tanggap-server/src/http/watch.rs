//! One log line per request: route template, status, duration. Never a path with its values, a body, an address
//! or a user agent: a log is copied to places where nobody's report belongs.

use super::error::Cause;
use axum::{
    extract::{MatchedPath, Request},
    http::Method,
    middleware::Next,
    response::Response,
};
use std::time::Instant;

pub async fn layer(request: Request, next: Next) -> Response {
    let start = Instant::now();
    // Pages and files have no route of their own: they share one name.
    let route = request.extensions().get::<MatchedPath>().map_or("page", MatchedPath::as_str).to_owned();
    let method = method(request.method());
    let response = next.run(request).await;
    let (status, duration_us) = (response.status().as_u16(), start.elapsed().as_micros() as u64);
    match response.extensions().get::<Cause>() {
        Some(Cause(cause)) => tracing::error!(method, route, status, duration_us, cause, "request failed"),
        None if status >= 500 => tracing::error!(method, route, status, duration_us, "request failed"),
        // Whoever watches over the server asks every few seconds: nobody wants to read that it is well.
        None if route == "/healthz" => tracing::debug!(method, route, status, duration_us, "request"),
        None => tracing::info!(method, route, status, duration_us, "request"),
    }
    response
}

/// A method is any word that a client likes to send: only those that mean something are repeated.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        Method::PUT => "PUT",
        Method::POST => "POST",
        Method::DELETE => "DELETE",
        Method::PATCH => "PATCH",
        _ => "other",
    }
}
