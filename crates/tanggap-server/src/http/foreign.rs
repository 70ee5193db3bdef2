//! Refuses writes that another site's page sends through its visitors' browsers: a form there needs no preflight and
//! would arrive as a report from the visitor's address. Browsers say in two headers whose page a request is from, and
//! a page can forge neither. Whoever sends neither is no browser, or one from before both.
//!
//! Anyone may read what is public, and a page there reads it by CORS. What it asks for otherwise (`<img>`, `<script>`) it
//! can't read: that is refused, since it would only spend what its visitor's address may look up.

use super::{ApiError, body, headers::Secure, origin::Origin};
use crate::app_state::AppState;
use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, Method, StatusCode, Uri, header, uri::Authority},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::{Arc, Once};

const FETCH_SITE: &str = "sec-fetch-site";
const FETCH_MODE: &str = "sec-fetch-mode";
/// The route that pages of other sites may show.
const PUBLIC_PHOTO: &str = "/api/{desk}/media/{photo}";
const FORWARDED_HOST: &str = "x-forwarded-host";
pub const FORWARDED_PROTO: &str = "x-forwarded-proto";

/// In a request's extensions: it came by a proxy that is known, whose `X-Forwarded-*` count.
#[derive(Clone, Copy)]
pub struct ByTrustedProxy;

/// In a request's extensions: it reads for another site's page.
#[derive(Clone, Copy)]
pub struct ByForeignPage;

#[derive(Debug, PartialEq, Eq)]
enum Sender {
    /// A page of this portal or of an allowed origin, or no page at all.
    Own,
    /// A page without an origin: sandboxed, or from a file.
    Null,
    /// A page whose origin is not the address that this request came to.
    Elsewhere,
}

pub async fn layer(State(portal): State<Arc<AppState>>, mut request: Request, next: Next) -> Response {
    let sender = sender(&request, &portal.settings.allowed_origins);
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        if sender == Sender::Own {
            return next.run(request).await;
        }
        if is_unreadable(&request) {
            let told = "origin: another site's page reads this by CORS only.";
            return ApiError::new(StatusCode::FORBIDDEN, told).about("origin", "foreign").into_response();
        }
        request.extensions_mut().insert(ByForeignPage);
        return next.run(request).await;
    }
    let told = match sender {
        Sender::Own => return next.run(request).await,
        Sender::Null => "origin: a page without an origin cannot send anything here.",
        Sender::Elsewhere => {
            warn_once();
            "origin: only this portal's own pages can send anything here. This one is another site's."
        }
    };
    body::drain(request.into_body()).await;
    ApiError::new(StatusCode::FORBIDDEN, told).about("origin", "foreign").into_response()
}

/// Whether a page asks for data without CORS: no answer with data can be read so, and browsers keep it from the page
/// (`Cross-Origin-Resource-Policy`). Published photos are there to be shown anywhere.
fn is_unreadable(request: &Request) -> bool {
    let is_without_cors = request.headers().get(FETCH_MODE).is_some_and(|mode| mode == "no-cors");
    let route = request.extensions().get::<MatchedPath>();
    is_without_cors
        && request.uri().path().starts_with("/api/")
        && route.is_none_or(|route| route.as_str() != PUBLIC_PHOTO)
}

fn sender(request: &Request, allowed: &[Origin]) -> Sender {
    let headers = request.headers();
    let site = headers.get(FETCH_SITE).map(|site| site.as_bytes());
    if matches!(site, Some(b"same-origin" | b"none")) {
        return Sender::Own;
    }
    let Some(origin) = headers.get(header::ORIGIN) else {
        // A browser that says whose page it is and hides which: only what says neither is no browser.
        return if site.is_some() { Sender::Null } else { Sender::Own };
    };
    if origin.as_bytes() == b"null" {
        return Sender::Null;
    }
    if allowed.iter().any(|allowed| allowed.is(origin)) {
        return Sender::Own;
    }
    let origin = origin.to_str().ok().and_then(|origin| origin.parse::<Uri>().ok());
    let is_own = origin.is_some_and(|origin| {
        let scheme = scheme(request);
        origin.scheme_str().is_some_and(|said| scheme.is_none_or(|known| said.eq_ignore_ascii_case(known)))
            && hosts(request).iter().any(|host| is_same(&origin, host))
    });
    if is_own { Sender::Own } else { Sender::Elsewhere }
}

/// The scheme under which the sender reached the portal. Unknown behind a proxy that is not named: it may have ended
/// https.
fn scheme(request: &Request) -> Option<&'static str> {
    if request.extensions().get::<Secure>().is_some() {
        return Some("https");
    }
    let says_http = by_trusted_proxy(request) && {
        let said = request.headers().get(FORWARDED_PROTO).and_then(|said| said.to_str().ok());
        said.is_some_and(|said| said.trim().eq_ignore_ascii_case("http"))
    };
    says_http.then_some("http")
}

/// The hosts under which the sender may have reached the portal, with their ports where they have one.
fn hosts(request: &Request) -> Vec<Authority> {
    let read = |headers: &HeaderMap, name: &str| -> Vec<Authority> {
        let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        values.flat_map(|value| value.split(',')).filter_map(|host| host.trim().parse().ok()).collect()
    };
    let mut hosts = read(request.headers(), header::HOST.as_str());
    // HTTP/2 has the host in the address.
    hosts.extend(request.uri().authority().cloned());
    if by_trusted_proxy(request) {
        hosts.extend(read(request.headers(), FORWARDED_HOST));
    }
    hosts
}

fn by_trusted_proxy(request: &Request) -> bool {
    request.extensions().get::<ByTrustedProxy>().is_some()
}

/// Whether an origin has this host and this port; a port that is not said is the scheme's.
fn is_same(origin: &Uri, host: &Authority) -> bool {
    let usual = match origin.scheme_str() {
        Some("https") => 443,
        Some("http") => 80,
        _ => return false,
    };
    let no_user = |authority: &Authority| !authority.as_str().contains('@');
    origin.authority().is_some_and(|origin| {
        no_user(origin)
            && no_user(host)
            && origin.host().eq_ignore_ascii_case(host.host())
            && origin.port_u16().unwrap_or(usual) == host.port_u16().unwrap_or(usual)
    })
}

/// Says once, without naming anybody, what an operator has to look at: a proxy that rewrites `Host` turns every
/// report of an older browser into what looks like an attack.
fn warn_once() {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        tracing::warn!(
            "a write was refused because its Origin is not the Host that it came to. Another site's page sent it, or \
             the proxy rewrites Host: then it has to pass Host on with its port, or, named by --trusted-proxy, to send \
             X-Forwarded-Host. This is said once."
        );
    });
}

#[cfg(test)]
mod tests;
