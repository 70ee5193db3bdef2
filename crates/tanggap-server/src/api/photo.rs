//! `GET media/{photo}.jpg`: a photo of a published report, under a name that nothing else leads to. Anyone may show
//! it; it may do nothing by itself.

use super::desk;
use crate::{app_state::AppState, http::ApiError};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

const POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";
/// Not for long: a report may be erased.
const CACHE: &str = "public, max-age=300";

pub async fn photo(
    State(portal): State<Arc<AppState>>,
    Path((desk_id, file)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    desk::desk(&portal, &desk_id)?;
    let jpeg = portal.store.published_photo(desk_id, name(&file)?).await?;
    Ok(self::jpeg(jpeg.ok_or_else(unknown)?, CACHE, "cross-origin"))
}

/// What stands before `.jpg`.
pub fn name(file: &str) -> Result<String, ApiError> {
    Ok(file.strip_suffix(".jpg").ok_or_else(unknown)?.to_owned())
}

pub fn unknown() -> ApiError {
    ApiError::not_found("There is no such photo here.").about("photo", "unknown")
}

/// A picture; `shown_by` says whose pages may show it.
pub fn jpeg(jpeg: Vec<u8>, cache: &'static str, shown_by: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE.as_str(), "image/jpeg"),
        (header::CONTENT_DISPOSITION.as_str(), "inline; filename=\"photo.jpg\""),
        (header::CONTENT_SECURITY_POLICY.as_str(), POLICY),
        (header::CACHE_CONTROL.as_str(), cache),
        ("cross-origin-resource-policy", shown_by),
    ];
    (headers, jpeg).into_response()
}
