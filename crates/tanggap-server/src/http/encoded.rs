//! Content that is sent again and again: compressed once, chosen by what the client takes.

use super::coding::{Coding, Effort};
use crate::random;
use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use std::sync::OnceLock;

pub struct Encoded {
    plain: Bytes,
    /// Made when first asked for: a city has hundreds of answers, and most starts are followed by few of them.
    small: OnceLock<Small>,
    etag: HeaderValue,
}

#[derive(Default)]
struct Small {
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

/// What a browser may do with a copy.
#[derive(Clone, Copy)]
pub enum Caching {
    /// The name carries the content: keep it.
    Immutable,
    /// Ask each time whether it has changed.
    Revalidate,
    /// Keep none; who has an answer all the same may ask whether it still holds.
    Never,
}

impl Encoded {
    /// What is compressed here.
    pub fn new(plain: Vec<u8>) -> Self {
        let hash = random::hex(&Sha256::digest(&plain)[..12]);
        // Weak: the same text in another encoding has the same tag.
        let etag =
            HeaderValue::try_from(format!("W/\"{hash}\"")).unwrap_or(HeaderValue::from_static("W/\"\""));
        Self { plain: plain.into(), small: OnceLock::new(), etag }
    }

    /// What the build has compressed already, harder than a server would; or has left alone.
    pub fn built(plain: Vec<u8>, brotli: Option<Vec<u8>>, gzip: Option<Vec<u8>>) -> Self {
        let small = Small { brotli: brotli.map(Into::into), gzip: gzip.map(Into::into) };
        Self { small: OnceLock::from(small), ..Self::new(plain) }
    }

    fn small(&self) -> &Small {
        self.small.get_or_init(|| {
            let small = |coding: Coding| coding.compress(&self.plain, Effort::Thorough).map(Bytes::from);
            Small { brotli: small(Coding::Brotli), gzip: small(Coding::Gzip) }
        })
    }

    pub fn plain(&self) -> &Bytes {
        &self.plain
    }

    pub fn respond(&self, request: &HeaderMap, kind: &'static str, caching: Caching) -> Response {
        let unchanged = !matches!(caching, Caching::Immutable) && matches(request, &self.etag);
        let (body, coding) = match (&self.small().brotli, &self.small().gzip) {
            _ if unchanged => (Bytes::new(), None),
            (Some(small), _) if Coding::Brotli.is_taken(request) => (small.clone(), Some(Coding::Brotli)),
            (_, Some(small)) if Coding::Gzip.is_taken(request) => (small.clone(), Some(Coding::Gzip)),
            _ => (self.plain.clone(), None),
        };
        let mut response = Body::from(body).into_response();
        if unchanged {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(coding) = coding {
            headers.insert(header::CONTENT_ENCODING, coding.name());
        }
        let cache = match caching {
            Caching::Immutable => "public, max-age=31536000, immutable",
            Caching::Revalidate => "no-cache",
            Caching::Never => "no-store",
        };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        headers.insert(header::ETAG, self.etag.clone());
        response
    }
}

/// Whether the client has this very version. A proxy that compresses turns a strong tag into a weak one.
pub fn matches(request: &HeaderMap, etag: &HeaderValue) -> bool {
    let Some(known) = request.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok()) else {
        return false;
    };
    let bare = |tag: &[u8]| tag.strip_prefix(b"W/").unwrap_or(tag).to_vec();
    known.split(',').any(|known| bare(known.trim().as_bytes()) == bare(etag.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_encoding_that_the_client_takes_is_sent() {
        let content = Encoded::new(vec![b'a'; 4_000]);
        for (accepts, expected) in [
            ("gzip, deflate, br, zstd", Some("br")),
            ("gzip;q=1.0, br;q=0", Some("gzip")),
            ("br;q=0.5", Some("br")),
            ("identity", None),
            ("brotli", None),
            ("", None),
        ] {
            let request =
                HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(accepts))]);
            let response = content.respond(&request, "text/plain", Caching::Revalidate);
            let coding =
                response.headers().get(header::CONTENT_ENCODING).map(|coding| coding.to_str().unwrap());
            assert_eq!(coding, expected, "{accepts}");
        }
    }
}
