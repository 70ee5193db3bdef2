//! Addresses on the web that others wrote: a city in its config, a client in a report. They end in the page's policy, in
//! links and in requests, so they are read strictly and by these few rules, not by what a browser would make of them.

use std::fmt::Write;

/// The longest address, in bytes: every browser and server takes so much.
const LIMIT: usize = 2_000;

/// An absolute `http` or `https` address with a host name and without credentials. Scheme and host are in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebAddress {
    text: String,
    /// Where the path begins.
    origin_end: usize,
}

impl WebAddress {
    /// Reads an address as RFC 3986 writes it. Hosts are names or IPv4 addresses in ASCII: a policy can name no other.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > LIMIT {
            return None;
        }
        let (scheme, rest) = text.split_once("://")?;
        let scheme = ["https", "http"].into_iter().find(|known| known.eq_ignore_ascii_case(scheme))?;
        let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        if !is_authority(authority) || !is_written_right(path) {
            return None;
        }
        let origin = format!("{scheme}://{}", authority.to_ascii_lowercase());
        Some(Self { origin_end: origin.len(), text: origin + path })
    }

    /// Reads what a program or a person put together without care: blanks, quotes and letters beyond ASCII in the path
    /// are written with `%`.
    pub fn parse_careless(text: &str) -> Option<Self> {
        let mut written = String::with_capacity(text.len());
        for letter in text.trim().chars() {
            if is_unwritten(letter) {
                for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                    // Writing to a string can't fail.
                    let _written = write!(written, "%{byte:02X}");
                }
            } else {
                written.push(letter);
            }
        }
        Self::parse(&written)
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// `https://host:port`.
    pub fn origin(&self) -> &str {
        &self.text[..self.origin_end]
    }

    /// From the first slash on; may be empty.
    pub fn path(&self) -> &str {
        &self.text[self.origin_end..]
    }
}

/// A host, with or without a port. Credentials have an `@`, and no host has one.
fn is_authority(text: &str) -> bool {
    let (host, port) = text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port)));
    let is_port = |port: &str| {
        port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse().is_ok_and(|port: u16| port > 0)
    };
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.len() <= 253 && host.split('.').all(is_label) && port.is_none_or(is_port)
}

/// Whether path, query and fragment are of the characters that RFC 3986 has for them; a `'` ends texts in too many places.
pub fn is_written_right(path: &str) -> bool {
    let bytes = path.as_bytes();
    let is_code =
        |at: usize| bytes.get(at + 1..at + 3).is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit));
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        b'%' => is_code(at),
        byte => byte.is_ascii_alphanumeric() || b"-._~!$&()*+,;=:@/?#".contains(byte),
    })
}

fn is_unwritten(letter: char) -> bool {
    !letter.is_ascii()
        || matches!(letter, ' ' | '"' | '\'' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_by_its_origin() {
        for (text, origin, path) in [
            ("https://desk.example", "https://desk.example", ""),
            ("HTTPS://Desk.Example:8443/V2?a=b#c", "https://desk.example:8443", "/V2?a=b#c"),
            ("http://10.0.0.7:80/x%20y", "http://10.0.0.7:80", "/x%20y"),
            ("http://localhost?x", "http://localhost", "?x"),
            ("https://xn--caf-dma.example/", "https://xn--caf-dma.example", "/"),
        ] {
            let address = WebAddress::parse(text).unwrap();
            assert_eq!((address.origin(), address.path()), (origin, path), "{text}");
            assert_eq!(WebAddress::parse(address.as_str()), Some(address));
        }
    }

    #[test]
    fn what_could_say_more_than_an_address_is_none() {
        for text in [
            "",
            "https://",
            "https:///x",
            "https:desk.example",
            "//desk.example",
            "desk.example",
            "data:text/html,x",
            "javascript://x/%0aalert(1)",
            "ftp://desk.example",
            "https://a b.example",
            "https://a;script-src *",
            "https://a.example; script-src *",
            "https://a.example\n",
            "https://a.example\r\nX: y",
            "https://a,b.example",
            "https://*.example",
            "https://*",
            "https://'self'",
            "https://\"a\"",
            "https://user@a.example",
            "https://user:word@a.example",
            "https://a.example:",
            "https://a.example:0",
            "https://a.example:65536",
            "https://a.example:8o",
            "https://a.example:+80",
            "https://[::1]/",
            "https://a..example",
            "https://.example",
            "https://a.example.",
            "https://-a.example",
            "https://{s}.example",
            "https://café.example",
            "https://a_b.example",
            "https://a%2eexample",
            "https://a\\b.example",
            "https://a.example/x y",
            "https://a.example/'",
            "https://a.example/%",
            "https://a.example/%2",
            "https://a.example/<x>",
            "https://a.example/\u{202e}",
            " https://a.example",
        ] {
            assert_eq!(WebAddress::parse(text), None, "{text:?}");
        }
        assert!(WebAddress::parse(&format!("https://a.example/{}", "x".repeat(1_982))).is_some());
        assert!(WebAddress::parse(&format!("https://a.example/{}", "x".repeat(1_983))).is_none());
        assert!(WebAddress::parse(&format!("https://{}.example/", "x".repeat(64))).is_none());
    }

    #[test]
    fn carelessness_is_forgiven_after_the_host_only() {
        for (text, expected) in [
            (" https://a.example/foto jalan.jpg\n", Some("https://a.example/foto%20jalan.jpg")),
            ("https://a.example/é'\"<", Some("https://a.example/%C3%A9%27%22%3C")),
            ("https://a.example/?q=[1]", Some("https://a.example/?q=%5B1%5D")),
            ("https://a.example/100%", None),
            ("https://a b.example/", None),
            ("https://é.example/", None),
            ("data:image/png;base64,x", None),
        ] {
            assert_eq!(
                WebAddress::parse_careless(text).as_ref().map(WebAddress::as_str),
                expected,
                "{text:?}"
            );
        }
    }
}
