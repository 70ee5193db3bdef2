//! `GET stats`: how reports go, per desk and service, in numbers that speak about nobody.

use super::at::At;
use crate::{
    app_state::AppState,
    figures::{self, DAYS, Row},
    http::{ApiError, Params, encoded::Caching},
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde_json::{Value, json};
use std::sync::Arc;
use tanggap_core::instant::rfc3339;

const JSON: &str = "application/json; charset=utf-8";

pub async fn get(
    State(portal): State<Arc<AppState>>,
    Path(at): Path<At>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let desk = at.desk(&portal)?;
    let figures = figures::get(&portal).await.ok_or_else(|| {
        let told = "The figures are being counted. Please try again in a few seconds.";
        ApiError::new(StatusCode::SERVICE_UNAVAILABLE, told)
    })?;
    let language = portal.language(params.get("locale"));
    let answer = figures.answer(desk, language, || {
        let shown = figures.rows.iter().filter(|row| desk.is_none_or(|desk| row.desk == desk));
        let as_of = rfc3339(figures.as_of);
        let rows: Vec<_> = shown.map(|row| entry(&portal, row, language)).collect();
        json!({"as_of": as_of, "days": DAYS, "rows": rows})
    });
    Ok(answer.respond(&headers, JSON, Caching::Never))
}

fn entry(portal: &AppState, row: &Row, language: &str) -> Value {
    let service = row.first_desks.iter().find_map(|desk| portal.city.service(desk, &row.service_code));
    json!({
        "desk": row.desk,
        "service_code": row.service_code,
        "service_name": service.map_or(row.service_code.as_str(), |service| service.name(language)),
        "received": row.received,
        "open": row.open,
        "answered": row.answered,
        "with_clock": row.with_clock,
        "in_time": row.in_time,
        "median_days": row.median_days(),
        "overdue": row.overdue,
        "reopened": row.reopened,
        "satisfied": row.satisfied,
    })
}
