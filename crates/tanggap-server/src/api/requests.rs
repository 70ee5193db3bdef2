//! `GET requests/{ticket}` and its updates, at a desk or at any: what a number alone tells.

use super::{desk, present};
use crate::{
    http::{ApiAddress, ApiError, Params, error::json_response},
    portal::Portal,
    store::{ByNumber, Record},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde_json::{Value, json};
use std::sync::Arc;

type Answer = Result<Response, ApiError>;

pub async fn of_any_desk(
    State(portal): State<Arc<Portal>>,
    Path(file): Path<String>,
    ApiAddress(api): ApiAddress,
    params: Params,
) -> Answer {
    let record = find(&portal, None, desk::json_name(&file)?).await?;
    one(&portal, &record, &api, &params)
}

pub async fn of_desk(
    State(portal): State<Arc<Portal>>,
    Path((desk_id, file)): Path<(String, String)>,
    ApiAddress(api): ApiAddress,
    params: Params,
) -> Answer {
    let record = find(&portal, Some(&desk_id), desk::json_name(&file)?).await?;
    one(&portal, &record, &api, &params)
}

pub async fn updates_of_any_desk(State(portal): State<Arc<Portal>>, Path(ticket): Path<String>) -> Answer {
    let record = find(&portal, None, &ticket).await?;
    updates(&portal, &record).await
}

pub async fn updates_of_desk(
    State(portal): State<Arc<Portal>>,
    Path((desk_id, ticket)): Path<(String, String)>,
) -> Answer {
    let record = find(&portal, Some(&desk_id), &ticket).await?;
    updates(&portal, &record).await
}

async fn find(portal: &Portal, desk_id: Option<&str>, ticket: &str) -> Result<Box<Record>, ApiError> {
    if let Some(desk_id) = desk_id {
        desk::desk(portal, desk_id)?;
    }
    match portal.store.by_number(desk::ticket(ticket)?).await? {
        ByNumber::Unknown => Err(desk::unknown_ticket()),
        ByNumber::Shared => Err(ApiError::not_found(
            "Two reports were given this number. Its key is needed to tell them apart.",
        )
        .about("service_request_id", "key_needed")),
        ByNumber::Erased => Err(ApiError::new(StatusCode::GONE, "The report with this number was erased.")
            .about("service_request_id", "erased")),
        ByNumber::Report(record) => {
            // The desk that received it goes on answering: that is the one the device remembers.
            let here = desk_id.is_none_or(|desk_id| record.first_desk == desk_id || record.desk == desk_id);
            if here { Ok(record) } else { Err(desk::unknown_ticket()) }
        }
    }
}

fn one(portal: &Portal, record: &Record, api: &str, params: &Params) -> Answer {
    let request = present::request(portal, record, api, portal.language(params.get("locale")))?;
    Ok(json_response(StatusCode::OK, &json!([request])))
}

async fn updates(portal: &Portal, record: &Record) -> Answer {
    let service = portal.city.service(&record.first_desk, &record.service_code);
    let updates = portal.store.updates(record.id).await?;
    let shown: Vec<Value> = updates.iter().map(|update| present::update(record, service, update)).collect();
    Ok(json_response(StatusCode::OK, &Value::Array(shown)))
}
