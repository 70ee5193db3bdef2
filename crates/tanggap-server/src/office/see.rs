//! What the office reads of reports: the list, one with all that it says, its conversation, its pictures. The rules are
//! asked here as for every other act; nothing is shown to a desk by another way.

use super::{ActError, By};
use crate::store::{ByNumber, Latest, Private, Record, Row, Store, StoreError};
use std::sync::Arc;
use tanggap_core::{
    config::PortalConfig,
    office::{Act, Refusal, may},
};

/// A report with all that it says.
pub async fn see(store: &Store, config: &PortalConfig, ticket: &str, by: &By) -> Result<Private, ActError> {
    let record = admitted(store, config, ticket, by).await?;
    let report = store.private(record.ticket.clone()).await?;
    let mut report = report.ok_or(ActError::Refused(Refusal::Erased))?;
    let hears = hears(config, by, &record);
    withhold(&mut report.latest, &hears);
    report.timeline.updates.retain(|update| !update.in_confidence || hears(&update.desk));
    Ok(report)
}

/// The end of a report's conversation but for its last `skip` messages.
pub async fn conversation(
    store: &Store,
    config: &PortalConfig,
    ticket: &str,
    by: &By,
    skip: u32,
) -> Result<Latest, ActError> {
    let record = admitted(store, config, ticket, by).await?;
    let mut latest = store.messages(record.ticket.clone(), skip).await?;
    withhold(&mut latest, hears(config, by, &record));
    Ok(latest)
}

/// Whether this actor may read what was said in confidence while a desk had the report.
fn hears<'a>(config: &'a PortalConfig, by: &'a By, record: &Record) -> impl Fn(&str) -> bool + use<'a> {
    let stands = record.standing();
    move |at| may(&Act::SeeConfidence { at }, by.actor(), &stands, &config.desks).is_ok()
}

fn withhold(latest: &mut Latest, hears: impl Fn(&str) -> bool) {
    let before = latest.messages.len();
    latest.messages.retain(|message| !message.in_confidence || hears(&message.desk));
    latest.withheld = before - latest.messages.len();
}

/// A picture of the report, public or not: by its place in the report, from 1, or by the name that one of a message or a
/// note has.
pub async fn picture(
    store: &Store,
    config: &PortalConfig,
    ticket: &str,
    by: &By,
    which: &str,
) -> Result<Vec<u8>, ActError> {
    let record = admitted(store, config, ticket, by).await?;
    let name = match which.parse::<u32>() {
        Err(_) => Some(which.to_owned()),
        Ok(place) => {
            let report =
                store.private(record.ticket.clone()).await?.ok_or(ActError::Refused(Refusal::Erased))?;
            report.photos.into_iter().find(|photo| photo.place == place).map(|photo| photo.id)
        }
    };
    let jpeg = match name {
        None => None,
        Some(name) if !is_heard(store, config, by, &record, &name).await? => None,
        Some(name) => store.private_photo(record.ticket, name).await?,
    };
    jpeg.ok_or(ActError::Refused(Refusal::NoPhoto))
}

/// False for a picture that came with words which this actor may not read.
async fn is_heard(
    store: &Store,
    config: &PortalConfig,
    by: &By,
    record: &Record,
    name: &str,
) -> Result<bool, StoreError> {
    let at = store.photo_in_confidence(record.ticket.clone(), name.to_owned()).await?;
    Ok(at.is_none_or(|at| hears(config, by, record)(&at)))
}

/// Every report that this actor sees, newest first, without its content; of erased ones what is left.
pub async fn list(store: &Store, config: &Arc<PortalConfig>, by: &By) -> Result<Vec<Row>, StoreError> {
    let mut rows = store.all().await?;
    rows.retain(|row| may(&Act::See, by.actor(), &row.standing(), &config.desks).is_ok());
    Ok(rows)
}

async fn admitted(
    store: &Store,
    config: &PortalConfig,
    ticket: &str,
    by: &By,
) -> Result<Box<Record>, ActError> {
    let (record, erased) = match store.by_number(ticket.to_owned()).await? {
        ByNumber::Unknown => return Err(ActError::Unknown),
        ByNumber::Erased(record) => (record, true),
        ByNumber::Report(record) => (record, false),
    };
    may(&Act::See, by.actor(), &record.standing(), &config.desks).map_err(ActError::Refused)?;
    if erased { Err(ActError::Refused(Refusal::Erased)) } else { Ok(record) }
}
