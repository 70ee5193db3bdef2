//! What happens to a report: its beginning, and what desks do. Nothing is ever changed, only added.

use super::{Act, NewUpdate, StoreError, Update};
use crate::random;
use rusqlite::{Connection, OptionalExtension, named_params};

/// The first entry of every timeline.
pub fn begin(connection: &Connection, report: i64, desk: &str, at: i64) -> Result<(), StoreError> {
    insert(
        connection,
        report,
        &Entry { at, kind: "status", status: "received", desk, to_desk: None, note: None },
    )
}

pub fn add(connection: &Connection, update: &NewUpdate) -> Result<bool, StoreError> {
    let Some((report, desk, status)) = standing(connection, &update.ticket)? else { return Ok(false) };
    let (kind, status, to_desk) = match &update.act {
        Act::Status(status) => ("status", status.as_str(), None),
        Act::Referral { to_desk, status } => ("referral", status.as_str(), Some(to_desk.as_str())),
        Act::Note => ("note", status.as_str(), None),
    };
    let note = update.note.as_deref();
    insert(connection, report, &Entry { at: update.at, kind, status, desk: &desk, to_desk, note })?;
    connection
        .prepare_cached("update reports set status = ?2, desk = ?3, updated_at = ?4 where id = ?1")?
        .execute((report, status, to_desk.unwrap_or(&desk), update.at))?;
    Ok(true)
}

pub fn publish(connection: &Connection, ticket: &str, at: i64) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached(
        "update reports set published_at = coalesce(published_at, ?2)
             where ticket = ?1 and erased_at is null",
    )?;
    Ok(statement.execute((ticket, at))? == 1)
}

pub fn of_report(connection: &Connection, report: i64) -> Result<Vec<Update>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select update_id, at, kind, status, desk, to_desk, note from updates where report_id = ?1 order by id",
    )?;
    let updates = statement.query_map([report], |row| {
        Ok(Update {
            update_id: row.get(0)?,
            at: row.get(1)?,
            kind: row.get(2)?,
            status: row.get(3)?,
            desk: row.get(4)?,
            to_desk: row.get(5)?,
            note: row.get(6)?,
        })
    })?;
    Ok(updates.collect::<Result<_, _>>()?)
}

struct Entry<'a> {
    at: i64,
    kind: &'a str,
    status: &'a str,
    desk: &'a str,
    to_desk: Option<&'a str>,
    note: Option<&'a str>,
}

fn insert(connection: &Connection, report: i64, entry: &Entry<'_>) -> Result<(), StoreError> {
    // Random: a running number would tell how much a desk gets.
    let update_id = random::update_id().map_err(|error| StoreError::Broken(error.to_string()))?;
    connection
        .prepare_cached(
            "insert into updates (update_id, report_id, at, kind, status, desk, to_desk, note)
             values (:update_id, :report, :at, :kind, :status, :desk, :to_desk, :note)",
        )?
        .execute(named_params! {
            ":update_id": update_id,
            ":report": report,
            ":at": entry.at,
            ":kind": entry.kind,
            ":status": entry.status,
            ":desk": entry.desk,
            ":to_desk": entry.to_desk,
            ":note": entry.note,
        })?;
    Ok(())
}

fn standing(connection: &Connection, ticket: &str) -> Result<Option<(i64, String, String)>, StoreError> {
    let mut statement = connection
        .prepare_cached("select id, desk, status from reports where ticket = ?1 and erased_at is null")?;
    Ok(statement.query_row([ticket], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?)
}
