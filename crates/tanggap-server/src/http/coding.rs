//! Content codings: which ones a client takes, and making them.

use axum::http::{HeaderMap, HeaderValue, header};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Coding {
    Brotli,
    Gzip,
}

/// What is shorter fits one packet as it is.
pub const WORTHWHILE: usize = 1_200;

/// How hard it is tried to make something small.
#[derive(Clone, Copy)]
pub enum Effort {
    /// For what is kept for long and sent again and again.
    Thorough,
    /// For what is made for a few seconds or for one client.
    Quick,
}

impl Coding {
    pub fn name(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        })
    }

    /// Whether the client takes it: named, and not with `q=0`.
    pub fn is_taken(self, request: &HeaderMap) -> bool {
        let all = request.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        all.flat_map(|value| value.split(',')).any(|entry| {
            let (name, weight) = entry.split_once(';').unwrap_or((entry, ""));
            let refused = weight.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0));
            name.trim().as_bytes().eq_ignore_ascii_case(self.name().as_bytes()) && !refused
        })
    }

    /// `None` where it would not be smaller.
    pub fn compress(self, plain: &[u8], effort: Effort) -> Option<Vec<u8>> {
        let small = match self {
            Self::Brotli => brotli(plain, effort),
            Self::Gzip => gzip(plain, effort),
        };
        small.filter(|small| small.len() < plain.len())
    }
}

fn brotli(plain: &[u8], effort: Effort) -> Option<Vec<u8>> {
    let quality = match effort {
        Effort::Thorough => 9,
        Effort::Quick => 4,
    };
    let params = brotli::enc::BrotliEncoderParams { quality, size_hint: plain.len(), ..Default::default() };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &*plain, &mut small, &params).ok()?;
    Some(small)
}

fn gzip(plain: &[u8], effort: Effort) -> Option<Vec<u8>> {
    let level = match effort {
        Effort::Thorough => Compression::best(),
        Effort::Quick => Compression::fast(),
    };
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(plain).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Coding::{Brotli, Gzip};

    #[test]
    fn a_coding_is_taken_if_the_client_names_it_and_does_not_refuse_it() {
        for (accepts, expected) in [
            ("gzip, deflate, br, zstd", [true, true]),
            ("gzip;q=1.0, br;q=0", [false, true]),
            ("GZIP;q=0.0, br;q=0.5", [true, false]),
            ("identity", [false, false]),
            ("brotli", [false, false]),
            ("", [false, false]),
        ] {
            let request =
                HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(accepts))]);
            assert_eq!([Brotli, Gzip].map(|coding| coding.is_taken(&request)), expected, "{accepts}");
        }
    }

    #[test]
    fn what_does_not_get_smaller_is_left_as_it_is() {
        for effort in [Effort::Quick, Effort::Thorough] {
            for coding in [Brotli, Gzip] {
                assert!(coding.compress(&[b'a'; 4_000], effort).is_some_and(|small| small.len() < 100));
                assert!(coding.compress(b"x", effort).is_none());
            }
        }
    }
}
