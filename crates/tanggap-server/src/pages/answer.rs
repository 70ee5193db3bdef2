//! Which file answers a path. An address of the app gets the shell; something that looks like a file and is not
//! there gets 404, never the shell: a script that is HTML breaks pages for months. A person gets the app with it, and so
//! does whatever may hold a number and its key: only the app takes those out of the address.

use crate::{
    app_state::AppState,
    http::{ApiError, encoded::Caching, is_api},
};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use percent_encoding::percent_decode_str;
use std::sync::Arc;
use tanggap_core::{numerals, ticket::TICKET_DIGITS};

const HTML: &str = "text/html; charset=utf-8";

/// Answers everything that has no route of its own.
pub async fn page(State(portal): State<Arc<AppState>>, request: Request) -> Response {
    let (path, headers) = (request.uri().path(), request.headers());
    let has_number = holds_number(path);
    let is_person = asks_for_page(headers);
    if is_api(path) && has_number && is_person {
        // The API's answers may run nothing, so none of them could clean the address: the tracker asks for the number.
        return Redirect::to(&[&portal.pages.base, "t"].concat()).into_response();
    }
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
    let is_address = !is_file || is_home || is_report(name, false) || name == "app.html";
    let may_hold_key = has_number && !name.starts_with("assets/");
    if !is_address && !may_hold_key && !is_person {
        return (StatusCode::NOT_FOUND, "There is no such file.\n").into_response();
    }
    let language = portal.language(language_cookie(headers));
    let page = if is_home { pages.home.get(language) } else { pages.other.get(language) };
    let Some(page) = page else {
        return ApiError::internal("no page in the portal's first language").into_response();
    };
    let mut response = page.respond(headers, HTML, Caching::Revalidate);
    response.headers_mut().append(header::VARY, HeaderValue::from_static("cookie"));
    if !is_address && !has_number && response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    if !is_address || has_number || is_report(name, request.uri().query().is_some()) {
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

/// Whether a path has as many digits as a number of ours, in whatever script and however it was encoded on its way.
fn holds_number(path: &str) -> bool {
    let text = percent_decode_str(path).decode_utf8_lossy();
    let digits = text.chars().filter(|character| numerals::true_digit(*character).is_some());
    digits.count() >= TICKET_DIGITS[0]
}

/// Whether somebody opens an address; scripts, styles and `fetch` don't ask for HTML by name.
fn asks_for_page(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter().filter_map(|accept| accept.to_str().ok());
    accepted.into_iter().any(|accept| accept.contains("text/html"))
}

/// The language that this device chose; a word in a cookie, nothing else is ever in one.
fn language_cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
    cookies.flat_map(|cookies| cookies.split(';')).find_map(|cookie| cookie.trim().strip_prefix("lang="))
}
