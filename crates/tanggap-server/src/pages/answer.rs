//! Which file answers a path. An address of the app gets the shell; something that looks like a file and is not
//! there gets 404, never the shell: a script that is HTML breaks pages for months.

use crate::{
    app_state::AppState,
    http::{ApiError, encoded::Caching, is_api},
};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use std::sync::Arc;

const HTML: &str = "text/html; charset=utf-8";

/// Answers everything that has no route of its own.
pub async fn page(State(portal): State<Arc<AppState>>, request: Request) -> Response {
    let (path, headers) = (request.uri().path(), request.headers());
    if is_api(path) {
        return ApiError::not_found("There is nothing at this address.").into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (
            StatusCode::METHOD_NOT_ALLOWED,
            [(header::ALLOW, "GET, HEAD")],
            "Only GET is answered here.\n",
        )
            .into_response();
    }
    let pages = &portal.pages;
    let name = path.trim_start_matches('/');
    if let Some(file) = pages.files.get(name) {
        let caching = if file.immutable { Caching::Immutable } else { Caching::Revalidate };
        return file.content.respond(headers, file.kind, caching);
    }
    let is_home = matches!(name, "" | "index.html");
    let is_file =
        name.starts_with("assets/") || name.rsplit('/').next().is_some_and(|last| last.contains('.'));
    if is_file && !is_home && !is_report(name, false) && name != "app.html" {
        return (StatusCode::NOT_FOUND, "There is no such file.\n").into_response();
    }
    let language = portal.language(language_cookie(headers));
    let page = if is_home { pages.home.get(language) } else { pages.other.get(language) };
    let Some(page) = page else {
        return ApiError::internal("no page in the portal's first language").into_response();
    };
    let mut response = page.respond(headers, HTML, Caching::Revalidate);
    response.headers_mut().append(header::VARY, HeaderValue::from_static("cookie"));
    if is_report(name, request.uri().query().is_some()) {
        // A browser's cache is sorted by address.
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Whether a path, or what is asked with it, has come here in place of a report's fragment, because a `#` was encoded on its
/// way: `t%23482719305543.…`, in any case. The page puts it right, and takes a key out of it.
fn is_report(name: &str, has_query: bool) -> bool {
    let of_page = |page: &str| {
        let (given, rest) = name.split_at_checked(page.len())?;
        let is_more = rest.starts_with(['%', '/']) || rest.is_empty() && has_query;
        (given.eq_ignore_ascii_case(page) && is_more).then_some(())
    };
    ["t", "track"].into_iter().any(|page| of_page(page).is_some())
}

/// The language that this device chose; a word in a cookie, nothing else is ever in one.
fn language_cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
    cookies.flat_map(|cookies| cookies.split(';')).find_map(|cookie| cookie.trim().strip_prefix("lang="))
}
