//! All limits behind one door: who asks is counted, or told when to come again.

use super::{
    client::Client,
    known::{Ask, Known, Refused, Widths},
    rates::Rates,
    refusal::{Limit, Refusals, Wait},
    visitor::Spend,
};
use crate::clock::{Steady, steady_clock};
use std::sync::{Mutex, MutexGuard, PoisonError};

pub struct Limits {
    /// `None`: no limits at all.
    rates: Option<Widths>,
    clock: Steady,
    known: Mutex<Known>,
    refusals: Refusals,
}

impl Limits {
    pub fn new(rates: Option<Rates>) -> Self {
        Self::with_clock(rates, steady_clock())
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
    pub(super) fn spend(&self, client: Client, spend: Spend) -> Result<(), Wait> {
        self.try_to(|known, rates, now| known.spend(client, spend, rates, now))
    }

    /// Whether it could be spent. Taken and given back: whoever is refused is told a turn of their own.
    pub(super) fn has_room(&self, client: Client, spend: Spend) -> Result<(), Wait> {
        self.try_to(|known, rates, now| {
            known.spend(client, spend, rates, now)?;
            known.each(client, rates, now, |visitor, rates| visitor.give_back(spend, rates));
            Ok(())
        })
    }

    /// Takes back what was spent for nothing.
    pub(super) fn give_back(&self, client: Client, spend: Spend) {
        self.with(|known, rates, now| {
            known.each(client, rates, now, |visitor, rates| visitor.give_back(spend, rates));
        });
    }

    /// Takes what may not be there: it turned out to be spent.
    pub(super) fn owe(&self, client: Client, spend: Spend) {
        self.with(|known, rates, now| {
            known.each(client, rates, now, |visitor, rates| visitor.owe(spend, rates, now));
        });
    }

    /// The one place where somebody is refused.
    pub(super) fn try_to(
        &self,
        act: impl FnOnce(&mut Known, &Widths, u64) -> Result<(), Refused>,
    ) -> Result<(), Wait> {
        let acted = self.with(act).unwrap_or(Ok(()));
        acted.map_err(|(limit, wait_ms)| self.refusals.refuse(limit, wait_ms))
    }

    /// With all that is counted; `None` where nothing is, since there are no limits.
    fn with<T>(&self, act: impl FnOnce(&mut Known, &Widths, u64) -> T) -> Option<T> {
        let rates = self.rates.as_ref()?;
        let now = (self.clock)();
        Some(act(&mut self.lock(), rates, now))
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
