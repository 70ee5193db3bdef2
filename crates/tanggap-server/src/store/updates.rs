//! What happens to a report: its beginning, and what desks do. Nothing is ever changed, only added.

use super::{Act, Acted, NewUpdate, StoreError, Update, photos};
use crate::random;
use rusqlite::{Connection, OptionalExtension, named_params};
use tanggap_core::status::Status;

/// In `acted_by`.
const REPORTER: &str = "reporter";

/// The first entry of every timeline.
pub fn begin(connection: &Connection, report: i64, desk: &str, at: i64) -> Result<(), StoreError> {
    insert(
        connection,
        report,
        &Entry { at, kind: "status", status: "received", desk, to_desk: None, note: None, acted_by: None },
    )?;
    Ok(())
}

pub fn add(connection: &Connection, update: &NewUpdate) -> Result<Acted, StoreError> {
    let Some((report, desk, status)) = standing(connection, &update.ticket)? else {
        return Ok(Acted::Unknown);
    };
    // In the transaction of the act: who looked before may have looked too soon.
    if status == Status::Withdrawn.word() && !matches!(update.act, Act::Note) {
        return Ok(Acted::Withdrawn);
    }
    let (kind, status, to_desk) = match &update.act {
        Act::Status(status) => ("status", status.as_str(), None),
        Act::Referral { to_desk, status } => ("referral", status.as_str(), Some(to_desk.as_str())),
        Act::Note => ("note", status.as_str(), None),
    };
    let note = update.note.as_deref();
    let entry = Entry { at: update.at, kind, status, desk: &desk, to_desk, note, acted_by: None };
    let id = insert(connection, report, &entry)?;
    if let Some(picture) = &update.photo {
        photos::of_update(connection, report, id, picture, update.at)?;
    }
    move_report(connection, report, status, to_desk.unwrap_or(&desk), update.at)?;
    Ok(Acted::Added)
}

/// What a reporter did to the report. The words stay in the conversation: a timeline is read by everyone.
pub fn by_reporter(
    connection: &Connection,
    report: i64,
    desk: &str,
    status: &str,
    at: i64,
) -> Result<(), StoreError> {
    let acted_by = Some(REPORTER);
    insert(
        connection,
        report,
        &Entry { at, kind: "status", status, desk, to_desk: None, note: None, acted_by },
    )?;
    move_report(connection, report, status, desk, at)
}

fn move_report(
    connection: &Connection,
    report: i64,
    status: &str,
    desk: &str,
    at: i64,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("update reports set status = ?2, desk = ?3, updated_at = ?4 where id = ?1")?
        .execute((report, status, desk, at))?;
    Ok(())
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
        "select updates.update_id, at, kind, status, desk, to_desk, note, acted_by = 'reporter', public_id
         from updates left join photos on photos.update_id = updates.id
         where updates.report_id = ?1 order by updates.id",
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
            by_reporter: row.get::<_, Option<bool>>(7)?.unwrap_or(false),
            photo: row.get(8)?,
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
    acted_by: Option<&'a str>,
}

/// The row that it became.
fn insert(connection: &Connection, report: i64, entry: &Entry<'_>) -> Result<i64, StoreError> {
    // Random: a running number would tell how much a desk gets.
    let update_id = random::update_id().map_err(|error| StoreError::Broken(error.to_string()))?;
    connection
        .prepare_cached(
            "insert into updates (update_id, report_id, at, kind, status, desk, to_desk, note, acted_by)
             values (:update_id, :report, :at, :kind, :status, :desk, :to_desk, :note, :acted_by)",
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
            ":acted_by": entry.acted_by,
        })?;
    Ok(connection.last_insert_rowid())
}

fn standing(connection: &Connection, ticket: &str) -> Result<Option<(i64, String, String)>, StoreError> {
    let mut statement = connection
        .prepare_cached("select id, desk, status from reports where ticket = ?1 and erased_at is null")?;
    Ok(statement.query_row([ticket], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?)
}
