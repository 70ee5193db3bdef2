//! The public figures. They are counted beside the requests, not for each: whoever asks gets what was counted last, and
//! counting a million reports again never takes more than a small share of the machine.
//!
//! - [`count`]: what is counted; [`few`]: that nobody can be made out in it; [`kept`]: what was counted last

mod count;
mod few;
mod kept;

pub use count::Row;
pub use kept::{Figures, Kept};

use crate::app_state::AppState;
use count::Count;
use kept::HOLD;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::time::timeout;

/// How far back they go.
pub const DAYS: i64 = 365;
/// How many times longer they hold than it took to count them.
const HOLD_TIMES: u32 = 50;
/// How long somebody waits for the first ones; then they are asked to come again.
const WAIT: Duration = Duration::from_secs(2);

/// The figures as they were counted last; `None` where they are still being counted for the first time.
pub async fn get(portal: &Arc<AppState>) -> Option<Arc<Kept>> {
    let figures = &portal.figures;
    let kept = figures.kept();
    if !kept.as_ref().is_some_and(|kept| kept.holds(portal.now(), (portal.steady)()))
        && let Ok(counting) = Arc::clone(&figures.counting).try_lock_owned()
    {
        let portal = Arc::clone(portal);
        tokio::spawn(async move {
            count(&portal).await;
            drop(counting);
        });
    }
    let told = |kept: Option<Arc<Kept>>| kept.filter(|kept| kept.may_be_told(portal.now()));
    if let Some(kept) = told(kept) {
        return Some(kept);
    }
    drop(timeout(WAIT, figures.counting.lock()).await);
    told(figures.kept())
}

async fn count(portal: &Arc<AppState>) {
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
    portal.figures.keep(Kept::new(now, (portal.steady)().saturating_add(hold), rows));
}
