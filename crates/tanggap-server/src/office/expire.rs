//! Retention: what is closed for longer than its service's schedule says is erased to its figures. The schedule is the
//! city's; a service without one keeps its reports. What is merged stays for as long as what it waits for. What a clock has
//! closed that cannot have been right stays, too, and is named.

use super::{ActError, By, Deed, act, schedules::Schedules};
use crate::{
    city::City,
    store::{Closed, Named, Store, StoreError},
};
use std::{sync::Arc, time::Duration};
use tanggap_core::{config::PortalConfig, service::ServiceKind};

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
    /// Only what is older than this, and of this kind still, is erased.
    before: i64,
    kind: Option<ServiceKind>,
}

/// Every report whose time is over at `now`, or at most `most` of them.
pub async fn expired(store: &Store, city: &City, now: i64, most: usize) -> Result<Vec<Expired>, StoreError> {
    let since = move |days: u32| now - i64::from(days) * DAY;
    let services = city.schedules().map(|(desk, code, days)| (desk.to_owned(), code.to_owned(), since(days)));
    let services: Vec<_> = services.collect();
    if services.is_empty() {
        return Ok(Vec::new());
    }
    let schedules = Schedules::of(city);
    let before = move |report: &Closed| schedules.days(report).map(since);
    let over = store.over_by(services, Box::new(before.clone()), now, most).await?;
    let expired = |report: Closed| {
        let before = before(&report)?;
        let Closed { uid, ticket, first_desk: desk, service_code, kind, changed_at, .. } = report;
        Some(Expired { uid, ticket, desk, service_code, changed_at, before, kind })
    };
    Ok(over.into_iter().filter_map(expired).collect())
}

/// A closed report that stays though a schedule would have it go, or may.
pub struct Unexpired {
    pub ticket: String,
    /// The desk and the service that received it.
    pub desk: String,
    pub service_code: String,
    pub why: Why,
}

/// Why it stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It was closed before it came in, or later than now: no clock that was right says so.
    Doubtful { closed_at: i64 },
    /// It became a complaint about conduct, and no schedule is known for these.
    NoSchedule,
}

/// What stays and is told to somebody, who can close it again or erase it.
pub async fn unexpired(store: &Store, city: &City, now: i64) -> Result<Vec<Unexpired>, StoreError> {
    if city.schedules().next().is_none() {
        return Ok(Vec::new());
    }
    let schedules = Schedules::of(city);
    let why = |report: &Closed| match report.is_doubtful(now) {
        _ if schedules.lacks_one(report) => Some(Why::NoSchedule),
        true => schedules.days(report).map(|_| Why::Doubtful { closed_at: report.changed_at }),
        false => None,
    };
    let stays = |report: Closed| {
        let why = why(&report)?;
        let Closed { ticket, first_desk: desk, service_code, .. } = report;
        Some(Unexpired { ticket, desk, service_code, why })
    };
    Ok(store.closed_oddly(now).await?.into_iter().filter_map(stays).collect())
}

/// Services that the city's files have no more, as `desk/service`, and how many reports each has: no schedule is known for them.
pub async fn unscheduled(store: &Store, city: &City) -> Result<Vec<(String, u64)>, StoreError> {
    let services = store.by_service().await?.into_iter();
    let gone = services.filter(|(desk, code, _)| city.service(desk, code).is_none());
    Ok(gone.map(|(desk, code, reports)| (format!("{desk}/{code}"), reports)).collect())
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
            let deed = Deed::Expire { before: report.before, kind: report.kind };
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
