//! The last day for an answer to a report of this device: as the desk's own clock says once that is known, else counted
//! here from the day of receipt. Before a report has arrived nobody can name a day.

use crate::state::{
    Portal, city_file, following,
    outbox::{Row, outbox},
    tracker,
};
use leptos::{prelude::*, task::spawn_local};
use tanggap_core::{
    config,
    instant::Instant,
    service::ServiceClock,
    workdays::{self, Allowance},
};
use time::Date;

/// How long an answer may take, and until when that is.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// What is to be there by then, as the city calls it.
    pub name: String,
    pub days: u16,
    pub working: bool,
    /// `None` before the report has arrived, and where the holidays are not known.
    pub day: Option<Date>,
}

/// `None` for a service without a clock.
pub fn due(portal: Portal, row: Memo<Row>) -> Memo<Option<Due>> {
    let promised = outbox()
        .with_untracked(|outbox| row.with_untracked(|row| outbox.promised.get(row.uid.as_str()).cloned()));
    let holidays = RwSignal::new(None::<Vec<Date>>);
    if promised.as_ref().is_some_and(|clock| clock.working) {
        spawn_local(async move {
            let _gone = holidays.try_set(fetched(portal).await);
        });
    }
    let list = following::following();
    Memo::new(move |_| {
        let known = row.with(Row::ticket_now).and_then(|ticket| {
            let followed = list.with(|list| list.by_number.get(ticket.digits()).cloned())?;
            tracker::known(portal, &followed, true)?.report.clock
        });
        if let Some(clock) = known {
            return Some(Due {
                name: clock.name,
                days: clock.days,
                working: clock.working,
                day: Some(clock.due),
            });
        }
        let promised = promised.as_ref()?;
        let received = row.with(|row| row.received_at.clone());
        let day =
            received.and_then(|at| holidays.with(|days| counted(portal, promised, &at, days.as_deref())));
        Some(Due { name: promised.name.clone(), days: promised.days, working: promised.working, day })
    })
}

/// `None` where it takes holidays that are not known.
fn counted(portal: Portal, clock: &ServiceClock, received: &str, holidays: Option<&[Date]>) -> Option<Date> {
    let offset = portal.config().utc_offset;
    let start = Instant::parse(received, offset)?.date_at(offset);
    let holidays = if clock.working { holidays? } else { &[] };
    let allowance = Allowance { days: clock.days, working: clock.working };
    Some(workdays::read(allowance, start, start, holidays).due)
}

/// The city's holidays; none where it names no file, `None` where the file can't be had.
async fn fetched(portal: Portal) -> Option<Vec<Date>> {
    let Some(file) = &portal.config().holidays else { return Some(Vec::new()) };
    config::holidays(&city_file::text(portal.base, file).await?).ok()
}
