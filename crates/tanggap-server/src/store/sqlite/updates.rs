//! What happens to a report: its beginning, and what desks do. Nothing is ever changed, only added. [`timeline`](super::timeline)
//! reads it.

use super::StoreError;
use crate::random;
use rusqlite::{Connection, named_params};
use tanggap_core::status::Status;

/// In `acted_by`.
const REPORTER: &str = "reporter";

/// The first entry of every timeline.
pub fn begin(connection: &Connection, report: i64, desk: &str, at: i64) -> Result<(), StoreError> {
    insert(connection, report, &Entry { at, kind: "status", status: "received", desk, ..Entry::default() })?;
    Ok(())
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
    insert(connection, report, &Entry { at, kind: "status", status, desk, acted_by, ..Entry::default() })?;
    move_report(connection, report, status, desk, at)
}

/// Hands a report to another desk, with an entry in its timeline. What its reporter has taken back stays so.
pub fn refer(
    connection: &Connection,
    report: i64,
    entry: &Entry<'_>,
    to_desk: &str,
) -> Result<(), StoreError> {
    let withdrawn = "select exists (select 1 from reports where id = ?1 and status = 'withdrawn')";
    let is_withdrawn: bool = connection.prepare_cached(withdrawn)?.query_row([report], |row| row.get(0))?;
    let status = if is_withdrawn { Status::Withdrawn } else { Status::Referred };
    let referral = Entry { kind: "referral", status: status.word(), to_desk: Some(to_desk), ..*entry };
    insert(connection, report, &referral)?;
    move_report(connection, report, status.word(), to_desk, entry.at)
}

/// What was said to everyone is for the reporter from now on.
pub fn for_reporter_only(connection: &Connection, report: i64) -> Result<(), StoreError> {
    connection.prepare_cached("update updates set for_all = 0 where report_id = ?1")?.execute([report])?;
    Ok(())
}

/// Where a report stands now, and who has it.
pub fn move_report(
    connection: &Connection,
    report: i64,
    status: &str,
    desk: &str,
    at: i64,
) -> Result<(), StoreError> {
    connection
        // Whatever stands otherwise than as a duplicate is merged into nothing any more. That it tells of the same stays.
        .prepare_cached(
            "update reports set status = ?2, desk = ?3, updated_at = ?4,
                 merged_into = case when ?2 = 'duplicate' then merged_into end
             where id = ?1",
        )?
        .execute((report, status, desk, at))?;
    Ok(())
}

/// One entry of a timeline, to be written.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    pub at: i64,
    pub kind: &'a str,
    pub status: &'a str,
    pub desk: &'a str,
    pub to_desk: Option<&'a str>,
    pub note: Option<&'a str>,
    /// Whether everyone with the number reads the note.
    pub for_all: bool,
    pub acted_by: Option<&'a str>,
}

impl Default for Entry<'_> {
    fn default() -> Self {
        Self {
            at: 0,
            kind: "",
            status: "",
            desk: "",
            to_desk: None,
            note: None,
            for_all: true,
            acted_by: None,
        }
    }
}

/// The row that it became.
pub fn insert(connection: &Connection, report: i64, entry: &Entry<'_>) -> Result<i64, StoreError> {
    // Random: a running number would tell how much a desk gets.
    let update_id = random::update_id().map_err(|error| StoreError::Broken(error.to_string()))?;
    connection
        .prepare_cached(
            "insert into updates (update_id, report_id, at, kind, status, desk, to_desk, note, for_all, acted_by)
             values (:update_id, :report, :at, :kind, :status, :desk, :to_desk, :note, :for_all, :acted_by)",
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
            ":for_all": entry.for_all,
            ":acted_by": entry.acted_by,
        })?;
    Ok(connection.last_insert_rowid())
}
