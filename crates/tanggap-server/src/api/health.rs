//! Whether the server can do its work, for whoever watches over it: *ok*, or what it can't do and why.

use crate::{app_state::AppState, http::error::json_response, store::Health};
use axum::{extract::State, http::StatusCode, response::Response};
use serde_json::json;
use std::sync::Arc;

pub async fn health(State(portal): State<Arc<AppState>>) -> Response {
    answer(portal.store.health().await)
}

fn answer(health: Health) -> Response {
    let mut body = json!({"status": word(health), "version": env!("CARGO_PKG_VERSION")});
    if let Health::CannotWrite(fault) = health {
        body["reason"] = fault.word().into();
    }
    let well = health == Health::Well;
    json_response(if well { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }, &body)
}

/// In the words of the API's description.
fn word(health: Health) -> &'static str {
    match health {
        Health::Well => "ok",
        Health::CannotWrite(_) => "cannot_write",
        Health::WriterGone => "writer_gone",
        Health::CannotRead => "cannot_read",
    }
}

#[cfg(test)]
mod tests;
