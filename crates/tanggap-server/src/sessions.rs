//! Who has shown the key of a report, for half an hour: in memory only, so that a restart ends them all, and only as a
//! hash, so that a look into the memory opens nothing. The half hour is measured by a clock that never jumps: a machine
//! whose time is set forward ends no session, and one whose time is set back revives none.

use crate::{
    clock::{Steady, steady_clock},
    random,
};
use sha2::{Digest, Sha256};
use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
};

/// How long one lasts, in seconds.
pub const LASTS_S: u64 = 1_800;
/// Sessions of one report: its owner's devices. With one more the oldest ends.
const OF_REPORT: usize = 16;
/// Ended ones that may stand in the order beside twice as many as are open.
const SLACK: usize = 1_024;
/// Sessions in all. With one more the oldest ends: its owner has the key to open another.
const ALL: usize = 50_000;

type Hash = [u8; 32];

pub struct Sessions {
    open: Mutex<Open>,
    clock: Steady,
}

#[derive(Default)]
struct Open {
    sessions: HashMap<Hash, Session>,
    /// In the order in which they end; ended ones are left until they come to the front, or until they are too many.
    order: VecDeque<Hash>,
    of_report: HashMap<String, VecDeque<Hash>>,
}

struct Session {
    /// The number that it has.
    ticket: String,
    /// By the steady clock, in milliseconds.
    until_ms: u64,
}

impl Default for Sessions {
    fn default() -> Self {
        Self::with_clock(steady_clock())
    }
}

impl Sessions {
    pub fn with_clock(clock: Steady) -> Self {
        Self { open: Mutex::default(), clock }
    }

    /// Opens one for a report, by the number that it has; what the device has to show: 256 random bits in hex.
    pub fn open(&self, ticket: String) -> Result<String, random::Error> {
        let token = random::hex(&random::bytes::<32>()?);
        let now_ms = (self.clock)();
        self.lock().insert(hash(&token), Session { ticket, until_ms: now_ms + LASTS_S * 1_000 }, now_ms);
        Ok(token)
    }

    /// The number of the report that a token opens.
    pub fn report(&self, token: &str) -> Option<String> {
        let now_ms = (self.clock)();
        let open = self.lock();
        let session = open.sessions.get(&hash(token)).filter(|session| now_ms < session.until_ms);
        session.map(|session| session.ticket.clone())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn insert(&mut self, hash: Hash, session: Session, now_ms: u64) {
        while let Some(oldest) = self.order.front().copied() {
            let ended = self.sessions.get(&oldest).is_none_or(|session| session.until_ms <= now_ms);
            if !ended && self.sessions.len() < ALL {
                break;
            }
            self.end(&oldest);
            self.order.pop_front();
        }
        let own = self.of_report.entry(session.ticket.clone()).or_default();
        own.push_back(hash);
        let oldest = if own.len() > OF_REPORT { own.front().copied() } else { None };
        self.order.push_back(hash);
        self.sessions.insert(hash, session);
        if let Some(oldest) = oldest {
            self.end(&oldest);
        }
        // Behind one at the front that still lives, those that others have pushed out would stand for half an hour.
        if self.order.len() > 2 * self.sessions.len() + SLACK {
            let sessions = &self.sessions;
            self.order.retain(|known| sessions.contains_key(known));
        }
    }

    fn end(&mut self, hash: &Hash) {
        let Some(session) = self.sessions.remove(hash) else { return };
        if let Some(own) = self.of_report.get_mut(&session.ticket) {
            own.retain(|known| known != hash);
            if own.is_empty() {
                self.of_report.remove(&session.ticket);
            }
        }
    }
}

fn hash(token: &str) -> Hash {
    Sha256::digest(token.as_bytes()).into()
}

#[cfg(test)]
mod tests;
