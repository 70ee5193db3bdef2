//! The public figures. They are counted beside the requests, not for each: whoever asks gets what was counted last, and
//! counting a million reports again never takes more than a small share of the machine.
//!
//! - [`count`]: what is counted; [`few`]: that nobody can be made out in it

mod count;
mod few;

pub use count::Row;

use crate::{http::Encoded, portal::Portal};
use count::Count;
use serde_json::Value;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::time::timeout;

/// How far back they go.
pub const DAYS: i64 = 365;
/// How long they hold at least, and how many times longer than it took to count them.
const HOLD: Duration = Duration::from_secs(60);
const HOLD_TIMES: u32 = 50;
/// How long somebody waits for the first ones; then they are asked to come again.
const WAIT: Duration = Duration::from_secs(2);

#[derive(Default)]
pub struct Figures {
    kept: Mutex<Option<Arc<Kept>>>,
    counting: Arc<tokio::sync::Mutex<()>>,
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
    /// The answer that tells them; `desk` and `language` are known ones.
    pub fn answer(&self, desk: Option<&str>, language: &str, make: impl FnOnce() -> Value) -> Arc<Encoded> {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let made = answers.entry((desk.map(str::to_owned), language.to_owned()));
        Arc::clone(made.or_insert_with(|| Arc::new(Encoded::new(make().to_string().into()))))
    }

    fn holds(&self, portal: &Portal) -> bool {
        (portal.steady)() < self.hold_until && self.as_of <= portal.now()
    }

    /// Whether they may be told while new ones are counted: not what a clock that was far ahead made of the reports.
    fn may_be_told(&self, portal: &Portal) -> bool {
        self.as_of.saturating_sub(portal.now()) <= HOLD.as_secs() as i64
    }
}

/// The figures as they were counted last; `None` where they are still being counted for the first time.
pub async fn get(portal: &Arc<Portal>) -> Option<Arc<Kept>> {
    let figures = &portal.figures;
    let kept = figures.kept();
    if !kept.as_ref().is_some_and(|kept| kept.holds(portal))
        && let Ok(counting) = Arc::clone(&figures.counting).try_lock_owned()
    {
        let portal = Arc::clone(portal);
        tokio::spawn(async move {
            count(&portal).await;
            drop(counting);
        });
    }
    let told = |kept: Option<Arc<Kept>>| kept.filter(|kept| kept.may_be_told(portal));
    if let Some(kept) = told(kept) {
        return Some(kept);
    }
    drop(timeout(WAIT, figures.counting.lock()).await);
    told(figures.kept())
}

impl Figures {
    fn kept(&self) -> Option<Arc<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn count(portal: &Arc<Portal>) {
    let (now, begun) = (portal.now(), Instant::now());
    let since = now - DAYS * 24 * 3_600;
    let count = Count::new(&portal.config, &portal.holidays, now);
    let counted = portal.store.courses(since, count, |count, course| count.add(&course)).await;
    let count = match counted {
        Ok(count) => count,
        Err(error) => {
            tracing::error!(%error, "the figures could not be counted");
            return;
        }
    };
    let rows = few::merged(count.rows());
    let hold = u64::try_from((begun.elapsed() * HOLD_TIMES).max(HOLD).as_millis()).unwrap_or(u64::MAX);
    let kept = Kept {
        as_of: now,
        hold_until: (portal.steady)().saturating_add(hold),
        rows,
        answers: Mutex::default(),
    };
    *portal.figures.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(kept));
}
