//! A proxy as an operator names it.

use ipnet::IpNet;
use std::net::IpAddr;

/// A network, or one address without its length.
pub fn network(text: &str) -> Result<IpNet, &'static str> {
    let address = || text.parse::<IpAddr>().ok().map(|address| IpNet::from(address.to_canonical()));
    text.parse()
        .ok()
        .or_else(address)
        .ok_or("expected an address such as 10.0.0.1, or a network such as 10.0.0.0/8")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_proxy_is_named_by_its_address_or_its_network() {
        for (text, network) in [
            ("10.0.0.1", Some("10.0.0.1/32")),
            ("10.0.0.1/32", Some("10.0.0.1/32")),
            ("10.0.0.0/8", Some("10.0.0.0/8")),
            ("::1", Some("::1/128")),
            ("::ffff:10.0.0.1", Some("10.0.0.1/32")),
            ("2001:db8::/48", Some("2001:db8::/48")),
            ("10.0.0", None),
            ("10.0.0.1/33", None),
            ("10.0.0.1:80", None),
            ("proxy.example", None),
            ("", None),
        ] {
            let named = super::network(text).ok().map(|network| network.to_string());
            assert_eq!(named.as_deref(), network, "{text}");
        }
    }
}
