//! The figures as they were counted last, and the answers that tell them.

use super::count::Row;
use crate::http::Encoded;
use serde_json::Value;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// How long they hold at least.
pub const HOLD: Duration = Duration::from_secs(60);

#[derive(Default)]
pub struct Figures {
    kept: Mutex<Option<Arc<Kept>>>,
    /// Held by whoever counts.
    pub counting: Arc<tokio::sync::Mutex<()>>,
}

/// A desk, or all of them, and a language.
type Asked = (Option<String>, String);

pub struct Kept {
    /// When they were counted, by the clock that people read. It may be set back at any moment.
    pub as_of: i64,
    /// By the steady clock, in milliseconds.
    hold_until: u64,
    pub rows: Vec<Row>,
    /// Made of them once per desk and language, and made small once.
    answers: Mutex<HashMap<Asked, Arc<Encoded>>>,
}

impl Kept {
    pub fn new(as_of: i64, hold_until: u64, rows: Vec<Row>) -> Self {
        Self { as_of, hold_until, rows, answers: Mutex::default() }
    }

    /// The answer that tells them; `desk` and `language` are known ones.
    pub fn answer(&self, desk: Option<&str>, language: &str, make: impl FnOnce() -> Value) -> Arc<Encoded> {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let made = answers.entry((desk.map(str::to_owned), language.to_owned()));
        Arc::clone(made.or_insert_with(|| Arc::new(Encoded::new(make().to_string().into()))))
    }

    /// At this moment of both clocks: seconds since 1970, and milliseconds of the steady one.
    pub fn holds(&self, now: i64, steady_ms: u64) -> bool {
        steady_ms < self.hold_until && self.as_of <= now
    }

    /// Whether they may be told while new ones are counted: not what a clock that was far ahead made of the reports.
    pub fn may_be_told(&self, now: i64) -> bool {
        self.as_of.saturating_sub(now) <= HOLD.as_secs() as i64
    }
}

impl Figures {
    pub fn kept(&self) -> Option<Arc<Kept>> {
        self.lock().clone()
    }

    pub fn keep(&self, counted: Kept) {
        *self.lock() = Some(Arc::new(counted));
    }

    fn lock(&self) -> MutexGuard<'_, Option<Arc<Kept>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
