//! The address under which this request reached the API: for URLs that answers carry.

use super::headers::Secure;
use crate::app_state::AppState;
use axum::{
    extract::FromRequestParts,
    http::{Uri, header, request::Parts},
};
use std::{convert::Infallible, sync::Arc};

/// `https://host/base/api`.
pub struct ApiAddress(pub String);

impl FromRequestParts<Arc<AppState>> for ApiAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, portal: &Arc<AppState>) -> Result<Self, Infallible> {
        let scheme = if parts.extensions.get::<Secure>().is_some() { "https" } else { "http" };
        let named = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let host = named.map(str::to_owned).or_else(|| of_address(&parts.uri));
        let host = host.as_deref().unwrap_or("localhost");
        Ok(Self(format!("{scheme}://{host}{}api", portal.pages.base)))
    }
}

/// HTTP/2 has the host in the address, and its port there as well.
fn of_address(uri: &Uri) -> Option<String> {
    let host = uri.host()?;
    Some(uri.port_u16().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}
