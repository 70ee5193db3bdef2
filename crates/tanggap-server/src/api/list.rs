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
use tanggap_core::instant::{self, Instant};

/// GeoReport's own bounds: 90 days or 1,000 reports, whichever is less.
const DAY_SECONDS: i64 = 24 * 3_600;
const SPAN_SECONDS: i64 = 90 * DAY_SECONDS;
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
    Ok(json_response(StatusCode::OK, &Value::Array(shown.collect())))
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

/// The last 90 days, or 90 days from or until the date that is given. Both ends belong to it.
fn span(portal: &Portal, params: &Params) -> Result<(i64, i64), ApiError> {
    let start = date(portal, params, "start_date")?.map(|start| start.first);
    let end = date(portal, params, "end_date")?.map(|end| end.last);
    let (from, until) = match (start, end) {
        (None, None) => (portal.now() - SPAN_SECONDS, i64::MAX),
        (Some(start), None) => (start, start + SPAN_SECONDS),
        (None, Some(end)) => (end - SPAN_SECONDS, end),
        (Some(start), Some(end)) => (start, end),
    };
    if until < from || (start.is_some() && until - from > SPAN_SECONDS) {
        let told = "end_date: expected start_date or later, and at most 90 days after it";
        return Err(ApiError::field("end_date", "span", told));
    }
    Ok((from, until))
}

/// The seconds that a date speaks of: one, or where it has no time all of that day in the city.
struct Seconds {
    first: i64,
    last: i64,
}

fn date(portal: &Portal, params: &Params, name: &str) -> Result<Option<Seconds>, ApiError> {
    let Some(text) = params.get(name) else { return Ok(None) };
    let read = |text: &str| Instant::parse(text, portal.config.utc_offset).map(Instant::unix_seconds);
    // A `+07:00` that was not encoded has come as a blank.
    let first =
        read(text).or_else(|| read(&text.rsplit_once(' ').map(|(time, offset)| format!("{time}+{offset}"))?));
    let first = first.ok_or_else(|| {
        ApiError::field(
            name,
            "date",
            format!("{name}: expected a date such as 2026-11-24 or 2026-11-24T10:00:00Z"),
        )
    })?;
    let is_day = instant::parse_day(text).is_some();
    Ok(Some(Seconds { first, last: if is_day { first + DAY_SECONDS - 1 } else { first } }))
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
