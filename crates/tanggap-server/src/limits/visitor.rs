//! What is counted of one address, or of one network.

use super::{
    bucket::{Bucket, Hour},
    rates::{Budget, Rates},
    refusal::Limit,
    table::State,
};
use std::iter;

/// Numbers that nobody has which are kept back for a visitor's own looks when another site's page asks.
const KEPT_BACK: u32 = 15;

/// What somebody spends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spend {
    Report,
    /// A piece of a photo of so many KB.
    Piece(u32),
    /// So many KB of a report or message.
    Words(u32),
    Miss,
    /// What has to be left of the numbers that nobody has for another site's page to ask for one.
    ForeignMiss,
    Recheck,
    WrongKey,
    Claim,
}

impl Spend {
    /// From which budgets, and how many tokens.
    fn costs(self) -> impl Iterator<Item = (Budget, u32)> {
        let (first, second) = match self {
            Self::Report => (Budget::Reports, None),
            Self::Piece(kb) => (Budget::Pieces, Some((Budget::PhotoKb, kb))),
            Self::Words(kb) => return iter::once((Budget::WordsKb, kb)).chain(None),
            Self::Miss => (Budget::Misses, None),
            Self::ForeignMiss => return iter::once((Budget::Misses, KEPT_BACK + 1)).chain(None),
            Self::Recheck => (Budget::Rechecks, None),
            Self::WrongKey => (Budget::WrongKeys, None),
            Self::Claim => (Budget::Claims, None),
        };
        iter::once((first, 1)).chain(second)
    }
}

#[derive(Clone, Default)]
pub struct Visitor {
    budgets: [Bucket; Budget::COUNT],
    /// Reports, beside their budget.
    hour: Hour,
    /// Look-ups whose end is not known yet.
    pub looking: u32,
}

impl Visitor {
    /// Takes what is spent, or says which limit forbids it and for how many milliseconds.
    pub fn take(&mut self, spend: Spend, rates: &Rates, now: u64) -> Result<(), (Limit, u64)> {
        let of_hour = if spend == Spend::Report { self.hour.wait_ms(rates.hour, now) } else { 0 };
        for (at, (budget, tokens)) in spend.costs().enumerate() {
            let take = if budget.has_turns() { Bucket::take } else { Bucket::take_now };
            let taken = take(&mut self.budgets[budget as usize], &rates.of(budget), tokens, now, of_hour);
            if let Err(wait_ms) = taken {
                for (earlier, tokens) in spend.costs().take(at) {
                    self.budgets[earlier as usize].give_back(&rates.of(earlier), tokens);
                }
                let limit = if of_hour > 0 { Limit::ReportsOfHour } else { budget.limit() };
                return Err((limit, wait_ms));
            }
        }
        if spend == Spend::Report {
            self.hour.count(now);
        }
        Ok(())
    }

    pub fn give_back(&mut self, spend: Spend, rates: &Rates) {
        for (budget, tokens) in spend.costs() {
            self.budgets[budget as usize].give_back(&rates.of(budget), tokens);
        }
        if spend == Spend::Report {
            self.hour.give_back();
        }
    }

    /// Takes what may not be there: it turned out to be spent.
    pub fn owe(&mut self, spend: Spend, rates: &Rates, now: u64) {
        for (budget, tokens) in spend.costs() {
            self.budgets[budget as usize].owe(&rates.of(budget), tokens, now);
        }
    }
}

impl State for Visitor {
    fn is_idle(&self, now: u64) -> bool {
        self.looking == 0 && self.hour.is_over(now) && self.budgets.iter().all(|budget| budget.is_full(now))
    }

    fn inherited(&self) -> Self {
        // Those look-ups end where they began.
        Self { looking: 0, ..self.clone() }
    }
}
