//! What a report's own reporter may see of it: all of it.

use super::{
    Audience, Private, Sqlite, StoreError, columns::text, confidence, lookup, messages, photos, timeline,
};
use rusqlite::{Connection, OptionalExtension};

/// The place of what is asked for beside a record's columns.
const BODY: usize = lookup::ERASED;

impl Sqlite {
    /// The desk that had the report when this picture came with words that stay in confidence; `None`: with others.
    pub async fn photo_in_confidence(
        &self,
        ticket: String,
        id: String,
    ) -> Result<Option<String>, StoreError> {
        self.readers.run(move |connection| confidence::of_photo(connection, &ticket, &id)).await
    }

    /// All that a report's own reporter may see; `None` once it was erased.
    pub async fn private(&self, ticket: String) -> Result<Option<Private>, StoreError> {
        self.readers.run(move |connection| of_report(connection, &ticket)).await
    }

    /// A photo of this report, of its messages or of its updates.
    pub async fn private_photo(&self, ticket: String, id: String) -> Result<Option<Vec<u8>>, StoreError> {
        self.readers.run(move |connection| photo(connection, &ticket, &id)).await
    }
}

/// `None` once it was erased.
pub fn of_report(connection: &Connection, ticket: &str) -> Result<Option<Private>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "select {columns}, body, device_ticket from reports where ticket = ?1 and erased_at is null",
        columns = lookup::COLUMNS.as_str()
    ))?;
    let found = statement.query_row([ticket], |row| {
        Ok((row.get(lookup::ID)?, lookup::record(row)?, row.get(BODY)?, text(row, BODY + 1)?))
    });
    let Some((report, record, body, device_ticket)) = found.optional()? else { return Ok(None) };
    Ok(Some(Private {
        record,
        body,
        device_ticket,
        photos: photos::of_report(connection, report)?,
        timeline: timeline::of_report(connection, report, Audience::Reporter)?,
        latest: messages::latest(connection, report, 0)?,
    }))
}

/// A photo of this report, of its messages or of its updates.
pub fn photo(connection: &Connection, ticket: &str, public_id: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select jpeg from photos join reports on reports.id = report_id where public_id = ?2 and ticket = ?1",
    )?;
    Ok(statement.query_row((ticket, public_id), |row| row.get(0)).optional()?)
}
