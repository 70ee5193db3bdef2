//! `GET requests`: published reports only, with GeoReport's filters and the paging that most servers have.

use super::{desk, present};
use crate::{
    http::{ApiAddress, ApiError, Params, error::json_response},
    portal::Portal,
    store::PublishedFilter,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde_json::Value;
use std::sync::Arc;
use tanggap_core::instant::Instant;

/// GeoReport's own bounds: 90 days or 1,000 reports, whichever is less.
const SPAN_SECONDS: i64 = 90 * 24 * 3_600;
const PAGE_SIZE: u32 = 1_000;

pub async fn published(
    State(portal): State<Arc<Portal>>,
    Path(desk_id): Path<String>,
    ApiAddress(api): ApiAddress,
    params: Params,
) -> Result<Response, ApiError> {
    desk::desk(&portal, &desk_id)?;
    let filter = filter(&portal, desk_id, &params)?;
    let language = portal.language(params.get("locale"));
    let records = portal.store.published(filter).await?;
    let shown = records.iter().map(|record| present::request(&portal, record, &api, language));
    Ok(json_response(StatusCode::OK, &Value::Array(shown.collect::<Result<_, _>>()?)))
}

fn filter(portal: &Portal, desk: String, params: &Params) -> Result<PublishedFilter, ApiError> {
    let (from, until) = span(portal, params)?;
    let limit = count(params, "page_size")?.unwrap_or(PAGE_SIZE).min(PAGE_SIZE);
    let page = count(params, "page")?.unwrap_or(1);
    Ok(PublishedFilter {
        desk,
        tickets: params.list("service_request_id"),
        services: params.list("service_code"),
        from,
        until,
        open: open(params)?,
        limit,
        offset: (page - 1).saturating_mul(limit),
    })
}

/// The last 90 days, or 90 days from or until the date that is given.
fn span(portal: &Portal, params: &Params) -> Result<(i64, i64), ApiError> {
    let (start, end) = (date(portal, params, "start_date")?, date(portal, params, "end_date")?);
    let (from, until) = match (start, end) {
        (None, None) => (portal.now() - SPAN_SECONDS, i64::MAX),
        (Some(start), None) => (start, start + SPAN_SECONDS),
        (None, Some(end)) => (end - SPAN_SECONDS, end),
        (Some(start), Some(end)) => (start, end),
    };
    let too_long = start.is_some() && until - from > SPAN_SECONDS;
    if until < from || too_long {
        return Err(ApiError::field(
            "end_date",
            "span",
            "end_date: expected at most 90 days after start_date",
        ));
    }
    Ok((from, until))
}

fn date(portal: &Portal, params: &Params, name: &str) -> Result<Option<i64>, ApiError> {
    let Some(text) = params.get(name) else { return Ok(None) };
    let instant = Instant::parse(text, portal.config.utc_offset);
    let instant = instant.ok_or_else(|| {
        ApiError::field(name, "date", format!("{name}: expected a date such as 2026-11-24T10:00:00Z"))
    })?;
    Ok(Some(instant.unix_seconds()))
}

/// Open, closed, or both.
fn open(params: &Params) -> Result<Option<bool>, ApiError> {
    let asked = params.list("status");
    if let Some(other) = asked.iter().find(|word| !matches!(word.as_str(), "open" | "closed")) {
        return Err(ApiError::field(
            "status",
            "choice",
            format!("status: expected open or closed, not {other}"),
        ));
    }
    let (open, closed) = (asked.iter().any(|word| word == "open"), asked.iter().any(|word| word == "closed"));
    Ok((open != closed).then_some(open))
}

fn count(params: &Params, name: &str) -> Result<Option<u32>, ApiError> {
    let Some(text) = params.get(name) else { return Ok(None) };
    let count = text.parse().ok().filter(|count| *count >= 1);
    count
        .map(Some)
        .ok_or_else(|| ApiError::field(name, "number", format!("{name}: expected a whole number from 1")))
}
