//! Who comes next in the photo processor. One address has one photo in work at a time, and of a network no two while
//! somebody else waits, so that whoever sends expensive pictures waits for themselves. Otherwise it is first come,
//! first served. Nobody here knows a thread.

use super::client::Client;
use std::collections::VecDeque;

/// Photos that one address, one network and all may have waiting. Each holds a piece of 64 KB, or a place among the few
/// that are sent in one go.
const OF_ADDRESS: usize = 16;
const OF_NETWORK: usize = 32;
const OF_ALL: usize = 256;

/// Somebody who waits, or whose photo is in work. Whoever cannot be told apart is a stranger to everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Party {
    own: Option<u64>,
    network: Option<u64>,
}

impl Party {
    fn of(client: Client) -> Self {
        match client {
            Client::Unnamed => Self { own: None, network: None },
            // An IPv4 address is its own network.
            Client::Address(address) => {
                Self { own: Some(address.own), network: address.network.or(Some(address.own)) }
            }
        }
    }

    fn is_address_of(self, other: Self) -> bool {
        self.own.is_some() && self.own == other.own
    }

    fn is_network_of(self, other: Self) -> bool {
        self.network.is_some() && self.network == other.network
    }
}

/// `T` is whatever tells the one who waits.
pub struct Queue<T> {
    at_once: usize,
    waiting: VecDeque<(Party, T)>,
    working: Vec<Party>,
}

/// A place in work, to be given back.
#[derive(Debug, PartialEq, Eq)]
pub struct Place(Party);

impl<T> Queue<T> {
    pub fn new(at_once: usize) -> Self {
        Self { at_once, waiting: VecDeque::new(), working: Vec::new() }
    }

    /// How many wait, and how many are in work.
    pub fn lengths(&self) -> (usize, usize) {
        (self.waiting.len(), self.working.len())
    }

    /// Waits; false when too many do already.
    pub fn join(&mut self, client: Client, waiter: T) -> bool {
        let party = Party::of(client);
        let count = |same: fn(Party, Party) -> bool| {
            self.waiting.iter().filter(|(other, _)| same(party, *other)).count()
        };
        let is_full = self.waiting.len() >= OF_ALL
            || count(Party::is_address_of) >= OF_ADDRESS
            || count(Party::is_network_of) >= OF_NETWORK;
        if !is_full {
            self.waiting.push_back((party, waiter));
        }
        !is_full
    }

    /// Takes those out who no longer wait.
    pub fn sweep(&mut self, is_gone: impl Fn(&T) -> bool) {
        self.waiting.retain(|(_, waiter)| !is_gone(waiter));
    }

    /// Whose turn it is, if there is a place for anybody.
    pub fn next(&mut self) -> Option<(T, Place)> {
        if self.working.len() >= self.at_once {
            return None;
        }
        let working = |same: fn(Party, Party) -> bool, party: Party| {
            self.working.iter().any(|other| same(party, *other))
        };
        let parties = || self.waiting.iter().map(|(party, _)| *party);
        let at = parties()
            .position(|party| !working(Party::is_network_of, party))
            .or_else(|| parties().position(|party| !working(Party::is_address_of, party)))?;
        let (party, waiter) = self.waiting.remove(at)?;
        self.working.push(party);
        Some((waiter, Place(party)))
    }

    pub fn leave(&mut self, place: &Place) {
        if let Some(at) = self.working.iter().position(|party| *party == place.0) {
            self.working.swap_remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Address;

    fn address(own: u64, network: u64) -> Client {
        Client::Address(Address { own, network: Some(network) })
    }

    fn join(queue: &mut Queue<&'static str>, who: &'static str, client: Client) {
        assert!(queue.join(client, who), "{who}");
    }

    /// Those whose turn it is, in their order, each working `turns` turns of the others.
    fn served(queue: &mut Queue<&'static str>) -> Vec<&'static str> {
        let (mut order, mut places) = (Vec::new(), VecDeque::new());
        loop {
            while let Some((who, place)) = queue.next() {
                order.push(who);
                places.push_back(place);
            }
            let Some(place) = places.pop_front() else { return order };
            queue.leave(&place);
        }
    }

    #[test]
    fn whoever_sends_many_waits_for_themselves() {
        let (attacker, anna, budi) = (Client::some(1), Client::some(2), Client::some(3));
        let mut queue = Queue::new(2);
        for who in ["a1", "a2", "a3", "a4"] {
            join(&mut queue, who, attacker);
        }
        let (first, place) = queue.next().unwrap();
        assert_eq!((first, queue.next()), ("a1", None), "the second place stays free for others");
        join(&mut queue, "anna", anna);
        assert_eq!(queue.next().map(|(who, _)| who), Some("anna"), "at once");
        join(&mut queue, "budi", budi);
        queue.leave(&place);
        assert_eq!(queue.next().map(|(who, _)| who), Some("a2"), "and first come, first served among others");
    }

    #[test]
    fn many_lines_of_a_network_hold_nobody_else_up() {
        let mut queue = Queue::new(2);
        for (line, who) in ["n1", "n2", "n3", "n4", "n5"].into_iter().enumerate() {
            join(&mut queue, who, address(line as u64, 1));
        }
        join(&mut queue, "anna", address(77, 2));
        join(&mut queue, "budi", Client::some(88));
        assert_eq!(served(&mut queue), ["n1", "anna", "n2", "budi", "n3", "n4", "n5"]);
        join(&mut queue, "n6", address(6, 1));
        join(&mut queue, "n7", address(7, 1));
        assert!(queue.next().is_some() && queue.next().is_some(), "alone, a network has both places");
    }

    #[test]
    fn strangers_are_nobodys_neighbours() {
        let mut queue = Queue::new(2);
        for who in ["one", "two", "three"] {
            join(&mut queue, who, Client::Unnamed);
        }
        assert!(queue.next().is_some() && queue.next().is_some() && queue.next().is_none());
    }

    #[test]
    fn only_so_many_wait_and_whoever_has_gone_holds_no_place() {
        let mut queue = Queue::new(1);
        let fill = |queue: &mut Queue<u64>, client: &dyn Fn(u64) -> Client| {
            (0..1_000).filter(|number| queue.join(client(*number), *number)).count()
        };
        assert_eq!(fill(&mut queue, &|_| Client::some(1)), OF_ADDRESS);
        assert_eq!(fill(&mut queue, &|line| address(100 + line, 9)), OF_NETWORK);
        assert_eq!(fill(&mut queue, &|own| Client::some(10_000 + own)), OF_ALL - OF_ADDRESS - OF_NETWORK);
        assert!(!queue.join(Client::Unnamed, 0));
        queue.sweep(|number| *number >= 2);
        assert!(queue.join(Client::Unnamed, 0), "those who wait no longer make room");
    }
}
