//! `GET requests/{ticket}` and its updates, at a desk or at any: what a number alone tells.

use super::{
    at::At,
    desk, present,
    timeline::{self, Reader},
};
use crate::{
    app_state::AppState,
    http::{ApiAddress, ApiError, Params, foreign::ByForeignPage, tagged},
    limits::{Client, Wait},
    store::{ByNumber, Record},
};
use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use serde_json::{Value, json};
use std::sync::Arc;

/// Who looks: from where, and whether another site's page does it there.
type Asker = (Extension<Client>, Option<Extension<ByForeignPage>>);
type Answer = Result<Response, ApiError>;

pub async fn get(
    State(portal): State<Arc<AppState>>,
    Path(at): Path<At>,
    asker: Asker,
    ApiAddress(api): ApiAddress,
    params: Params,
    headers: HeaderMap,
) -> Answer {
    let found = find(&portal, asker, &headers, &at, desk::json_name(at.ticket())?).await?;
    let language = portal.language(params.get("locale"));
    let request = present::request(&portal, &found.record, &api, language);
    found.answer(&portal, &headers, &json!([request]))
}

pub async fn updates(
    State(portal): State<Arc<AppState>>,
    Path(at): Path<At>,
    asker: Asker,
    ApiAddress(api): ApiAddress,
    headers: HeaderMap,
) -> Answer {
    let found = find(&portal, asker, &headers, &at, at.ticket()).await?;
    let record = &found.record;
    let timeline = portal.store.timeline(record.ticket.clone()).await?;
    let shown = timeline::timeline(&portal.config, record, &timeline, &api, Reader::All);
    found.answer(&portal, &headers, &Value::Array(shown))
}

struct Found {
    record: Box<Record>,
    /// Too many numbers that nobody has were asked for: only who knows the answer already hears that it still holds.
    wait: Option<Wait>,
}

impl Found {
    fn answer(self, portal: &AppState, headers: &HeaderMap, value: &Value) -> Answer {
        let response = tagged::public(&portal.pepper, headers, value);
        match self.wait {
            Some(wait) if response.status() != StatusCode::NOT_MODIFIED => Err(wait.into()),
            _ => Ok(response),
        }
    }
}

async fn find(
    portal: &AppState,
    (Extension(client), foreign): Asker,
    headers: &HeaderMap,
    at: &At,
    ticket: &str,
) -> Result<Found, ApiError> {
    let (desk, ticket) = (at.desk(portal)?, desk::ticket(ticket)?);
    let look = match foreign {
        None => portal.limits.look(client),
        Some(_) => portal.limits.foreign_look(client),
    };
    let (look, wait) = match look {
        Ok(look) => (Some(look), None),
        Err(wait) if headers.contains_key(header::IF_NONE_MATCH) => {
            // Before anything is looked up: even how long that takes tells something.
            portal.limits.recheck(client)?;
            (None, Some(wait))
        }
        Err(wait) => return Err(wait.into()),
    };
    // The desk that received it goes on answering: that is the one the device remembers.
    let is_here = |record: &Record| desk.is_none_or(|desk| present::is_seen_at(&portal.config, record, desk));
    match (portal.store.by_number(ticket).await?, wait) {
        (ByNumber::Report(record), wait) if is_here(&record) => Ok(Found { record, wait }),
        (_, Some(wait)) => Err(wait.into()),
        (ByNumber::Erased(record), None) if is_here(&record) => {
            Err(ApiError::new(StatusCode::GONE, "The report with this number was erased.")
                .about("service_request_id", "erased"))
        }
        // What a desk must not have is as unknown there as what nobody has, also once it was erased.
        (_, None) => {
            look.into_iter().for_each(crate::limits::Look::missed);
            Err(desk::unknown_ticket())
        }
    }
}
