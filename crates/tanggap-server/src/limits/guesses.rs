//! How often a key may be wrong (reliability.md §4): five times an hour for one number from one address, then longer
//! and longer, a day at most. Numbers that nobody has are counted alike, and another address is never concerned: so
//! nobody can be kept from their own report by somebody elsewhere. One address may also be wrong only so often in all,
//! so that it can't fill the memory in which the others are counted.

use super::{
    client::{self, Client},
    limiter::Limits,
    refusal::{Limit, Wait},
    strikes::Counted,
    visitor::Spend,
};

/// A try whose end is not known yet. It is given back unless the key was really held against what is kept, and was
/// wrong: phones lose their network in the middle of right ones, and a store fails for everybody. A right one gives back
/// itself and no more: a number may have two owners, and one of them could else try the other's key for ever.
pub struct Guess<'a> {
    limits: &'a Limits,
    client: Client,
    counted: Option<Counted>,
}

impl Limits {
    /// Counts one try of a key for a number, or says when to come again. Without an address nobody is counted: five
    /// slips of some would keep out all.
    pub fn guess(&self, client: Client, ticket: &str) -> Result<Guess<'_>, Wait> {
        let mut guess = Guess { limits: self, client, counted: None };
        let Client::Address(address) = client else { return Ok(guess) };
        self.has_room(client, Spend::WrongKey)?;
        let pair = client::hash(&(address.own, ticket));
        self.try_to(|known, _, now| {
            let counted = known.guesses.take(pair, now).map_err(|wait_ms| (Limit::Keys, wait_ms))?;
            guess.counted = Some(counted);
            Ok(())
        })?;
        Ok(guess)
    }
}

impl Guess<'_> {
    pub fn wrong(mut self) {
        if self.counted.take().is_some() {
            self.limits.owe(self.client, Spend::WrongKey);
        }
    }
}

impl Drop for Guess<'_> {
    fn drop(&mut self) {
        if let Some(counted) = self.counted.take() {
            self.limits.lock().guesses.give_back(&counted);
        }
    }
}
