//! `GET requests`: published reports only.
//!
//! - [`query`]: what is asked for
//! - [`page`]: what is answered

mod page;
mod query;

use super::desk;
use crate::{
    http::{ApiAddress, ApiError, Params, error::json_text},
    portal::Portal,
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use query::Query;
use std::sync::Arc;

pub async fn published(
    State(portal): State<Arc<Portal>>,
    Path(desk_id): Path<String>,
    ApiAddress(api): ApiAddress,
    params: Params,
) -> Result<Response, ApiError> {
    desk::desk(&portal, &desk_id)?;
    let query = Query::parse(&portal, desk_id, &params)?;
    let filter = query.filter(portal.now());
    let shown = Arc::clone(&portal);
    let (text, next) = portal
        .store
        .published(filter, move |page| {
            let next = page.next.as_ref().and_then(|last| query.next(&api, last));
            Ok((page::text(&shown, page, &api, &query.language)?, next))
        })
        .await?;
    let mut response = json_text(StatusCode::OK, text);
    let next = next.and_then(|next| HeaderValue::try_from(format!("<{next}>; rel=\"next\"")).ok());
    if let Some(next) = next {
        response.headers_mut().insert(header::LINK, next);
    }
    Ok(response)
}
