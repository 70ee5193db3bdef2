//! From a request to its answer: the routes, and the layers that every answer passes.

use crate::{
    api,
    app_state::AppState,
    http::{
        Noted, cors,
        foreign::{self, ByTrustedProxy, FORWARDED_PROTO},
        headers::{self, Secure},
        shape, watch,
    },
    limits::Client,
    metrics::Asked,
    pages,
    serve::Answers,
};
use axum::{
    Extension, Router,
    body::Body,
    extract::Request,
    http::{StatusCode, Uri, header},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use std::{any::Any, net::IpAddr, sync::Arc, time::Duration};
use tower::ServiceExt;
use tower_http::{catch_panic::CatchPanicLayer, timeout::TimeoutLayer};

/// For a whole request, body included: a slow phone sends 64 KB in that time at 2 KB/s.
const TIMEOUT: Duration = Duration::from_secs(30);

#[derive(Clone)]
pub struct App {
    portal: Arc<AppState>,
    router: Router,
}

impl Answers for App {
    async fn answer(&self, request: Request, peer: IpAddr, tls: bool) -> Response {
        Self::answer(self, request, peer, tls).await
    }
}

impl App {
    pub fn new(portal: Arc<AppState>) -> Self {
        Self::with_routes(portal, Router::new())
    }

    /// With further routes, for tests of what all routes have in common.
    pub fn with_routes(portal: Arc<AppState>, further: Router<Arc<AppState>>) -> Self {
        let router = api::router()
            .merge(further)
            .fallback(pages::page)
            .method_not_allowed_fallback(async || StatusCode::METHOD_NOT_ALLOWED)
            // The first layer is the innermost.
            .layer(CatchPanicLayer::custom(panicked))
            .layer(from_fn_with_state(Arc::clone(&portal), foreign::layer))
            .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, TIMEOUT))
            .layer(from_fn(shape::layer))
            .layer(from_fn_with_state(Arc::clone(&portal), cors::layer))
            .layer(from_fn_with_state(Arc::clone(&portal.headers), headers::layer))
            .layer(from_fn_with_state(Arc::clone(&portal), watch::layer))
            .with_state(Arc::clone(&portal));
        Self { portal, router }
    }

    /// Answers one request that came from `peer`, over TLS or not.
    pub async fn answer(&self, mut request: Request, peer: IpAddr, tls: bool) -> Response {
        let trusted = &self.portal.settings.trusted_proxies;
        let by_proxy = trusted.iter().any(|network| network.contains(&peer.to_canonical()));
        let secure = match tls {
            true => Some(Secure::OwnCertificate),
            false => (by_proxy && says_https(&request)).then_some(Secure::Proxy),
        };
        if let Some(secure) = secure {
            request.extensions_mut().insert(secure);
        }
        let client = Client::of(peer, request.headers(), trusted);
        if by_proxy {
            request.extensions_mut().insert(ByTrustedProxy);
        }
        request.extensions_mut().insert(client);
        let Some(uri) = self.below_base(request.uri()) else {
            let response = self.outside(request.uri().path(), secure);
            let asked = Asked::outside(request.method());
            self.portal.requests.count(asked, response.status(), Duration::ZERO, None);
            return response;
        };
        *request.uri_mut() = uri;
        match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }

    /// The address as the routes know it; `None` outside the path that the portal is served under. Health is
    /// asked by machines that know no path.
    fn below_base(&self, uri: &Uri) -> Option<Uri> {
        let base = self.portal.pages.base.as_str();
        if base == "/" || uri.path() == "/healthz" {
            return Some(uri.clone());
        }
        let rest = uri.path_and_query()?.as_str().strip_prefix(base)?;
        // The host stays: over HTTP/2 it stands nowhere else.
        let mut parts = uri.clone().into_parts();
        parts.path_and_query = Some(format!("/{rest}").parse().ok()?);
        Uri::from_parts(parts).ok()
    }

    /// Nothing is here but the way to the portal.
    fn outside(&self, path: &str, secure: Option<Secure>) -> Response {
        let base = self.portal.pages.base.as_str();
        let mut response = if path == "/" || format!("{path}/") == base {
            (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, base)], Body::empty()).into_response()
        } else {
            (StatusCode::NOT_FOUND, format!("The portal is at {base}\n")).into_response()
        };
        self.portal.headers.complete("/", secure, response.headers_mut());
        response
    }
}

/// What a proxy says of the scheme; it counts only from proxies that are known.
fn says_https(request: &Request) -> bool {
    let said = request.headers().get(FORWARDED_PROTO).and_then(|proto| proto.to_str().ok());
    said.is_some_and(|proto| proto.trim().eq_ignore_ascii_case("https"))
}

/// The panic itself is logged where it happens, by its place in the code.
fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, Extension(Noted::Failed("panic"))).into_response()
}
