//! One log line per request, and one count: route template, status, duration. Never a path with its values, a body, an address
//! or a user agent: a log is copied to places where nobody's report belongs.

use super::{
    error::{Cause, Noted},
    overload,
};
use crate::{app_state::AppState, metrics::Asked};
use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use std::{sync::Arc, time::Instant};

pub async fn layer(State(portal): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let asked = portal.requests.asked(request.extensions().get::<MatchedPath>(), request.method());
    let response = next.run(request).await;
    let took = start.elapsed();
    let noted = response.extensions().get::<Noted>();
    portal.requests.count(asked, response.status(), took, noted);
    let Asked { route, method } = asked;
    let (status, duration_us) = (response.status().as_u16(), took.as_micros() as u64);
    let cause = response.extensions().get::<Cause>();
    if let Some(words) = overload::words(noted) {
        let cause = cause.map(|Cause(cause)| cause.as_str());
        tracing::debug!(method, route, status, duration_us, cause, "request");
        portal.overload.count(words, (portal.steady)());
        return response;
    }
    match cause {
        Some(Cause(cause)) => tracing::error!(method, route, status, duration_us, cause, "request failed"),
        None if status >= 500 => tracing::error!(method, route, status, duration_us, "request failed"),
        // Whoever watches over the server asks every few seconds: nobody wants to read that it is well.
        None if route == "/healthz" => tracing::debug!(method, route, status, duration_us, "request"),
        None => tracing::info!(method, route, status, duration_us, "request"),
    }
    response
}
