//! An origin as browsers write it in `Origin`: scheme and host in lower case, a port only where it isn't the scheme's own.

use axum::http::HeaderValue;
use std::{
    net::{Ipv4Addr, Ipv6Addr},
    str::FromStr,
};
use tanggap_core::web_address::WebAddress;

/// Another site's, in its standard form. `null` is nobody's and therefore none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

/// What an operator has to write instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidOrigin {
    #[error("expected one origin: scheme and host, with a port if it has one, such as https://example.org")]
    Form,
    #[error("expected nothing behind host and port: an origin has no path, such as https://example.org")]
    Path,
    #[error(
        "expected https: over http anybody between can change the page (http is taken for this machine only)"
    )]
    Insecure,
    #[error("expected the host in ASCII as browsers send it, such as https://xn--kta-hoa.example")]
    Letters,
    #[error("null is what pages without an origin say, and those are always foreign")]
    Null,
}

impl Origin {
    /// Whether this header names it.
    pub fn is(&self, header: &HeaderValue) -> bool {
        self.0.as_bytes() == header.as_bytes()
    }
}

impl FromStr for Origin {
    type Err = InvalidOrigin;

    fn from_str(text: &str) -> Result<Self, InvalidOrigin> {
        if text.eq_ignore_ascii_case("null") {
            return Err(InvalidOrigin::Null);
        }
        let (scheme, rest) = text.split_once("://").ok_or(InvalidOrigin::Form)?;
        let (scheme, own_port) = match scheme.to_ascii_lowercase().as_str() {
            "https" => ("https", 443),
            "http" => ("http", 80),
            _ => return Err(InvalidOrigin::Form),
        };
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        if authority.contains(['/', '?', '#']) {
            return Err(InvalidOrigin::Path);
        }
        if !authority.is_ascii() {
            return Err(InvalidOrigin::Letters);
        }
        let (host, port) = host_and_port(authority).ok_or(InvalidOrigin::Form)?;
        if scheme == "http" && !is_loopback(&host) {
            return Err(InvalidOrigin::Insecure);
        }
        Ok(Self(match port.filter(|port| *port != own_port) {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        }))
    }
}

/// The host in its standard form, and the port that is written.
fn host_and_port(authority: &str) -> Option<(String, Option<u16>)> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (six, behind) = rest.split_once(']')?;
            let port = if behind.is_empty() { None } else { Some(behind.strip_prefix(':')?) };
            (format!("[{}]", six.parse::<Ipv6Addr>().ok()?), port)
        }
        None => {
            let (host, port) =
                authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
            (name(host)?, port)
        }
    };
    let port =
        port.map(|port| port.parse().ok().filter(|port: &u16| *port > 0).ok_or(())).transpose().ok()?;
    Some((host, port))
}

/// A name, or an IPv4 address as it is usually written: browsers read any other spelling of one, and never send it.
fn name(host: &str) -> Option<String> {
    let host = WebAddress::parse(&format!("https://{host}"))?.origin().strip_prefix("https://")?.to_owned();
    let last = host.rsplit('.').next()?;
    let is_number = last.bytes().all(|byte| byte.is_ascii_digit()) || last.starts_with("0x");
    let is_fit = !is_number || host.parse::<Ipv4Addr>().is_ok();
    is_fit.then_some(host)
}

fn is_loopback(host: &str) -> bool {
    let six = host
        .trim_start_matches('[')
        .trim_end_matches(']')
        .parse()
        .is_ok_and(|host: Ipv6Addr| host.is_loopback());
    let four = host.parse().is_ok_and(|host: Ipv4Addr| host.is_loopback());
    host == "localhost" || host.ends_with(".localhost") || six || four
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_brought_to_the_form_that_browsers_send() {
        for (written, standard) in [
            ("https://city.example", "https://city.example"),
            ("https://city.example/", "https://city.example"),
            ("HTTPS://City.Example", "https://city.example"),
            ("https://city.example:443", "https://city.example"),
            ("https://city.example:0443/", "https://city.example"),
            ("https://city.example:8443", "https://city.example:8443"),
            ("https://203.0.113.5", "https://203.0.113.5"),
            ("https://[2001:DB8:0:0::1]:8443", "https://[2001:db8::1]:8443"),
            ("http://localhost:5173", "http://localhost:5173"),
            ("http://portal.localhost:80", "http://portal.localhost"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
            ("http://[::1]:8080", "http://[::1]:8080"),
        ] {
            let origin: Origin = written.parse().unwrap_or_else(|error| panic!("{written}: {error}"));
            assert!(origin.is(&HeaderValue::from_static(standard)), "{written}: {origin:?}");
            assert_eq!(standard.parse(), Ok(origin), "{standard} is its own standard form");
        }
    }

    #[test]
    fn what_is_no_origin_is_refused_with_what_to_write() {
        use InvalidOrigin::{Form, Insecure, Letters, Null, Path};
        for (written, error) in [
            ("null", Null),
            ("NULL", Null),
            ("", Form),
            ("*", Form),
            ("x.org", Form),
            ("//x.org", Form),
            ("ftp://x.org", Form),
            ("file://", Form),
            ("https://", Form),
            ("https://*", Form),
            ("https://*.x.org", Form),
            ("https://x.org https://y.org", Path),
            ("https://x.org,y.org", Form),
            ("https://somebody@x.org", Form),
            ("https://x.org:", Form),
            ("https://x.org:0", Form),
            ("https://x.org:70000", Form),
            ("https://x.org:80:80", Form),
            ("https://x..org", Form),
            ("https://127.1", Form),
            ("https://0x7f.0x1", Form),
            ("https://[::1", Form),
            ("https://[::1]8443", Form),
            ("https://[x]", Form),
            ("https://x.org/path", Path),
            ("https://x.org//", Path),
            ("https://x.org?x", Path),
            ("https://x.org#x", Path),
            ("https://köta.example", Letters),
            ("http://x.org", Insecure),
            ("http://localhost.evil.example", Insecure),
        ] {
            assert_eq!(written.parse::<Origin>(), Err(error), "{written}");
        }
    }
}
