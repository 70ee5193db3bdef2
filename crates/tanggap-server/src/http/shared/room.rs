//! The memory that shared answers may take: all of them together, and those that one address or IPv6 site (/48) is reading.
//! An answer counts once for an address however many connections of it read that answer: a district behind one address
//! that reads the same list is one reader of it.

use crate::limits::Party;
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

/// In bytes.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Of all answers: those that are kept for others, and those that somebody has yet to read.
    pub all: usize,
    /// Of those that one address is reading.
    pub of_address: usize,
    pub of_network: usize,
}

pub struct Room {
    bounds: Bounds,
    alive: AtomicUsize,
    /// Bytes by the key of a share; none that is empty.
    shares: Mutex<HashMap<u64, usize>>,
}

/// The room that one answer takes.
pub struct Held {
    bytes: usize,
    room: Arc<Room>,
    /// By the key of a share, how many are reading it.
    readers: Mutex<HashMap<u64, usize>>,
}

/// Somebody who reads an answer, by the keys of their shares.
pub struct Reader(Vec<u64>);

impl Room {
    pub fn new(bounds: Bounds) -> Self {
        Self { bounds, alive: AtomicUsize::new(0), shares: Mutex::default() }
    }

    pub fn is_full(&self) -> bool {
        self.alive() >= self.bounds.all
    }

    pub fn alive(&self) -> usize {
        self.alive.load(Ordering::Relaxed)
    }

    /// Whether somebody may begin to read one more. The last one may exceed the share: its length is not known before.
    pub fn has_share(&self, party: Party) -> bool {
        let shares = lock(&self.shares);
        let mut bounds = party.shares(self.bounds.of_address, self.bounds.of_network);
        bounds.all(|(key, bound)| shares.get(&key).is_none_or(|held| *held < bound))
    }
}

impl Held {
    pub fn new(bytes: usize, room: &Arc<Room>) -> Self {
        room.alive.fetch_add(bytes, Ordering::Relaxed);
        Self { bytes, room: Arc::clone(room), readers: Mutex::default() }
    }

    pub fn begin(&self, party: Party) -> Reader {
        let keys: Vec<_> = party.shares((), ()).map(|(key, ())| key).collect();
        let (mut readers, mut shares) = (lock(&self.readers), lock(&self.room.shares));
        for key in &keys {
            let count = readers.entry(*key).or_default();
            *count += 1;
            if *count == 1 {
                *shares.entry(*key).or_default() += self.bytes;
            }
        }
        Reader(keys)
    }

    pub fn end(&self, Reader(keys): &Reader) {
        let (mut readers, mut shares) = (lock(&self.readers), lock(&self.room.shares));
        for key in keys {
            if is_taken_out(&mut readers, *key, 1) {
                is_taken_out(&mut shares, *key, self.bytes);
            }
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.room.alive.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

/// Takes so much from a count; whether that was the last of it.
fn is_taken_out(counts: &mut HashMap<u64, usize>, key: u64, amount: usize) -> bool {
    let Some(count) = counts.get_mut(&key) else { return false };
    *count = count.saturating_sub(amount);
    let is_last = *count == 0;
    if is_last {
        counts.remove(&key);
    }
    is_last
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
