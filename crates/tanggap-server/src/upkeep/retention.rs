//! Once a day, what is closed for longer than its service's schedule says is erased to its figures, one report after
//! another, so that nobody who sends one waits for it. Without a schedule nothing happens. What is erased is gone, and a
//! machine's clock may be wrong; so
//!
//! - the start only says how many there are; the first are erased an hour later,
//! - time goes on by the steady clock: one that is set forward while the server runs makes nothing older,
//! - where the clock may have been wrong at the start already, or too much would go at once ([`office::doubt`]), nothing is
//!   erased.

use crate::{
    app_state::AppState,
    office::{self, ActError},
    store::StoreError,
};
use std::time::Duration;
use tokio::time::sleep;

const LOOK_EVERY: Duration = Duration::from_secs(60);
/// Between the start and the first time.
const NOTICE_MS: u64 = 3_600_000;
const DAY_MS: u64 = 24 * NOTICE_MS;
/// Clocks are corrected by less.
const SET_FORWARD_S: i64 = 3_600;
/// At a start so many are counted, and no more.
const COUNTED: usize = 10_000;
/// How often it tries to take the database's log in while nobody reads from it.
const TRIES: usize = 30;

pub async fn run(portal: &AppState) {
    if portal.city.schedules().next().is_none() {
        return;
    }
    let mut days = Days::begin(portal.now(), (portal.steady)());
    match office::expired(&portal.store, &portal.city, portal.now(), COUNTED).await {
        Ok(over) if over.is_empty() => {}
        Ok(over) => tracing::info!(
            reports = over.len(),
            "retention: their time is over; they are erased to their figures from in an hour on (`retention --dry-run` lists them)"
        ),
        Err(error) => tracing::warn!(%error, "retention: what is over could not be looked up"),
    }
    loop {
        sleep(LOOK_EVERY).await;
        let wall_s = portal.now();
        let Some(now) = days.due(wall_s, (portal.steady)()) else { continue };
        if wall_s - now > SET_FORWARD_S {
            tracing::warn!(
                seconds = wall_s - now,
                "retention: the machine's clock was set forward since the start, so time is counted from there. If the clock \
                 is right now, restart"
            );
        }
        if let Err(error) = erase(portal, now).await {
            tracing::warn!(%error, "retention: the rest is erased tomorrow");
        }
    }
}

async fn erase(portal: &AppState, now: i64) -> Result<(), ActError> {
    if let Some(doubt) = office::doubt(&portal.store, &portal.city, now).await? {
        tracing::warn!(
            "retention: nothing is erased. {doubt} The command `retention --yes` erases all the same"
        );
        return Ok(());
    }
    let kept = office::unexpired(&portal.store, &portal.city, now).await?.len();
    if kept > 0 {
        tracing::warn!(
            kept,
            "retention: closed at a time that no right clock says, or become conduct without a schedule for that; they are kept \
             (`retention --dry-run` names them)"
        );
    }
    let erased = office::expire(&portal.store, &portal.config, &portal.city, now).await?;
    tracing::info!(erased, "retention: reports whose time was over are erased to their figures");
    if erased > 0 && !take_log_in(portal).await? {
        tracing::info!(
            "retention: readers were busy, traces stay in the database's log until it is written back"
        );
    }
    Ok(())
}

/// Never while somebody reads: writers would have to wait for them.
async fn take_log_in(portal: &AppState) -> Result<bool, StoreError> {
    for _ in 0..TRIES {
        if portal.store.empty_log(Duration::ZERO).await? {
            return Ok(true);
        }
        sleep(Duration::from_secs(1)).await;
    }
    Ok(false)
}

/// When it is time, and by which instant is judged.
struct Days {
    wall_s: i64,
    steady_ms: u64,
    due_ms: u64,
}

impl Days {
    fn begin(wall_s: i64, steady_ms: u64) -> Self {
        Self { wall_s, steady_ms, due_ms: steady_ms.saturating_add(NOTICE_MS) }
    }

    fn due(&mut self, wall_s: i64, steady_ms: u64) -> Option<i64> {
        if steady_ms < self.due_ms {
            return None;
        }
        self.due_ms = steady_ms.saturating_add(DAY_MS);
        let passed_s = i64::try_from(steady_ms.saturating_sub(self.steady_ms) / 1_000).unwrap_or(i64::MAX);
        Some(wall_s.min(self.wall_s.saturating_add(passed_s)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_time_an_hour_after_the_start_and_then_once_a_day_whatever_the_wall_clock_says() {
        const START_S: i64 = 1_795_489_200;
        let mut days = Days::begin(START_S, 5);
        let years = 20 * 365 * 24 * 3_600;
        for (steady_ms, set_by_s, due) in [
            (5, 0, None),
            (NOTICE_MS, years, None),
            (NOTICE_MS + 5, 0, Some(3_600)),
            (NOTICE_MS + 6, 0, None),
            (DAY_MS, years, None),
            (DAY_MS + NOTICE_MS + 5, years, Some(25 * 3_600)),
            (2 * DAY_MS + NOTICE_MS + 5, -7_200, Some(47 * 3_600)),
            // Two days later: once, not twice.
            (4 * DAY_MS + NOTICE_MS + 5, 0, Some(97 * 3_600)),
            (4 * DAY_MS + NOTICE_MS + 6, 0, None),
        ] {
            let wall_s = START_S + (steady_ms / 1_000) as i64 + set_by_s;
            let judged_by = days.due(wall_s, steady_ms);
            assert_eq!(
                judged_by,
                due.map(|after_s| START_S + after_s),
                "{steady_ms} ms, set by {set_by_s} s"
            );
        }
    }
}
