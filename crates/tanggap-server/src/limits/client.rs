//! Who is counted as one: an address, or a whole network where one line gets a whole network (IPv6 /64). A /48 is counted
//! as well, since whoever has one has 65,536 of those.

use axum::http::HeaderMap;
use ipnet::IpNet;
use std::{
    hash::{BuildHasher, Hash, RandomState},
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{LazyLock, Once},
};

const FORWARDED_FOR: &str = "x-forwarded-for";
/// RFC 7239. Not read: one header is the proxy's, the other may be anybody's, and both are never right.
const FORWARDED: &str = "forwarded";

/// Fresh for every process: what is kept cannot be compared with anything outside, or later.
static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Client {
    /// From this machine, or by a proxy that does not say for whom. Held to the limit for all only: taken for one
    /// client, a proxy that is set up without `--trusted-proxy` would silence the city.
    Unnamed,
    Address(Address),
}

/// Hashes under [`KEY`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address {
    /// IPv4 whole, IPv6 by its first 64 bits.
    pub own: u64,
    /// IPv6 by its first 48 bits.
    pub network: Option<u64>,
}

/// What a proxy's list says of the sender.
#[derive(Debug, PartialEq, Eq)]
enum Said {
    Nothing,
    Address(IpAddr),
    Unreadable,
}

impl Client {
    /// What a trusted proxy says counts, from the last entry backwards: earlier ones may be invented. Senders whose
    /// entry cannot be read are one client together, so that no limit ends.
    pub fn of(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> Self {
        let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
        let peer = peer.to_canonical();
        if !is_trusted(&peer) {
            return Self::address(peer);
        }
        match said(headers, is_trusted) {
            Said::Nothing => Self::Unnamed,
            Said::Address(address) => Self::address(address),
            Said::Unreadable => {
                warn_once();
                Self::Address(Address { own: hash(&FORWARDED_FOR), network: None })
            }
        }
    }

    /// What tells this client from others, if anything does.
    pub fn key(self) -> Option<u64> {
        match self {
            Self::Unnamed => None,
            Self::Address(address) => Some(address.own),
        }
    }

    fn address(address: IpAddr) -> Self {
        if address.is_loopback() {
            return Self::Unnamed;
        }
        match translated(address) {
            IpAddr::V4(address) => Self::Address(Address { own: hash(&address), network: None }),
            IpAddr::V6(address) => {
                let first = |bytes: usize| hash(&(bytes, &address.octets()[..bytes]));
                Self::Address(Address { own: first(8), network: Some(first(6)) })
            }
        }
    }
}

/// The IPv4 address that a translator (NAT64) has put into one of IPv6: under the well-known prefix 64:ff9b::/96 (RFC 6052) a
/// whole IPv4 internet is one /64. It says who is counted, never who is trusted or this machine: anybody can write such
/// an address of any other. Below 64:ff9b:1::/48 (RFC 8215) each network has the IPv4 address where it likes, so that is
/// left as it is.
pub fn translated(address: IpAddr) -> IpAddr {
    let IpAddr::V6(six) = address else { return address };
    match six.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)).into()
        }
        _ => address,
    }
}

/// The last address in the list that is no trusted proxy's; the first one where all are.
fn said(headers: &HeaderMap, is_trusted: impl Fn(&IpAddr) -> bool) -> Said {
    let lists: Vec<&[u8]> = headers.get_all(FORWARDED_FOR).iter().map(|list| list.as_bytes()).collect();
    if lists.is_empty() {
        return if headers.contains_key(FORWARDED) { Said::Unreadable } else { Said::Nothing };
    }
    let entries = lists.iter().flat_map(|list| list.split(|byte| *byte == b','));
    let mut said = Said::Nothing;
    for entry in entries.rev().map(<[u8]>::trim_ascii).filter(|entry| !entry.is_empty()) {
        match read(entry) {
            Some(address) if is_trusted(&address) => said = Said::Address(address),
            Some(address) => return Said::Address(address),
            None => return Said::Unreadable,
        }
    }
    said
}

/// An address as proxies write it: bare, in quotes, in brackets, with a port or with a zone.
fn read(entry: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(entry).ok()?;
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text).trim();
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let bare = bare.split_once('%').map_or(bare, |(address, _)| address);
    let address = bare.parse::<IpAddr>().ok().or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip()));
    address.map(|address| address.to_canonical())
}

fn warn_once() {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        tracing::warn!(
            "a proxy named by --trusted-proxy does not say in X-Forwarded-For which address a request came from, or says \
             it in a way that is not understood. All such requests are counted as one sender until it does. This is \
             said once."
        );
    });
}

/// Somebody, for tests.
#[cfg(test)]
impl Client {
    pub const fn some(own: u64) -> Self {
        Self::Address(Address { own, network: None })
    }
}

pub fn hash(what: &impl Hash) -> u64 {
    KEY.hash_one(what)
}

#[cfg(test)]
mod tests;
