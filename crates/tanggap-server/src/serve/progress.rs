//! What moves on one connection. Whoever asks and then doesn't read would hold a place, and what was made for them,
//! for ever: hyper waits for the line without any limit. So the stream and the answers say here what moves, and
//! [`Progress::verdict`] says when it is enough.
//!
//! A line that is slow but moves is never cut off: the clock begins anew with every byte that it takes.

use std::{
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{sync::Notify, time::Instant};

/// How long a connection is kept on which nothing moves.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Until it has asked for anything.
    pub first_request: Duration,
    /// While an answer waits to be taken.
    pub answer: Duration,
    /// The same where a trusted proxy asks. It takes more at once than it passes on: behind one that streams, a phone of
    /// 1 KB/s shows only every two or three minutes that it moves.
    pub proxy_answer: Duration,
    /// Between two requests (HTTP/2; over HTTP/1 the time for a request's headers counts).
    pub idle: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        let [first_request, answer, proxy_answer, idle] = [10, 30, 300, 60].map(Duration::from_secs);
        Self { first_request, answer, proxy_answer, idle }
    }
}

impl Patience {
    /// With a trusted proxy.
    pub fn with_proxy(self) -> Self {
        Self { answer: self.proxy_answer, ..self }
    }
}

/// Under pressure a connection whose answer has not moved for so long makes room for others.
const PRESSED_MS: u64 = 5_000;
const NEVER: u64 = u64::MAX;

pub struct Progress {
    patience: Patience,
    /// The same for all connections of a listener, so that they can be compared.
    epoch: Instant,
    /// Milliseconds of the epoch from which this may be closed to make room; [`NEVER`] while it is at work.
    dispensable_from_ms: AtomicU64,
    leave: Notify,
    state: Mutex<State>,
}

struct State {
    since: Instant,
    has_asked: bool,
    /// Requests that are not wholly answered.
    requests: u32,
    /// Answers that were begun, with the moment when something of them was last taken.
    answers: Vec<(u64, Instant)>,
    next: u64,
    /// A write waits for the other side.
    blocked_since: Option<Instant>,
    /// The last moment at which one did: then it is the line that is slow.
    was_blocked: Option<Instant>,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Look again then.
    Wait(Instant),
    /// An answer waits, and nothing of it is taken.
    Stalled,
    /// It has never asked for anything.
    Silent,
    /// It asks for nothing more.
    Idle,
}

impl Progress {
    pub fn new(patience: Patience, epoch: Instant) -> Self {
        let since = Instant::now();
        let state = State {
            since,
            has_asked: false,
            requests: 0,
            answers: Vec::new(),
            next: 0,
            blocked_since: None,
            was_blocked: None,
        };
        let progress = Self {
            patience,
            epoch,
            dispensable_from_ms: AtomicU64::new(NEVER),
            leave: Notify::new(),
            state: Mutex::new(state),
        };
        progress.weigh(&progress.state());
        progress
    }

    pub fn verdict(&self) -> Verdict {
        let (now, state) = (Instant::now(), self.state());
        let (from, patience, verdict) = match state.waiting_since() {
            Some(since) => (since, self.patience.answer, Verdict::Stalled),
            // At work for this one: requests have a time limit of their own.
            None if state.requests > 0 => (now, self.patience.answer, Verdict::Stalled),
            None if state.has_asked => (state.since, self.patience.idle, Verdict::Idle),
            None => (state.since, self.patience.first_request, Verdict::Silent),
        };
        if now >= from + patience { verdict } else { Verdict::Wait(from + patience) }
    }

    /// From when this connection may be closed to make room for another, in milliseconds of the listener's epoch.
    pub fn dispensable_from_ms(&self) -> Option<u64> {
        let from = self.dispensable_from_ms.load(Ordering::Relaxed);
        (from != NEVER).then_some(from)
    }

    /// Asks the connection to make room.
    pub fn send_away(&self) {
        self.leave.notify_one();
    }

    /// Returns when it is asked to.
    pub async fn sent_away(&self) {
        self.leave.notified().await;
    }

    pub fn request_begins(&self) {
        self.change(|state, _| (state.has_asked, state.requests) = (true, state.requests + 1));
    }

    pub fn request_ends(&self) {
        self.change(|state, now| (state.requests, state.since) = (state.requests.saturating_sub(1), now));
    }

    /// An answer is there; its number.
    pub fn answer_begins(&self) -> u64 {
        let mut state = self.state();
        state.next += 1;
        let id = state.next;
        state.answers.push((id, Instant::now()));
        id
    }

    /// Something of an answer was taken.
    pub fn answer_moves(&self, id: u64) {
        let mut state = self.state();
        if let Some((_, at)) = state.answers.iter_mut().find(|(answer, _)| *answer == id) {
            *at = Instant::now();
        }
    }

    pub fn answer_ends(&self, id: u64) {
        self.state().answers.retain(|(answer, _)| *answer != id);
    }

    /// The other side took bytes, or there were none to take.
    pub fn line_moves(&self) {
        if self.state().blocked_since.is_some() {
            self.change(|state, now| {
                (state.blocked_since, state.was_blocked, state.since) = (None, Some(now), now);
            });
        }
    }

    /// A write waits for the other side.
    pub fn line_waits(&self) {
        if self.state().blocked_since.is_none() {
            self.change(|state, now| state.blocked_since = Some(now));
        }
    }

    /// Whether a write waits for the other side at this moment.
    pub fn is_blocked(&self) -> bool {
        self.state().blocked_since.is_some()
    }

    fn change(&self, change: impl FnOnce(&mut State, Instant)) {
        let mut state = self.state();
        change(&mut state, Instant::now());
        self.weigh(&state);
    }

    fn weigh(&self, state: &State) {
        let ms = |at: Instant| at.saturating_duration_since(self.epoch).as_millis() as u64;
        let from = match state.blocked_since {
            Some(since) => ms(since) + PRESSED_MS,
            None if state.requests == 0 => ms(state.since),
            None => NEVER,
        };
        self.dispensable_from_ms.store(from, Ordering::Relaxed);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Since when an answer waits of which nothing is taken; `None` while none does.
    fn waiting_since(&self) -> Option<Instant> {
        // Over HTTP/2 a line may move while one answer doesn't, because the client grants that one no window. But
        // where the line itself is the bottleneck, an answer may have to wait for its turn.
        let answer = self.answers.iter().map(|(_, at)| *at).min();
        self.blocked_since.or_else(|| answer.map(|at| self.was_blocked.map_or(at, |blocked| blocked.max(at))))
    }
}

#[cfg(test)]
mod tests;
