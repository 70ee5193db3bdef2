//! `GET discovery`: where the endpoint is, and which of Tanggap's extensions it has.

use super::desk::desk;
use crate::{
    app_state::AppState,
    http::{ApiAddress, ApiError, body, error::json_response},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde_json::json;
use std::sync::Arc;
use tanggap_core::{media, message, report::DESCRIPTION_LIMIT, wire};

pub async fn discovery(
    State(portal): State<Arc<AppState>>,
    Path(desk_id): Path<String>,
    ApiAddress(api): ApiAddress,
) -> Result<Response, ApiError> {
    desk(&portal, &desk_id)?;
    let url = format!("{api}/{desk_id}");
    Ok(json_response(
        StatusCode::OK,
        &json!({
            "changeset": portal.city.changeset,
            "contact": portal.config.name,
            "key_service": "No api_key is needed.",
            "endpoints": [{
                "specification": "http://wiki.open311.org/GeoReport_v2",
                "url": url,
                "changeset": portal.city.changeset,
                "type": "production",
                "formats": ["application/json"],
            }],
            "extensions": {"tanggap": {
                "version": 1,
                "locales": portal.config.languages,
                "limits": {
                    "report_bytes": body::LIMIT,
                    "json_depth": wire::DEPTH_LIMIT,
                    "description_characters": DESCRIPTION_LIMIT,
                    "message_characters": message::TEXT_LIMIT,
                    "photos": media::PHOTOS,
                    "photo_bytes": media::PHOTO_BYTES,
                    "report_photo_bytes": media::REPORT_PHOTO_BYTES,
                    "piece_bytes": media::PIECE_BYTES,
                },
                "reports": true,
                "track": true,
                "messages": true,
                "stats": true,
                "media": true,
            }},
        }),
    ))
}
