//! Whose page a write is from, by the two headers that browsers send.

use super::*;
use axum::body::Body;

/// A write that came to `lapor.example`, with these further headers.
fn write(headers: &[(&str, &str)]) -> Request {
    let mut request = Request::post("/api/aspirasi/requests.json").header("host", "lapor.example");
    for (name, value) in headers {
        if *name == "host" {
            request.headers_mut().unwrap().remove("host");
        }
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).unwrap()
}

fn judged(request: &Request) -> Sender {
    sender(request, &["https://friend.example".parse().unwrap()])
}

#[test]
fn a_write_is_taken_from_the_portals_own_pages_and_from_what_is_no_browser() {
    use Sender::{Elsewhere, Null, Own};
    let (site, origin) = (FETCH_SITE, "origin");
    for (headers, expected) in [
        (vec![], Own),
        (vec![(site, "same-origin")], Own),
        (vec![(site, "same-origin"), (origin, "https://lapor.example")], Own),
        // The browser knows what its address bar says, whatever a proxy made of Host.
        (vec![(site, "same-origin"), (origin, "https://rewritten.example")], Own),
        (vec![(site, "none"), (origin, "null")], Own),
        (vec![(site, "none")], Own),
        // A browser that is told to hide origins.
        (vec![(site, "cross-site")], Null),
        (vec![(site, "same-site")], Null),
        (vec![(site, "")], Null),
        (vec![(site, "cross-site"), (origin, "https://evil.example")], Elsewhere),
        (vec![(site, "same-site"), (origin, "https://other.lapor.example")], Elsewhere),
        (vec![(site, "cross-site"), (origin, "https://friend.example")], Own),
        (vec![(site, "same-site"), (origin, "https://friend.example")], Own),
        (vec![(site, "cross-site"), (origin, "null")], Null),
        (vec![(origin, "null")], Null),
        (vec![(origin, "https://friend.example")], Own),
        (vec![(origin, "https://friend.example.evil.example")], Elsewhere),
        (vec![(origin, "http://friend.example")], Elsewhere),
        // Browsers from before Sec-Fetch-Site, or over plain http.
        (vec![(origin, "https://lapor.example")], Own),
        (vec![(origin, "http://lapor.example")], Own),
        (vec![(origin, "https://LAPOR.example")], Own),
        (vec![(origin, "https://lapor.example:443")], Own),
        (vec![(origin, "https://lapor.example"), ("host", "lapor.example:443")], Own),
        (vec![(origin, "http://lapor.example"), ("host", "lapor.example:80")], Own),
        (vec![(origin, "https://lapor.example"), ("host", "lapor.example:80")], Elsewhere),
        (vec![(origin, "http://lapor.example:8080"), ("host", "lapor.example:8080")], Own),
        (vec![(origin, "http://lapor.example:8081"), ("host", "lapor.example:8080")], Elsewhere),
        (vec![(origin, "http://[2001:db8::1]:8080"), ("host", "[2001:db8::1]:8080")], Own),
        (vec![(origin, "https://evil.example")], Elsewhere),
        (vec![(origin, "https://lapor.example.evil.example")], Elsewhere),
        (vec![(origin, "https://lapor.example@evil.example")], Elsewhere),
        (vec![(origin, "https://evil.example@lapor.example")], Elsewhere),
        (vec![(origin, "file://lapor.example")], Elsewhere),
        (vec![(origin, "lapor.example")], Elsewhere),
        (vec![(origin, "")], Elsewhere),
        (vec![(origin, "https://lapor.example"), ("host", "127.0.0.1:8080")], Elsewhere),
        // Only a proxy that is known may say what the host was.
        (vec![(origin, "https://evil.example"), (FORWARDED_HOST, "evil.example")], Elsewhere),
        (vec![(site, "SAME-ORIGIN"), (origin, "https://evil.example")], Elsewhere),
        (vec![(site, ""), (origin, "https://evil.example")], Elsewhere),
    ] {
        assert_eq!(judged(&write(&headers)), expected, "{headers:?}");
    }
}

#[test]
fn a_trusted_proxy_says_which_host_and_scheme_a_write_came_to() {
    for (headers, expected) in [
        (vec![("host", "127.0.0.1:8080"), (FORWARDED_HOST, "lapor.example")], Sender::Own),
        (vec![("host", "127.0.0.1:8080"), (FORWARDED_HOST, "lapor.example, inner.example")], Sender::Own),
        (vec![("host", "127.0.0.1:8080"), (FORWARDED_HOST, "lapor.example:443")], Sender::Own),
        (vec![("host", "127.0.0.1:8080"), (FORWARDED_HOST, "else.example")], Sender::Elsewhere),
        (vec![(FORWARDED_PROTO, "http")], Sender::Elsewhere),
        (vec![(FORWARDED_PROTO, "HTTP ")], Sender::Elsewhere),
        (vec![(FORWARDED_PROTO, "https")], Sender::Own),
    ] {
        let mut request = write(&[&headers[..], &[("origin", "https://lapor.example")]].concat());
        request.extensions_mut().insert(ByTrustedProxy);
        assert_eq!(judged(&request), expected, "{headers:?}");
    }
    let mut plain = write(&[("origin", "http://lapor.example")]);
    assert_eq!(judged(&plain), Sender::Own);
    plain.extensions_mut().insert(Secure::OwnCertificate);
    assert_eq!(judged(&plain), Sender::Elsewhere, "a page without https is another origin");
}

#[test]
fn over_http_2_the_host_stands_in_the_address() {
    for (address, expected) in [
        ("https://lapor.example/api/aspirasi/requests.json", Sender::Own),
        ("https://else.example/api/aspirasi/requests.json", Sender::Elsewhere),
    ] {
        let request = Request::post(address).header("origin", "https://lapor.example");
        assert_eq!(judged(&request.body(Body::empty()).unwrap()), expected, "{address}");
    }
}
