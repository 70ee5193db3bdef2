//! Content that is sent again and again: compressed once, chosen by what the client takes.

use crate::random;
use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::{io::Write, sync::OnceLock};

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
            let smaller = |small: Vec<u8>| (small.len() < self.plain.len()).then(|| Bytes::from(small));
            Small { brotli: brotli(&self.plain).and_then(smaller), gzip: gzip(&self.plain).and_then(smaller) }
        })
    }

    pub fn plain(&self) -> &Bytes {
        &self.plain
    }

    pub fn respond(&self, request: &HeaderMap, kind: &'static str, caching: Caching) -> Response {
        let unchanged = matches!(caching, Caching::Revalidate) && matches(request, &self.etag);
        let takes = |coding| takes(request, coding);
        let (body, coding) = match (&self.small().brotli, &self.small().gzip) {
            _ if unchanged => (Bytes::new(), None),
            (Some(small), _) if takes("br") => (small.clone(), Some("br")),
            (_, Some(small)) if takes("gzip") => (small.clone(), Some("gzip")),
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
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        let cache = match caching {
            Caching::Immutable => "public, max-age=31536000, immutable",
            Caching::Revalidate => "no-cache",
        };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        headers.insert(header::ETAG, self.etag.clone());
        response
    }
}

/// Whether the client takes a coding: named, and not with `q=0`.
fn takes(request: &HeaderMap, coding: &str) -> bool {
    let all = request.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(',')).any(|entry| {
        let (name, weight) = entry.split_once(';').unwrap_or((entry, ""));
        let refused = weight.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0));
        name.trim().eq_ignore_ascii_case(coding) && !refused
    })
}

/// Whether the client has this very version. A proxy that compresses turns a strong tag into a weak one.
pub fn matches(request: &HeaderMap, etag: &HeaderValue) -> bool {
    let Some(known) = request.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok()) else {
        return false;
    };
    let bare = |tag: &[u8]| tag.strip_prefix(b"W/").unwrap_or(tag).to_vec();
    known.split(',').any(|known| bare(known.trim().as_bytes()) == bare(etag.as_bytes()))
}

fn brotli(plain: &[u8]) -> Option<Vec<u8>> {
    let params =
        brotli::enc::BrotliEncoderParams { quality: 9, size_hint: plain.len(), ..Default::default() };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &*plain, &mut small, &params).ok()?;
    Some(small)
}

fn gzip(plain: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain).ok()?;
    encoder.finish().ok()
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
