//! Gentle limits on what comes in (reliability.md §3.5). Whole districts share one address, so nobody is ever blocked:
//! what is over the limit is told when to come again, and then it is taken. Nothing is pretended, nothing is dropped.
//! Addresses are kept in memory only, and only as a hash under a key of this process.
//!
//! - [`rates`]: how much of what; [`bucket`]: one budget; [`visitor`]: the budgets of one address or network
//! - [`client`]: who is counted as one; [`known`], [`table`]: all of them, in bounded memory; [`refusal`]: what is told
//! - [`guesses`]: wrong keys; [`looks`]: numbers that nobody has; [`claims`]: numbers that somebody else has
//! - [`strikes`]: what goes wrong again and again; [`attempts`]: photos that are refused

mod attempts;
mod bucket;
mod claims;
mod client;
mod guesses;
mod known;
mod looks;
mod rates;
mod refusal;
mod strikes;
mod table;
mod visitor;

pub use attempts::Attempt;
pub use bucket::Rate;
pub use client::{Address, Client};
pub use guesses::Guess;
pub use looks::Look;
pub use rates::Rates;
pub use refusal::{Limit, Wait};

use known::{Known, Refused, Widths};
use refusal::Refusals;
use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};
use visitor::Spend;

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

/// Milliseconds of a clock that never jumps.
pub type Steady = Box<dyn Fn() -> u64 + Send + Sync>;

pub struct Limits {
    /// `None`: no limits at all.
    rates: Option<Widths>,
    clock: Steady,
    known: Mutex<Known>,
    refusals: Refusals,
}

impl Limits {
    pub fn new(rates: Option<Rates>) -> Self {
        let start = Instant::now();
        Self::with_clock(rates, Box::new(move || start.elapsed().as_millis() as u64))
    }

    pub fn with_clock(rates: Option<Rates>, clock: Steady) -> Self {
        let rates = rates.map(|own| Widths { network: own.of_network(), own });
        Self { rates, clock, known: Mutex::new(Known::new()), refusals: Refusals::default() }
    }

    /// Counts one with its sender, or says when to come again. Who is refused is not counted. What all may send is only
    /// looked at: it is counted by [`Self::kept`], so that what is empty or wrong costs nobody else anything.
    pub fn ask(&self, client: Client, what: Ask) -> Result<(), Wait> {
        self.try_to(|known, rates, now| known.ask(client, what, rates, now))
    }

    /// A report or message was kept: it counts with what all may send. Never refused, since it is here.
    pub fn kept(&self) {
        self.with(|known, rates, now| known.kept(rates, now));
    }

    /// How often each limit was hit since the start.
    pub fn hits(&self) -> impl Iterator<Item = (Limit, u64)> + '_ {
        self.refusals.counts()
    }

    /// Takes from the address's budget and from its network's, or from none.
    fn spend(&self, client: Client, spend: Spend) -> Result<(), Wait> {
        self.try_to(|known, rates, now| known.spend(client, spend, rates, now))
    }

    /// Whether it could be spent. Taken and given back: whoever is refused is told a turn of their own.
    fn has_room(&self, client: Client, spend: Spend) -> Result<(), Wait> {
        self.try_to(|known, rates, now| {
            known.spend(client, spend, rates, now)?;
            known.each(client, rates, now, |visitor, rates| visitor.give_back(spend, rates));
            Ok(())
        })
    }

    /// Takes back what was spent for nothing.
    fn give_back(&self, client: Client, spend: Spend) {
        self.with(|known, rates, now| {
            known.each(client, rates, now, |visitor, rates| visitor.give_back(spend, rates));
        });
    }

    /// Takes what may not be there: it turned out to be spent.
    fn owe(&self, client: Client, spend: Spend) {
        self.with(|known, rates, now| {
            known.each(client, rates, now, |visitor, rates| visitor.owe(spend, rates, now));
        });
    }

    /// The one place where somebody is refused.
    fn try_to(&self, act: impl FnOnce(&mut Known, &Widths, u64) -> Result<(), Refused>) -> Result<(), Wait> {
        let acted = self.with(act).unwrap_or(Ok(()));
        acted.map_err(|(limit, wait_ms)| self.refusals.refuse(limit, wait_ms))
    }

    /// With all that is counted; `None` where nothing is, since there are no limits.
    fn with<T>(&self, act: impl FnOnce(&mut Known, &Widths, u64) -> T) -> Option<T> {
        let rates = self.rates.as_ref()?;
        let now = (self.clock)();
        Some(act(&mut self.lock(), rates, now))
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
