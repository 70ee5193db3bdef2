//! `GET requests`: published reports only. Who asks for what somebody else asked for within 3 s gets the same bytes.
//!
//! - [`query`]: what is asked for; [`recent`]: what was asked for lately
//! - [`page`]: what is answered

mod page;
mod query;
mod recent;

pub use recent::Lists;

use super::desk;
use crate::{
    app_state::AppState,
    http::{
        ApiAddress, ApiError, Params,
        coding::{Coding, Effort, WORTHWHILE},
        shared::Made,
    },
    limits::Client,
    store::{StoreError, Turn, port::Page},
};
use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue},
    response::Response,
};
use query::{Query, Reading};
use recent::Asked;
use std::sync::Arc;

pub async fn published(
    State(portal): State<Arc<AppState>>,
    Path(desk_id): Path<String>,
    Extension(client): Extension<Client>,
    ApiAddress(api): ApiAddress,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    desk::desk(&portal, &desk_id)?;
    let language = portal.language(params.get("locale")).to_owned();
    let reading = Reading { now: portal.now(), offset: portal.config.utc_offset, language };
    let query = Query::parse(desk_id, &params, reading)?;
    // Brotli as quick as gzip makes it no smaller.
    let coding = Some(Coding::Gzip).filter(|coding| coding.is_taken(&headers));
    let asked = Asked { query, api, coding };
    // Before anything is looked up: what was taken back by now is in no answer.
    let changes = portal.store.public_changes().await?;
    let turn = Turn { client, is_common: asked.query.is_common() };
    let (making, lists) = (make(Arc::clone(&portal), turn, asked.clone()), portal.lists.beside(&asked.query));
    let answer = lists.get(client, asked, changes, (portal.steady)(), making).await?;
    Ok(answer.respond(client, &headers))
}

/// All of it runs beside the database, on the thread that is there for lists.
async fn make(portal: Arc<AppState>, turn: Turn, asked: Asked) -> Result<Made, StoreError> {
    let (filter, shown) = (asked.query.filter(portal.now()), Arc::clone(&portal));
    portal.store.published(turn, filter, move |page| made(&shown, page, &asked)).await
}

fn made(
    portal: &AppState,
    page: &dyn Page,
    Asked { query, api, coding }: &Asked,
) -> Result<Made, StoreError> {
    let made_at = (portal.steady)();
    let text = page::text(portal, page, api, &query.language)?.into_bytes();
    let value = |text: String| {
        HeaderValue::try_from(text).map_err(|_| StoreError::Broken("a header that cannot be sent".into()))
    };
    let next = page.next().and_then(|last| query.next(api, last));
    let etag = value(format!("W/\"{}\"", portal.pepper.tag(&text)))?;
    let small = coding.filter(|_| text.len() > WORTHWHILE);
    let small = small.and_then(|coding| Some((coding, coding.compress(&text, Effort::Quick)?)));
    let (coding, body) = small.map_or((None, text), |(coding, small)| (Some(coding), small));
    let link = next.map(|next| value(format!("<{next}>; rel=\"next\""))).transpose()?;
    Ok(Made { body, coding, etag, link, made_at })
}
