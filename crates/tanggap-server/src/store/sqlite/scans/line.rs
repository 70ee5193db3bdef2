//! Those who wait for the one thread. What everybody asks for waits in a line of its own, and the two lines take turns:
//! however many other lists are asked for, such a one waits for the one in work and for those of its own line.

use crate::{
    limits::{self, Queue, Waiters},
    store::sqlite::{StoreError, Turn},
};
use rusqlite::Connection;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;

pub trait Job: Send {
    fn run(self: Box<Self>, connection: &Connection);
    /// Nobody waits for it any more.
    fn is_gone(&self) -> bool;
}

pub struct Task<T, F> {
    pub work: F,
    pub reply: oneshot::Sender<Result<T, StoreError>>,
}

/// A turn, to be given back.
pub struct Place {
    place: limits::Place,
    is_common: bool,
}

pub struct Line {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

struct Waiting {
    common: Queue<Box<dyn Job>>,
    others: Queue<Box<dyn Job>>,
    /// Whose line's turn it is.
    is_commons_turn: bool,
    is_closed: bool,
}

impl Line {
    /// With so many waiters in each of its two lines.
    pub fn new(common: Waiters, others: Waiters) -> Self {
        let waiting = Waiting {
            common: Queue::new(1, common),
            others: Queue::new(1, others),
            is_commons_turn: true,
            is_closed: false,
        };
        Self { waiting: Mutex::new(waiting), changed: Condvar::new() }
    }

    /// Waits; false when too many do already, of this client or of all.
    pub fn join(&self, turn: Turn, job: Box<dyn Job>) -> bool {
        let mut waiting = self.lock();
        let queue = waiting.queue(turn.is_common);
        queue.sweep(|job| job.is_gone());
        let has_joined = queue.join(turn.client, job);
        self.changed.notify_one();
        has_joined
    }

    /// The next job, waited for; `None` once the line is closed and nobody waits.
    pub fn next(&self) -> Option<(Box<dyn Job>, Place)> {
        let mut waiting = self.lock();
        loop {
            if let Some(next) = waiting.next() {
                return Some(next);
            }
            if waiting.is_closed {
                return None;
            }
            waiting = self.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    pub fn leave(&self, place: &Place) {
        self.lock().queue(place.is_common).leave(&place.place);
    }

    /// Nobody joins any more.
    pub fn close(&self) {
        self.lock().is_closed = true;
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    fn queue(&mut self, is_common: bool) -> &mut Queue<Box<dyn Job>> {
        if is_common { &mut self.common } else { &mut self.others }
    }

    fn next(&mut self) -> Option<(Box<dyn Job>, Place)> {
        for is_common in [self.is_commons_turn, !self.is_commons_turn] {
            if let Some((job, place)) = self.queue(is_common).next_turn() {
                self.is_commons_turn = !is_common;
                return Some((job, Place { place, is_common }));
            }
        }
        None
    }
}

impl<T, F> Job for Task<T, F>
where
    T: Send,
    F: FnOnce(&Connection) -> Result<T, StoreError> + Send,
{
    fn run(self: Box<Self>, connection: &Connection) {
        if !self.reply.is_closed() {
            drop(self.reply.send((self.work)(connection)));
        }
    }

    fn is_gone(&self) -> bool {
        self.reply.is_closed()
    }
}
