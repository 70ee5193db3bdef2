//! Who is counted as one: an address, or a whole network where one line gets a whole network (IPv6 /64).

use axum::http::HeaderMap;
use ipnet::IpNet;
use std::{
    hash::{BuildHasher, Hash, RandomState},
    net::IpAddr,
    sync::LazyLock,
};

/// Fresh for every process: what is kept cannot be compared with anything outside, or later.
static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Client {
    /// From this machine, or by a proxy that does not say for whom. Held to the limit for all only: taken for one
    /// client, a proxy that is set up without `--trusted-proxy` would silence the city.
    Unnamed,
    Address(u64),
}

impl Client {
    /// What a trusted proxy says counts, from the last entry backwards: earlier ones may be invented.
    pub fn of(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> Self {
        let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
        let peer = peer.to_canonical();
        if !is_trusted(&peer) {
            return Self::address(peer);
        }
        let said = headers.get_all("x-forwarded-for").iter().filter_map(|list| list.to_str().ok());
        let said: Vec<_> =
            said.flat_map(|list| list.split(',')).map(|entry| entry.trim().parse::<IpAddr>()).collect();
        let mut backwards = said.iter().rev().map(|entry| entry.as_ref().ok().map(IpAddr::to_canonical));
        match backwards.find(|entry| !entry.as_ref().is_some_and(is_trusted)) {
            Some(Some(address)) => Self::address(address),
            _ => Self::Unnamed,
        }
    }

    fn address(address: IpAddr) -> Self {
        match address {
            address if address.is_loopback() => Self::Unnamed,
            IpAddr::V4(address) => Self::Address(hash(&address)),
            IpAddr::V6(address) => Self::Address(hash(&&address.octets()[..8])),
        }
    }
}

pub fn hash(what: &impl Hash) -> u64 {
    KEY.hash_one(what)
}
