//! Who comes next where work is dear: photos that are made anew, lists that are read. Of one address so many are in work
//! or wait as it has a share of, and of a network no two are in work while somebody else waits, so that whoever asks for
//! much waits for themselves. Otherwise it is first come, first served. Nobody here knows a thread.

use super::{client::Client, party::Party};
use std::collections::VecDeque;

/// How many of one address, of one network and of all may wait.
#[derive(Debug, Clone, Copy)]
pub struct Waiters {
    pub of_address: usize,
    pub of_network: usize,
    pub of_all: usize,
}

/// `T` is whatever tells the one who waits.
pub struct Queue<T> {
    at_once: usize,
    bounds: Waiters,
    waiting: VecDeque<(Party, T)>,
    working: Vec<Party>,
    /// Whose turn it was last: somebody else's comes first.
    last: Option<Party>,
}

/// A place in work, to be given back.
#[derive(Debug, PartialEq, Eq)]
pub struct Place(Party);

impl<T> Queue<T> {
    pub fn new(at_once: usize, bounds: Waiters) -> Self {
        Self { at_once, bounds, waiting: VecDeque::new(), working: Vec::new(), last: None }
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
        let is_full = self.waiting.len() >= self.bounds.of_all
            || count(Party::is_address_of) >= self.bounds.of_address
            || count(Party::is_network_of) >= self.bounds.of_network;
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
    pub fn next_turn(&mut self) -> Option<(T, Place)> {
        if self.working.len() >= self.at_once {
            return None;
        }
        let working = |same: fn(Party, Party) -> bool, party: Party| {
            self.working.iter().any(|other| same(party, *other))
        };
        let parties = || self.waiting.iter().map(|(party, _)| *party);
        let is_free = |party: &Party| !working(Party::is_network_of, *party);
        let at = parties()
            .position(|party| is_free(&party) && self.last.is_none_or(|last| !party.is_network_of(last)))
            .or_else(|| parties().position(|party| is_free(&party)))
            .or_else(|| parties().position(|party| !working(Party::is_address_of, party)))?;
        let (party, waiter) = self.waiting.remove(at)?;
        self.working.push(party);
        self.last = Some(party);
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

    const BOUNDS: Waiters = Waiters { of_address: 16, of_network: 32, of_all: 256 };

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
            while let Some((who, place)) = queue.next_turn() {
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
        let mut queue = Queue::new(2, BOUNDS);
        for who in ["a1", "a2", "a3", "a4"] {
            join(&mut queue, who, attacker);
        }
        let (first, place) = queue.next_turn().unwrap();
        assert_eq!((first, queue.next_turn()), ("a1", None), "the second place stays free for others");
        join(&mut queue, "anna", anna);
        assert_eq!(queue.next_turn().map(|(who, _)| who), Some("anna"), "at once");
        join(&mut queue, "budi", budi);
        queue.leave(&place);
        assert_eq!(
            queue.next_turn().map(|(who, _)| who),
            Some("a2"),
            "and first come, first served among others"
        );
    }

    #[test]
    fn many_lines_of_a_network_hold_nobody_else_up() {
        let mut queue = Queue::new(2, BOUNDS);
        for (line, who) in ["n1", "n2", "n3", "n4", "n5"].into_iter().enumerate() {
            join(&mut queue, who, address(line as u64, 1));
        }
        join(&mut queue, "anna", address(77, 2));
        join(&mut queue, "budi", Client::some(88));
        assert_eq!(served(&mut queue), ["n1", "anna", "n2", "budi", "n3", "n4", "n5"]);
        join(&mut queue, "n6", address(6, 1));
        join(&mut queue, "n7", address(7, 1));
        assert!(
            queue.next_turn().is_some() && queue.next_turn().is_some(),
            "alone, a network has both places"
        );
    }

    #[test]
    fn with_one_place_others_come_between_two_of_the_same() {
        let mut queue = Queue::new(1, BOUNDS);
        for who in ["a1", "a2", "a3", "a4"] {
            join(&mut queue, who, Client::some(1));
        }
        let (first, place) = queue.next_turn().unwrap();
        join(&mut queue, "anna", Client::some(2));
        join(&mut queue, "budi", Client::some(3));
        queue.leave(&place);
        assert_eq!((first, served(&mut queue)), ("a1", vec!["anna", "a2", "budi", "a3", "a4"]));
    }

    #[test]
    fn strangers_are_nobodys_neighbours() {
        let mut queue = Queue::new(2, BOUNDS);
        for who in ["one", "two", "three"] {
            join(&mut queue, who, Client::Unnamed);
        }
        assert!(queue.next_turn().is_some() && queue.next_turn().is_some() && queue.next_turn().is_none());
    }

    #[test]
    fn only_so_many_wait_and_whoever_has_gone_holds_no_place() {
        let mut queue = Queue::new(1, BOUNDS);
        let fill = |queue: &mut Queue<u64>, client: &dyn Fn(u64) -> Client| {
            (0..1_000).filter(|number| queue.join(client(*number), *number)).count()
        };
        assert_eq!(fill(&mut queue, &|_| Client::some(1)), BOUNDS.of_address);
        assert_eq!(fill(&mut queue, &|line| address(100 + line, 9)), BOUNDS.of_network);
        assert_eq!(fill(&mut queue, &|own| Client::some(10_000 + own)), 256 - 16 - 32);
        assert!(!queue.join(Client::Unnamed, 0));
        queue.sweep(|number| *number >= 2);
        assert!(queue.join(Client::Unnamed, 0), "those who wait no longer make room");
    }
}
