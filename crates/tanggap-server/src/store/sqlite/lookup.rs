//! One report by its number: the question that most people ask most of the time.

use super::{
    Audience, ByNumber, Classified, Record, Sqlite, StoreError, Timeline,
    columns::{office_words, optional_text, text},
    photos,
    public::{IS_PUBLIC, TELLS_ALL},
    standing, timeline,
};
use rusqlite::{Connection, OptionalExtension, Row};
use std::sync::LazyLock;

/// What a [`Record`] is read from; the body only where it is published.
pub static COLUMNS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "id, ticket, first_desk, desk, service_code, clock, status, received_at, updated_at,
        case when {tells_all} then (select note from updates
            where report_id = reports.id and note is not null and for_all = 1 order by id desc limit 1) end,
        case when {is_public} then body end,
        case when {is_public} then (select group_concat(public_id, ' ' order by place) from photos
            where report_id = reports.id and message_id is null and update_id is null and public_id is not null
              and withheld_at is null and late = 0) end,
        has_key,
        exists (select 1 from messages where report_id = reports.id and kind = 'question' and answered = 0),
        kind, publishable, redaction",
        tells_all = TELLS_ALL.as_str(),
        is_public = IS_PUBLIC.as_str(),
    )
});

/// The place of the row's id among them, and of what is asked for beside them.
pub const ID: usize = 0;
pub const ERASED: usize = 17;

impl Sqlite {
    /// What happened to a report, as everyone with its number reads it.
    pub async fn timeline(&self, ticket: String) -> Result<Timeline, StoreError> {
        self.readers
            .run(move |connection| {
                timeline::of_report(connection, standing::known(connection, &ticket)?, Audience::Everyone)
            })
            .await
    }

    /// The report that people know by a number, with what happened to it.
    pub async fn by_number(&self, ticket: String) -> Result<ByNumber, StoreError> {
        self.readers.run(move |connection| by_number(connection, &ticket)).await
    }
}

/// A number answers for the first report that was accepted under it. Whoever claimed it later has another one, which
/// changes nothing here: not even that the first one was erased.
pub fn by_number(connection: &Connection, ticket: &str) -> Result<ByNumber, StoreError> {
    let columns = COLUMNS.as_str();
    let mut statement = connection
        .prepare_cached(&format!("select {columns}, erased_at is not null from reports where ticket = ?1"))?;
    let found = statement.query_row([ticket], |row| Ok((record(row)?, row.get(ERASED)?))).optional()?;
    Ok(match found {
        None => ByNumber::Unknown,
        Some((record, true)) => ByNumber::Erased(Box::new(record)),
        Some((record, false)) => ByNumber::Report(Box::new(record)),
    })
}

pub fn record(row: &Row<'_>) -> rusqlite::Result<Record> {
    Ok(Record {
        ticket: text(row, 1)?,
        first_desk: text(row, 2)?,
        desk: text(row, 3)?,
        service_code: text(row, 4)?,
        classified: Classified {
            kind: standing::kind(optional_text(row, 14)?),
            publishable: row.get(15)?,
            clock: optional_text(row, 5)?,
        },
        status: text(row, 6)?,
        received_at: row.get(7)?,
        updated_at: row.get(8)?,
        last_note: office_words(row, 9)?,
        published_body: row.get(10)?,
        published_photos: photos::names(optional_text(row, 11)?),
        has_key: row.get(12)?,
        is_asked: row.get(13)?,
        redaction: optional_text(row, 16)?,
    })
}
