//! Retention: what is closed for longer than its service's schedule says is erased to its figures. The schedule is the
//! city's; a service without one keeps its reports.

use super::{ActError, By, Deed, act};
use crate::{
    city::City,
    store::{Named, Store, StoreError},
};
use std::{sync::Arc, time::Duration};
use tanggap_core::config::PortalConfig;

const DAY: i64 = 24 * 3_600;
/// Reports of one service that are looked up at once.
const PAGE: u32 = 500;
/// Between one report and the next: their writes are mixed with those of people and never stand in a row, whichever process
/// erases.
const PAUSE: Duration = Duration::from_millis(20);

/// A report whose time is over.
pub struct Expired {
    pub uid: String,
    pub ticket: String,
    pub desk: String,
    pub service_code: String,
    /// When something last happened to it, in seconds since 1970.
    pub changed_at: i64,
    /// Only what is older than this is erased.
    before: i64,
}

/// Every report whose time is over at `now`, or at most `most` of them.
pub async fn expired(store: &Store, city: &City, now: i64, most: usize) -> Result<Vec<Expired>, StoreError> {
    let mut all = Vec::new();
    for (desk, code, days) in city.schedules() {
        let before = now - i64::from(days) * DAY;
        let limit = u32::try_from(most.saturating_sub(all.len())).unwrap_or(u32::MAX);
        let found = store.closed_before(desk.to_owned(), code.to_owned(), before, limit).await?;
        all.extend(found.into_iter().map(|(uid, ticket, changed_at)| Expired {
            uid,
            ticket,
            desk: desk.to_owned(),
            service_code: code.to_owned(),
            changed_at,
            before,
        }));
    }
    Ok(all)
}

/// Erases them, one after another with a pause; how many. What was reopened or written to meanwhile stays.
pub async fn expire(
    store: &Store,
    config: &Arc<PortalConfig>,
    city: &City,
    now: i64,
) -> Result<usize, ActError> {
    store.retention_runs(now).await?;
    let mut erased = 0;
    loop {
        let page = expired(store, city, now, PAGE as usize).await?;
        let before = erased;
        for report in page {
            let deed = Deed::Expire { before: report.before };
            match act(store, config, Named::Uid(report.uid), By::System, deed, now).await {
                Ok(_) => {
                    erased += 1;
                    tokio::time::sleep(PAUSE).await;
                }
                Err(ActError::Refused(_) | ActError::Unknown) => {}
                Err(error) => return Err(error),
            }
        }
        if erased == before {
            return Ok(erased);
        }
    }
}
