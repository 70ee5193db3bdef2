//! The headers of every answer, errors included. Pages may run only what the build made; the API's answers may
//! run nothing. Nothing is upgraded to https where the portal itself is served without.

use super::path::is_api;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header, header::*},
    middleware::Next,
    response::Response,
};
use std::sync::Arc;
use tanggap_core::{
    config::PortalConfig,
    shell::{InlineHashes, PERMISSIONS, page_policy},
};

const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";
const TRANSPORT: &str = "max-age=63072000; includeSubDomains; preload";
/// What stands in the request when it came over https.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Secure {
    /// To a trusted proxy, with a certificate that everyone trusts.
    Proxy,
    /// To our own certificate, made for trying things out. It makes no promise: that would force https on every
    /// other server on this `localhost`, for years.
    OwnCertificate,
}

/// The sets, made once at start.
pub struct HeaderSets {
    page: HeaderMap,
    secure_page: HeaderMap,
    api: HeaderMap,
}

impl HeaderSets {
    /// `hashes` are those of what the pages have inside.
    pub fn new(config: &PortalConfig, hashes: &InlineHashes) -> Result<Self, InvalidHeaderValue> {
        let set = |own: [(HeaderName, String); 4]| -> Result<HeaderMap, InvalidHeaderValue> {
            let shared = [
                (X_CONTENT_TYPE_OPTIONS, "nosniff"),
                (REFERRER_POLICY, "no-referrer"),
                (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
                (X_FRAME_OPTIONS, "DENY"),
            ];
            let shared = shared.into_iter().map(|(name, value)| (name, value.to_owned()));
            shared.chain(own).map(|(name, value)| Ok((name, value.try_into()?))).collect()
        };
        let robots = HeaderName::from_static("x-robots-tag");
        let opener = HeaderName::from_static("cross-origin-opener-policy");
        let permissions = HeaderName::from_static("permissions-policy");
        let policy = page_policy(config, hashes);
        let page = |policy: String| {
            set([
                (CONTENT_SECURITY_POLICY, policy),
                (opener.clone(), "same-origin".into()),
                (permissions.clone(), PERMISSIONS.into()),
                (robots.clone(), "noarchive".into()),
            ])
        };
        let api = set([
            (CONTENT_SECURITY_POLICY, API_POLICY.into()),
            (opener.clone(), "same-origin".into()),
            (permissions.clone(), PERMISSIONS.into()),
            (robots.clone(), "noindex".into()),
        ])?;
        Ok(Self {
            secure_page: page(format!("{policy}; upgrade-insecure-requests"))?,
            page: page(policy)?,
            api,
        })
    }

    /// Adds what the answer to `path` has to carry.
    pub fn complete(&self, path: &str, secure: Option<Secure>, headers: &mut HeaderMap) {
        let set = match (is_api(path), secure.is_some()) {
            (true, _) => &self.api,
            (false, false) => &self.page,
            (false, true) => &self.secure_page,
        };
        // Who knows better has said so: a photo may run even less than the API, hashed files are kept.
        for (name, value) in set {
            headers.entry(name).or_insert_with(|| value.clone());
        }
        if secure == Some(Secure::Proxy) {
            headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(TRANSPORT));
        }
        headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
}

pub async fn layer(State(sets): State<Arc<HeaderSets>>, request: Request, next: Next) -> Response {
    let secure = request.extensions().get::<Secure>().copied();
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    sets.complete(&path, secure, response.headers_mut());
    response
}

pub type InvalidHeaderValue = header::InvalidHeaderValue;
