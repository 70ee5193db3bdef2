//! Whether the server can do its work: it answers, and so does its database.

use crate::{
    http::{ApiError, error::json_response},
    portal::Portal,
};
use axum::{extract::State, http::StatusCode, response::Response};
use serde_json::json;
use std::sync::Arc;

pub async fn health(State(portal): State<Arc<Portal>>) -> Result<Response, ApiError> {
    portal.store.ping().await?;
    Ok(json_response(StatusCode::OK, &json!({"status": "ok", "version": env!("CARGO_PKG_VERSION")})))
}
