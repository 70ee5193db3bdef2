//! Gentle limits on what comes in (reliability.md §3.5). Whole districts share one address, so nobody is ever blocked:
//! what is over the limit is told when to come again, and then it is taken. Nothing is pretended, nothing is dropped.
//! Addresses are kept in memory only, and only as a hash under a key of this process.
//!
//! - [`rates`]: how much of what; [`bucket`]: one budget; [`visitor`]: the budgets of one address or network
//! - [`client`]: who is counted as one; [`known`], [`table`]: all of them, in bounded memory; [`refusal`]: what is told
//! - [`party`]: whose share something is; [`queue`]: who comes next where work is dear
//! - [`limiter`]: asks them all; what is counted by how it ends, or beside the rest, has a file each
//! - [`guesses`]: wrong keys; [`looks`]: numbers that nobody has; [`claims`]: numbers that somebody else has;
//!   [`words`]: how much is kept of what somebody writes
//! - [`strikes`]: what goes wrong again and again; [`attempts`]: photos that are refused

mod attempts;
mod bucket;
mod claims;
mod client;
mod guesses;
mod known;
mod limiter;
mod looks;
mod party;
mod queue;
mod rates;
mod refusal;
mod strikes;
mod table;
mod visitor;
mod words;

pub use attempts::Attempt;
pub use bucket::Rate;
pub use client::{Address, Client, translated};
pub use guesses::Guess;
pub use known::Ask;
pub use limiter::Limits;
pub use looks::Look;
pub use party::Party;
pub use queue::{Place, Queue, Waiters};
pub use rates::Rates;
pub use refusal::{Limit, Wait};
pub use words::Words;

#[cfg(test)]
mod tests;
