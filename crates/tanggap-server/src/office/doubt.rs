//! What speaks against erasing at this instant all that the city's schedules call over. What is erased is gone, and the
//! machine's clock may be wrong, or a schedule a mistake: then somebody has to say that it is meant.

use super::expired;
use crate::{
    city::City,
    store::{Store, StoreError},
};
use std::fmt;
use tanggap_core::instant::rfc3339;

const DAY_S: i64 = 24 * 3_600;
/// A city in which nobody reports anything for so long.
const SILENCE_DAYS: i64 = 30;
/// A server erases once a day, a timer once a month.
const PAUSE_DAYS: i64 = 60;
/// So many at once are never too many.
const FEW: usize = 10;

/// Why nothing is erased unless somebody means it.
#[derive(Debug, PartialEq, Eq)]
pub enum Doubt {
    /// No report has come in for long.
    Silence { now: i64 },
    /// Retention has not run for long.
    Pause { now: i64, ran_at: i64 },
    /// It ran later than now.
    SetBack { now: i64, ran_at: i64 },
    /// More than half of all reports that are closed.
    Many { closed: usize },
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clock = |now: &i64| format!("the machine's clock says {}: is it right?", rfc3339(*now));
        match self {
            Self::Silence { now } => {
                write!(f, "no report has come in for {SILENCE_DAYS} days, and {}", clock(now))
            }
            Self::Pause { now, ran_at } => write!(
                f,
                "retention ran last at {}, more than {PAUSE_DAYS} days ago, and {}",
                rfc3339(*ran_at),
                clock(now)
            ),
            Self::SetBack { now, ran_at } => {
                write!(f, "retention ran last at {}, and {}", rfc3339(*ran_at), clock(now))
            }
            Self::Many { closed } => write!(
                f,
                "more than half of all {closed} closed reports would be erased: are clock and schedules right?"
            ),
        }
    }
}

/// `None` also where nothing is over.
pub async fn doubt(store: &Store, city: &City, now: i64) -> Result<Option<Doubt>, StoreError> {
    let closed = store.closed().await?;
    let over = expired(store, city, now, (closed / 2 + 1).max(FEW + 1)).await?.len();
    if over == 0 {
        return Ok(None);
    }
    if store.newest().await?.is_none_or(|newest| newest < now - SILENCE_DAYS * DAY_S) {
        return Ok(Some(Doubt::Silence { now }));
    }
    match store.retention_ran_at().await? {
        Some(ran_at) if ran_at < now - PAUSE_DAYS * DAY_S => return Ok(Some(Doubt::Pause { now, ran_at })),
        Some(ran_at) if ran_at > now + DAY_S => return Ok(Some(Doubt::SetBack { now, ran_at })),
        _ => {}
    }
    Ok((over > FEW && over > closed / 2).then_some(Doubt::Many { closed }))
}
