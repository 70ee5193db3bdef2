//! One report by its number: the question that most people ask most of the time.

use super::{ByNumber, Record, StoreError};
use rusqlite::{Connection, OptionalExtension, Row};

/// What a [`Record`] is read from; the body only where it is published.
pub const COLUMNS: &str =
    "id, ticket, first_desk, desk, service_code, clock, status, received_at, updated_at,
    (select note from updates where report_id = reports.id and note is not null order by id desc limit 1),
    case when published_at is not null then body end";

pub fn by_number(connection: &Connection, ticket: &str) -> Result<ByNumber, StoreError> {
    let mut shared = connection
        .prepare_cached("select 1 from reports where device_ticket = ?1 and device_ticket <> ticket")?;
    if shared.exists([ticket])? {
        return Ok(ByNumber::Shared);
    }
    let mut statement =
        connection.prepare_cached(&format!("select {COLUMNS} from reports where ticket = ?1"))?;
    let record = statement.query_row([ticket], record).optional()?;
    Ok(record.map_or(ByNumber::Unknown, |record| ByNumber::Report(Box::new(record))))
}

pub fn record(row: &Row<'_>) -> rusqlite::Result<Record> {
    Ok(Record {
        id: row.get(0)?,
        ticket: row.get(1)?,
        first_desk: row.get(2)?,
        desk: row.get(3)?,
        service_code: row.get(4)?,
        clock: row.get(5)?,
        status: row.get(6)?,
        received_at: row.get(7)?,
        updated_at: row.get(8)?,
        last_note: row.get(9)?,
        published_body: row.get(10)?,
    })
}
