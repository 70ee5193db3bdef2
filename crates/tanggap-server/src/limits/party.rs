//! Whose share something is: an address has one, and an IPv6 site (/48) a larger one, because it has addresses without end.

use super::client::Client;

/// Somebody with a share. Whoever cannot be told apart is a stranger to everybody and has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Party {
    own: Option<u64>,
    network: Option<u64>,
}

impl Party {
    pub fn of(client: Client) -> Self {
        match client {
            Client::Unnamed => Self { own: None, network: None },
            // An IPv4 address is its own network.
            Client::Address(address) => {
                Self { own: Some(address.own), network: address.network.or(Some(address.own)) }
            }
        }
    }

    pub fn is_address_of(self, other: Self) -> bool {
        self.own.is_some() && self.own == other.own
    }

    pub fn is_network_of(self, other: Self) -> bool {
        self.network.is_some() && self.network == other.network
    }

    /// The keys of its shares, each with the bound that holds for it.
    pub fn shares<T>(self, of_address: T, of_network: T) -> impl Iterator<Item = (u64, T)> {
        let network = self.network.filter(|_| self.network != self.own);
        [self.own.map(|own| (own, of_address)), network.map(|network| (network, of_network))]
            .into_iter()
            .flatten()
    }
}
