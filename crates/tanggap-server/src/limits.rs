//! Gentle limits on what comes in (reliability.md §3.5). Whole districts share one address, so nobody is ever blocked:
//! what is over the limit is told when to come again, and then it is taken. Nothing is pretended, nothing is dropped.
//! Addresses are kept in memory only, and only as a hash under a key of this process.
//!
//! - [`bucket`]: one limit; [`client`]: who is counted as one
//! - [`guesses`]: wrong keys; [`looks`]: numbers that nobody has; [`claims`]: numbers that somebody else has

mod bucket;
mod claims;
mod client;
mod guesses;
mod looks;
mod refusal;
mod table;

pub use bucket::Rate;
pub use client::Client;
pub use guesses::Guess;
pub use looks::Look;

use bucket::{Bucket, Hour};
use guesses::Guesses;
use std::{
    collections::{HashMap, HashSet},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};

/// Addresses in memory. Beyond, new ones are held to the limit for all only.
const CLIENTS: usize = 100_000;
/// Uids that have passed and may come again without being counted, twice over.
const ADMITTED: usize = 10_000;

/// What is asked for.
#[derive(Clone, Copy)]
pub enum Ask<'a> {
    /// A report under its uid, which is counted once however often it comes.
    Report(&'a str),
    /// A report without a uid.
    Form,
    /// A piece of a photo of an accepted report.
    Piece,
}

/// Come again in so many seconds.
#[derive(Debug, PartialEq)]
pub struct Wait(pub u32);

#[derive(Clone)]
pub struct Rates {
    /// Reports from one address.
    pub reports: Rate,
    /// Reports from one address in an hour.
    pub hour: u32,
    /// Reports from everywhere.
    pub all: Rate,
    /// Pieces of photos from one address.
    pub pieces: Rate,
    /// Numbers that nobody has, asked for from one address.
    pub misses: Rate,
    /// Look-ups of one address that says it has the answer already, while it waits for having missed too often.
    pub rechecks: Rate,
    /// Reports from one address under numbers that other reports have.
    pub claims: Rate,
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            reports: Rate { burst: 30, every_ms: 10_000 },
            hour: 300,
            all: Rate { burst: 2_000, every_ms: 10 },
            pieces: Rate { burst: 1_000, every_ms: 20 },
            misses: Rate { burst: 30, every_ms: 10_000 },
            rechecks: Rate { burst: 60, every_ms: 1_000 },
            claims: Rate { burst: 10, every_ms: 360_000 },
        }
    }
}

/// Milliseconds of a clock that never jumps.
pub type Steady = Box<dyn Fn() -> u64 + Send + Sync>;

pub struct Limits {
    /// `None`: no limits at all.
    rates: Option<Rates>,
    clock: Steady,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    clients: HashMap<u64, Visitor>,
    all: Bucket,
    admitted: [HashSet<u64>; 2],
    guesses: Guesses,
}

#[derive(Clone, Default)]
struct Visitor {
    reports: Bucket,
    hour: Hour,
    pieces: Bucket,
    misses: Bucket,
    rechecks: Bucket,
    claims: Bucket,
    /// Look-ups whose end is not known yet.
    looking: u32,
}

impl Limits {
    pub fn new(rates: Option<Rates>) -> Self {
        let start = Instant::now();
        Self::with_clock(rates, Box::new(move || start.elapsed().as_millis() as u64))
    }

    pub fn with_clock(rates: Option<Rates>, clock: Steady) -> Self {
        Self { rates, clock, known: Mutex::default() }
    }

    /// Counts one, or says when to come again. Who is refused is not counted.
    pub fn ask(&self, client: Client, what: Ask) -> Result<(), Wait> {
        let Some(rates) = &self.rates else { return Ok(()) };
        let now = (self.clock)();
        let mut known = self.lock();
        let uid = match what {
            Ask::Report(uid) => Some(client::hash(&uid)),
            _ => None,
        };
        if uid.is_some_and(|uid| known.admitted.iter().any(|admitted| admitted.contains(&uid))) {
            return Ok(());
        }
        let visitor = known.visitor(client, rates, now);
        if let Some(visitor) = visitor {
            let taken = match what {
                Ask::Piece => visitor.pieces.take(&rates.pieces, now, 0),
                _ => visitor.report(rates, now),
            };
            taken.map_err(wait)?;
        }
        if !matches!(what, Ask::Piece) {
            let taken = known.all.take(&rates.all, now, 0);
            if let Err(wait_ms) = taken {
                if let Some(visitor) = known.visitor(client, rates, now) {
                    visitor.give_back(rates);
                }
                return Err(wait(wait_ms));
            }
        }
        if let Some(uid) = uid {
            known.admit(uid);
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn visitor(&mut self, client: Client, rates: &Rates, now: u64) -> Option<&mut Visitor> {
        let Client::Address(address) = client else { return None };
        if self.clients.len() >= CLIENTS && !self.clients.contains_key(&address) {
            self.clients.retain(|_, visitor| !visitor.is_idle(rates, now));
            if self.clients.len() >= CLIENTS {
                return None;
            }
        }
        Some(self.clients.entry(address).or_default())
    }

    fn admit(&mut self, uid: u64) {
        if self.admitted[0].len() >= ADMITTED {
            self.admitted.swap(0, 1);
            self.admitted[0].clear();
        }
        self.admitted[0].insert(uid);
    }
}

impl Visitor {
    fn report(&mut self, rates: &Rates, now: u64) -> Result<(), u64> {
        let of_hour = self.hour.wait_ms(rates.hour, now);
        self.reports.take(&rates.reports, now, of_hour)?;
        self.hour.count(now);
        Ok(())
    }

    fn give_back(&mut self, rates: &Rates) {
        self.reports.give_back(&rates.reports);
        self.hour.give_back();
    }

    /// As good as never seen.
    fn is_idle(&self, rates: &Rates, now: u64) -> bool {
        self.reports.is_full(now)
            && self.pieces.is_full(now)
            && self.misses.is_full(now)
            && self.rechecks.is_full(now)
            && self.claims.is_full(now)
            && self.looking == 0
            && self.hour.wait_ms(1.min(rates.hour), now) == 0
    }
}

fn wait(ms: u64) -> Wait {
    Wait(u32::try_from(ms.div_ceil(1_000)).unwrap_or(u32::MAX).max(1))
}

#[cfg(test)]
mod tests;
