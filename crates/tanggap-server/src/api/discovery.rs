//! `GET discovery`: where the endpoint is, and which of Tanggap's extensions it has.

use super::desk::desk;
use crate::{
    http::{ApiError, body, error::json_response, headers::Secure},
    portal::Portal,
};
use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use serde_json::json;
use std::sync::Arc;
use tanggap_core::{report::DESCRIPTION_LIMIT, wire};

pub async fn discovery(
    State(portal): State<Arc<Portal>>,
    Path(desk_id): Path<String>,
    secure: Option<Extension<Secure>>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    desk(&portal, &desk_id)?;
    let scheme = if secure.is_some() { "https" } else { "http" };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let url = format!("{scheme}://{host}{}api/{desk_id}", portal.pages.base);
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
                },
                "reports": true,
                "track": false,
                "media": false,
            }},
        }),
    ))
}
