//! All that is counted, behind one lock. Nobody here knows a clock.

use super::{
    bucket::Bucket,
    client::{self, Address, Client},
    rates::Rates,
    refusal::Limit,
    strikes::{Patience, Strikes},
    table::{Seat, Table},
    visitor::{Spend, Visitor},
};
use std::collections::HashSet;

/// Sets of eight addresses each, as a power of two: 131,072 that matter at the same time, in 18 MB at most.
const ADDRESS_SETS: u32 = 14;
/// The same of IPv6 networks.
const NETWORK_SETS: u32 = 12;
/// The same of pairs of number and address whose keys are tried.
const GUESS_SETS: u32 = 14;
/// The same of photos that were refused.
const PHOTO_SETS: u32 = 12;
/// Uids that have passed and may come again without being counted, twice over.
const ADMITTED: usize = 10_000;

/// What is asked for.
#[derive(Clone, Copy)]
pub enum Ask<'a> {
    /// A report or message under its uid, which is counted once however often it comes.
    Report(&'a str),
    /// A report without a uid.
    Form,
    /// A piece of a photo of an accepted report, of so many bytes.
    Piece(u64),
}

/// The limits of an address and those of a network.
pub struct Widths {
    pub own: Rates,
    pub network: Rates,
}

pub struct Known {
    addresses: Table<Visitor>,
    networks: Table<Visitor>,
    all: Bucket,
    admitted: [HashSet<u64>; 2],
    pub guesses: Strikes,
    pub photos: Strikes,
}

/// Which limit forbids it, and for how many milliseconds.
pub type Refused = (Limit, u64);

impl Known {
    pub fn new() -> Self {
        Self {
            addresses: Table::new(ADDRESS_SETS),
            networks: Table::new(NETWORK_SETS),
            all: Bucket::default(),
            admitted: Default::default(),
            guesses: Strikes::new(Patience::WITH_KEYS, GUESS_SETS),
            photos: Strikes::new(Patience::WITH_PHOTOS, PHOTO_SETS),
        }
    }

    pub fn ask(&mut self, client: Client, what: Ask, rates: &Widths, now: u64) -> Result<(), Refused> {
        let (spend, uid) = match what {
            Ask::Report(uid) => (Spend::Report, Some(client::hash(&uid))),
            Ask::Form => (Spend::Report, None),
            Ask::Piece(bytes) => {
                let kb = u32::try_from(bytes.div_ceil(1_024)).unwrap_or(u32::MAX);
                return self.spend(client, Spend::Piece(kb), rates, now);
            }
        };
        if uid.is_some_and(|uid| self.admitted.iter().any(|admitted| admitted.contains(&uid))) {
            return Ok(());
        }
        self.spend(client, spend, rates, now)?;
        // Taken and given back: whoever is refused is told a turn of their own.
        if let Err(wait_ms) = self.all.take(&rates.own.all, 1, now, 0) {
            self.each(client, rates, now, |visitor, rates| visitor.give_back(spend, rates));
            return Err((Limit::All, wait_ms));
        }
        self.all.give_back(&rates.own.all, 1);
        uid.into_iter().for_each(|uid| self.admit(uid));
        Ok(())
    }

    pub fn kept(&mut self, rates: &Widths, now: u64) {
        self.all.owe(&rates.own.all, 1, now);
    }

    /// Takes from the address's budget and from its network's, or from none.
    pub fn spend(&mut self, client: Client, spend: Spend, rates: &Widths, now: u64) -> Result<(), Refused> {
        let [own, network] = self.visitors(client, rates, now);
        let Some((own, rates, _)) = own else { return Ok(()) };
        own.take(spend, rates, now)?;
        let taken = network.map_or(Ok(()), |(network, rates, _)| network.take(spend, rates, now));
        taken.inspect_err(|_| own.give_back(spend, rates))
    }

    pub fn each(&mut self, client: Client, rates: &Widths, now: u64, change: impl Fn(&mut Visitor, &Rates)) {
        let visitors = self.visitors(client, rates, now).into_iter().flatten();
        visitors.for_each(|(visitor, rates, _)| change(visitor, rates));
    }

    /// What is counted of a client: with its address and with its network.
    pub fn visitors<'a>(
        &'a mut self,
        client: Client,
        rates: &'a Widths,
        now: u64,
    ) -> [Option<(&'a mut Visitor, &'a Rates, Seat)>; 2] {
        let Client::Address(Address { own, network }) = client else { return [None, None] };
        let (visitor, seat) = self.addresses.seat(own, now);
        let network = network.map(|network| self.networks.seat(network, now));
        [Some((visitor, &rates.own, seat)), network.map(|(visitor, seat)| (visitor, &rates.network, seat))]
    }

    /// A look-up that was on its way has ended.
    pub fn leave(&mut self, address: Address, [own, network]: [Option<Seat>; 2]) {
        let own = own.and_then(|seat| self.addresses.found(address.own, seat));
        let network = network.zip(address.network).and_then(|(seat, key)| self.networks.found(key, seat));
        for visitor in [own, network].into_iter().flatten() {
            visitor.looking = visitor.looking.saturating_sub(1);
        }
    }

    fn admit(&mut self, uid: u64) {
        if self.admitted[0].len() >= ADMITTED {
            self.admitted.swap(0, 1);
            self.admitted[0].clear();
        }
        self.admitted[0].insert(uid);
    }
}
