//! Who has shown the key of a report, for half an hour: in memory only, so that a restart ends them all, and only as a
//! hash, so that a look into the memory opens nothing.

use crate::random;
use sha2::{Digest, Sha256};
use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
};

/// How long one lasts, in seconds.
pub const LASTS_S: i64 = 1_800;
/// Sessions of one report: its owner's devices. With one more the oldest ends.
const OF_REPORT: usize = 16;
/// Ended ones that may stand in the order beside twice as many as are open.
const SLACK: usize = 1_024;
/// Sessions in all. With one more the oldest ends: its owner has the key to open another.
const ALL: usize = 50_000;

type Hash = [u8; 32];

#[derive(Default)]
pub struct Sessions(Mutex<Open>);

#[derive(Default)]
struct Open {
    sessions: HashMap<Hash, Session>,
    /// In the order in which they end; ended ones are left until they come to the front, or until they are too many.
    order: VecDeque<Hash>,
    of_report: HashMap<i64, VecDeque<Hash>>,
}

struct Session {
    report: i64,
    until: i64,
}

impl Sessions {
    /// Opens one for a report, by its row; what the device has to show: 256 random bits in hex.
    pub fn open(&self, report: i64, now: i64) -> Result<String, random::Error> {
        let token = random::hex(&random::bytes::<32>()?);
        self.lock().insert(hash(&token), Session { report, until: now + LASTS_S }, now);
        Ok(token)
    }

    /// The report that a token opens.
    pub fn report(&self, token: &str, now: i64) -> Option<i64> {
        let open = self.lock();
        open.sessions.get(&hash(token)).filter(|session| now < session.until).map(|session| session.report)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn insert(&mut self, hash: Hash, session: Session, now: i64) {
        while let Some(oldest) = self.order.front().copied() {
            let ended = self.sessions.get(&oldest).is_none_or(|session| session.until <= now);
            if !ended && self.sessions.len() < ALL {
                break;
            }
            self.end(&oldest);
            self.order.pop_front();
        }
        let own = self.of_report.entry(session.report).or_default();
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
        if let Some(own) = self.of_report.get_mut(&session.report) {
            own.retain(|known| known != hash);
            if own.is_empty() {
                self.of_report.remove(&session.report);
            }
        }
    }
}

fn hash(token: &str) -> Hash {
    Sha256::digest(token.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_opens_its_own_report_for_half_an_hour() {
        let sessions = Sessions::default();
        let (one, two) = (sessions.open(1, 0).unwrap(), sessions.open(2, 0).unwrap());
        assert!(one.len() == 64 && one != two);
        assert_eq!((sessions.report(&one, 1_799), sessions.report(&two, 0)), (Some(1), Some(2)));
        for (token, now) in [(one.as_str(), 1_800), ("", 0), ("0", 0), (&one[..63], 0)] {
            assert_eq!(sessions.report(token, now), None, "{now}");
        }
    }

    #[test]
    fn memory_is_bounded_and_one_report_pushes_out_only_its_own() {
        let sessions = Sessions::default();
        let other = sessions.open(2, 0).unwrap();
        let own: Vec<_> = (0..100).map(|_| sessions.open(1, 0).unwrap()).collect();
        assert_eq!(sessions.report(&other, 1), Some(2));
        let left = own.iter().filter(|token| sessions.report(token, 1).is_some()).count();
        assert_eq!((left, sessions.report(&own[99], 1)), (OF_REPORT, Some(1)));
        for _ in 0..10_000 {
            sessions.open(1, 1).unwrap();
            let open = sessions.lock();
            assert!(open.order.len() <= 2 * open.sessions.len() + SLACK, "{}", open.order.len());
        }
        assert_eq!(sessions.report(&other, 1), Some(2), "and the other's stays at the front");
        for report in 0..2 * ALL as i64 {
            sessions.open(report, 2).unwrap();
        }
        let open = sessions.lock();
        assert!(open.sessions.len() <= ALL && open.order.len() <= 2 * ALL && open.of_report.len() <= ALL);
        drop(open);
        sessions.open(1, LASTS_S + 2).unwrap();
        let open = sessions.lock();
        assert_eq!((open.sessions.len(), open.order.len(), open.of_report.len()), (1, 1, 1));
    }
}
