//! What the headers of a photo say: which bytes of it come, and the hash of the whole.

use crate::http::ApiError;
use axum::http::{HeaderMap, StatusCode, header};
use tanggap_core::media::{PHOTO_BYTES, PIECE_BYTES, is_sha256};

const KINDS: [&str; 3] = ["image/jpeg", "image/png", "image/webp"];
const HASH: &str = "x-content-sha256";

pub struct Sending {
    pub sha256: [u8; 32],
    /// `None`: the whole photo in one go.
    pub range: Option<Range>,
}

#[derive(Debug, PartialEq)]
pub struct Range {
    pub first: u64,
    last: u64,
    pub size: u64,
}

impl Range {
    /// `bytes first-last/size`.
    fn parse(text: &str) -> Option<Self> {
        let (span, size) = text.trim().strip_prefix("bytes ")?.split_once('/')?;
        let (first, last) = span.split_once('-')?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let number = |text: &str| text.parse::<u64>().ok().filter(|_| digits(text));
        let range = Self { first: number(first)?, last: number(last)?, size: number(size)? };
        (range.first <= range.last && range.last < range.size).then_some(range)
    }

    pub fn bytes(&self) -> u64 {
        self.last - self.first + 1
    }

    pub fn is_last(&self) -> bool {
        self.last + 1 == self.size
    }
}

pub fn read(headers: &HeaderMap, slot: &str) -> Result<Sending, ApiError> {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let kind = text(header::CONTENT_TYPE.as_str()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let field = || format!("media.{slot}");
    if !KINDS.iter().any(|known| known.eq_ignore_ascii_case(kind)) {
        let told = format!("Only {} are taken here.", KINDS.join(", "));
        return Err(ApiError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, told).about(field(), "kind"));
    }
    if text(header::CONTENT_ENCODING.as_str()).is_some_and(|coding| coding != "identity") {
        let told = "Photos are taken as they are, without a content encoding.";
        return Err(ApiError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, told));
    }
    let hash = text(HASH).filter(|hash| is_sha256(hash)).and_then(bytes_of_hex);
    let sha256 = hash.ok_or_else(|| {
        let told = format!("{HASH}: expected the photo's SHA-256 as 64 lower-case hex digits");
        ApiError::field(HASH, "type", told)
    })?;
    let range = text(header::CONTENT_RANGE.as_str()).map(|range| {
        Range::parse(range).ok_or_else(|| wrong_range("bytes first-last/size, as in bytes 0-65535/180000"))
    });
    let range = range.transpose()?;
    let too_large = |limit: u64| {
        let told = format!("At most {} KB are taken here.", limit / 1_024);
        Err(ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, told).about(field(), "max"))
    };
    match &range {
        Some(range) if range.size > PHOTO_BYTES => too_large(PHOTO_BYTES),
        Some(range) if range.bytes() > PIECE_BYTES => too_large(PIECE_BYTES),
        _ => Ok(Sending { sha256, range }),
    }
}

pub fn wrong_range(expected: &str) -> ApiError {
    ApiError::field("content-range", "type", format!("content-range: expected {expected}"))
}

fn bytes_of_hex(text: &str) -> Option<[u8; 32]> {
    let pair = |place: usize| u8::from_str_radix(text.get(2 * place..2 * place + 2)?, 16).ok();
    (0..32).map_while(pair).collect::<Vec<_>>().try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_names_bytes_of_a_whole() {
        let range = |first, last, size| Some(Range { first, last, size });
        for (text, expected) in [
            ("bytes 0-65535/180000", range(0, 65_535, 180_000)),
            ("bytes 5-5/6", range(5, 5, 6)),
            ("bytes 6-5/9", None),
            ("bytes 0-9/9", None),
            ("bytes 0-9/*", None),
            ("bytes */9", None),
            ("bytes +0-5/9", None),
            ("0-5/9", None),
            ("bytes 0-5/99999999999999999999", None),
        ] {
            assert_eq!(Range::parse(text), expected, "{text}");
        }
        assert!(Range::parse("bytes 5-5/6").unwrap().is_last());
    }
}
