//! `GET services` and `GET services/{code}`: what a desk takes and what it asks. Made at start, in every language.
//! Public and rarely new, so unlike all other answers a browser may keep them and ask whether they have changed.

use super::desk::{desk, json_name, service};
use crate::{
    app_state::AppState,
    http::{ApiError, Params, encoded::Caching},
};
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

const JSON: &str = "application/json; charset=utf-8";

pub async fn list(
    State(portal): State<Arc<AppState>>,
    Path(desk_id): Path<String>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let list = desk(&portal, &desk_id)?.list(portal.language(params.get("locale")));
    Ok(list.map_or_else(
        || ([("content-type", JSON)], "[]").into_response(),
        |list| list.respond(&headers, JSON, Caching::Revalidate),
    ))
}

pub async fn definition(
    State(portal): State<Arc<AppState>>,
    Path((desk_id, file)): Path<(String, String)>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let service = service(&portal, &desk_id, json_name(&file)?)?;
    let answer = service.answer(portal.language(params.get("locale")));
    let answer = answer.ok_or_else(|| ApiError::internal("a service without any language"))?;
    Ok(answer.respond(&headers, JSON, Caching::Revalidate))
}
