//! Who may have a place. There are as many as the system gives file handles for; one address has a share of them, so
//! that it can't take all, and one IPv6 site a larger share, because it has addresses without end. When a share or the
//! whole is taken, the connection that has been idle for longest makes room; only where all are at work is the
//! newcomer refused, or, for the whole, waits.

use super::{
    connection::Ending,
    progress::{Patience, Progress},
};
use crate::{
    limits::translated,
    metrics::{ByWord, by_word, count},
};
use ipnet::IpNet;
use prometheus_client::metrics::counter::Counter;
use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    sync::Notify,
    time::{Instant, timeout},
};

/// While all places are at work, how often it is looked whether one of them has become idle.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How many times its addresses' share an IPv6 site (/48) has.
const SITE: usize = 4;

/// How many connections there may be.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    pub all: usize,
    /// From one IPv4 address or IPv6 network (/64). This machine and trusted proxies speak for many and know no share.
    pub per_address: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self { all: 4_096, per_address: 256 }
    }
}

/// What is counted about connections. Handles: a copy counts the same.
#[derive(Clone)]
pub struct Counts {
    pub accepted: Counter,
    /// Their address had its share, and all of it was at work.
    pub refused: Counter,
    /// Closed before their time, by why.
    pub closed: ByWord,
}

impl Default for Counts {
    fn default() -> Self {
        let closed = by_word(&["stalled", "silent", "sent_away"]);
        Self { accepted: Counter::default(), refused: Counter::default(), closed }
    }
}

pub struct Places {
    pub counts: Counts,
    room: Room,
    patience: Patience,
    trusted: Vec<IpNet>,
    epoch: Instant,
    /// Addresses are kept as hashes under a key of this process.
    key: RandomState,
    taken: Mutex<Taken>,
    freed: Notify,
}

#[derive(Default)]
struct Taken {
    next: u64,
    places: HashMap<u64, (Arc<Progress>, Vec<u64>)>,
    /// Connections of each address and site.
    shares: HashMap<u64, usize>,
}

/// One connection's place, given back when it is dropped.
pub struct Place {
    id: u64,
    places: Arc<Places>,
    pub progress: Arc<Progress>,
}

enum Admitted {
    Yes(Place),
    /// Its address has its share, and all of it is at work.
    No,
    /// All places are at work.
    Later,
}

impl Places {
    pub fn new(room: Room, patience: Patience, trusted: Vec<IpNet>) -> Self {
        Self {
            counts: Counts::default(),
            room,
            patience,
            trusted,
            epoch: Instant::now(),
            key: RandomState::new(),
            taken: Mutex::default(),
            freed: Notify::new(),
        }
    }

    /// A place, waited for if need be; `None` where this address has its share.
    pub async fn admit(self: &Arc<Self>, peer: IpAddr) -> Option<Place> {
        loop {
            match self.try_admit(peer.to_canonical()) {
                Admitted::Yes(place) => {
                    self.counts.accepted.inc();
                    return Some(place);
                }
                Admitted::No => {
                    self.counts.refused.inc();
                    return None;
                }
                Admitted::Later => drop(timeout(LOOK_EVERY, self.freed.notified()).await),
            }
        }
    }

    /// How many are taken.
    pub fn taken(&self) -> usize {
        self.lock().places.len()
    }

    fn try_admit(self: &Arc<Self>, peer: IpAddr) -> Admitted {
        let now_ms = self.epoch.elapsed().as_millis() as u64;
        let shares = self.shares(peer);
        let mut taken = self.lock();
        for (share, limit) in &shares {
            let is_full = taken.shares.get(share).is_some_and(|count| count >= limit);
            if is_full && !taken.make_room(now_ms, Some(*share)) {
                return Admitted::No;
            }
        }
        if taken.places.len() >= self.room.all && !taken.make_room(now_ms, None) {
            return Admitted::Later;
        }
        let patience = if self.trusts(peer) { self.patience.with_proxy() } else { self.patience };
        let progress = Arc::new(Progress::new(patience, self.epoch));
        let shares: Vec<_> = shares.into_iter().map(|(share, _)| share).collect();
        for share in &shares {
            *taken.shares.entry(*share).or_default() += 1;
        }
        taken.next += 1;
        let id = taken.next;
        taken.places.insert(id, (Arc::clone(&progress), shares));
        Admitted::Yes(Place { id, places: Arc::clone(self), progress })
    }

    /// What this address is counted under, each with its limit.
    fn shares(&self, peer: IpAddr) -> Vec<(u64, usize)> {
        let limit = self.room.per_address;
        if peer.is_loopback() || self.trusts(peer) {
            return Vec::new();
        }
        match translated(peer) {
            IpAddr::V4(address) => vec![(self.key.hash_one(address), limit)],
            IpAddr::V6(address) => {
                let octets = address.octets();
                let of = |length: usize| self.key.hash_one(&octets[..length]);
                vec![(of(8), limit), (of(6), limit.saturating_mul(SITE))]
            }
        }
    }

    fn trusts(&self, peer: IpAddr) -> bool {
        self.trusted.iter().any(|network| network.contains(&peer))
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Taken {
    /// Sends the longest idle connection away, of this share or of all; false while all are at work.
    fn make_room(&mut self, now_ms: u64, share: Option<u64>) -> bool {
        let of_share =
            self.places.iter().filter(|(_, (_, shares))| share.is_none_or(|share| shares.contains(&share)));
        let idle = of_share.filter_map(|(id, (progress, _))| Some((progress.dispensable_from_ms()?, *id)));
        let Some((from_ms, id)) = idle.min() else { return false };
        if from_ms > now_ms {
            return false;
        }
        if let Some(progress) = self.free(id) {
            progress.send_away();
        }
        true
    }

    fn free(&mut self, id: u64) -> Option<Arc<Progress>> {
        let (progress, shares) = self.places.remove(&id)?;
        for share in shares {
            if let Some(count) = self.shares.get_mut(&share) {
                *count -= 1;
                if *count == 0 {
                    self.shares.remove(&share);
                }
            }
        }
        Some(progress)
    }
}

impl Place {
    /// Gives it back, and counts why.
    pub fn end(self, ending: Ending) {
        let why = match ending {
            Ending::Closed => return,
            Ending::Stalled => "stalled",
            Ending::Silent => "silent",
            Ending::SentAway => "sent_away",
        };
        count(&self.places.counts.closed, why);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        drop(self.places.lock().free(self.id));
        self.places.freed.notify_one();
    }
}

#[cfg(test)]
mod tests;
