//! One schedule's world: the dice, the network, the servers, what was promised, and the trace.

use crate::{bend::Bend, network::Network, oracle::Oracle, server::Server, server_plain::PlainServer};
use std::{
    cell::{Cell, RefCell},
    fmt,
};
use tanggap_core::memory::MemoryChance;

pub struct World {
    pub chance: MemoryChance,
    pub bend: Bend,
    /// Faults are over: what must happen in the end has to happen now.
    pub calm: Cell<bool>,
    pub network: Network,
    pub server: RefCell<Server>,
    pub plain: RefCell<PlainServer>,
    pub oracle: RefCell<Oracle>,
    pub tally: RefCell<Tally>,
    trace: Option<RefCell<Vec<String>>>,
}

impl World {
    pub fn new(seed: u64, bend: Bend, traced: bool) -> Self {
        Self {
            chance: MemoryChance::seeded(seed.wrapping_mul(0x2545_f491_4f6c_dd1d)),
            bend,
            calm: Cell::new(false),
            network: Network::default(),
            server: RefCell::default(),
            plain: RefCell::default(),
            oracle: RefCell::default(),
            tally: RefCell::default(),
            trace: traced.then(RefCell::default),
        }
    }

    /// A fault, once in so many times; never when it is calm.
    pub fn fault(&self, once_in: u64) -> bool {
        !self.calm.get() && self.chance.once_in(once_in)
    }

    pub fn note(&self, line: impl FnOnce() -> String) {
        if let Some(trace) = &self.trace {
            trace.borrow_mut().push(line());
        }
    }

    pub fn trace(&self) -> Vec<String> {
        self.trace.as_ref().map(RefCell::take).unwrap_or_default()
    }
}

/// How much happened: a simulation in which nothing goes wrong proves nothing.
#[derive(Default)]
pub struct Tally {
    pub saved: u64,
    pub messages: u64,
    pub received: u64,
    pub uncertain: u64,
    pub told_lost: u64,
    pub crashes: u64,
    pub requests: u64,
    pub replays: u64,
    pub pieces: u64,
}

impl Tally {
    pub fn add(&mut self, other: &Self) {
        self.saved += other.saved;
        self.messages += other.messages;
        self.received += other.received;
        self.uncertain += other.uncertain;
        self.told_lost += other.told_lost;
        self.crashes += other.crashes;
        self.requests += other.requests;
        self.replays += other.replays;
        self.pieces += other.pieces;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { saved, messages, received, uncertain, told_lost, crashes, requests, replays, pieces } =
            self;
        write!(
            f,
            "{saved} reports and {messages} messages saved, {received} times received, {uncertain} uncertain, "
        )?;
        write!(f, "{told_lost} told as lost, {crashes} crashes, {requests} requests, {replays} replayed, ")?;
        write!(f, "{pieces} pieces of photos")
    }
}
