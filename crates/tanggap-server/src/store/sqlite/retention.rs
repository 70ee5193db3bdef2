//! Which reports are over, and what the database knows that says whether the clock can be right by which they are erased.

use super::{Sqlite, StoreError, Turn, closed::CLOSED, meta};
use rusqlite::{Connection, OptionalExtension};

/// In `meta`: when retention last passed over the reports, in seconds since 1970.
const RAN_AT: &str = "retention_ran_at";

impl Sqlite {
    /// Uid, number and last change of closed reports of a service to which nothing has happened since `before`.
    pub async fn closed_before(
        &self,
        desk: String,
        code: String,
        before: i64,
        limit: u32,
    ) -> Result<Vec<(String, String, i64)>, StoreError> {
        self.readers.run(move |connection| closed_before(connection, &desk, &code, before, limit)).await
    }

    /// When the newest report came in.
    pub async fn newest(&self) -> Result<Option<i64>, StoreError> {
        let newest = "select received_at from reports order by id desc limit 1";
        self.readers
            .run(move |connection| Ok(connection.query_row(newest, [], |row| row.get(0)).optional()?))
            .await
    }

    /// Reports that are closed and not erased.
    pub async fn closed(&self) -> Result<usize, StoreError> {
        let count =
            format!("select count(*) from reports where erased_at is null and status in {}", CLOSED.as_str());
        self.passes
            .run(Turn::OURS, move |connection| Ok(connection.query_row(&count, [], |row| row.get(0))?))
            .await
    }

    pub async fn retention_ran_at(&self) -> Result<Option<i64>, StoreError> {
        self.readers.run(|connection| Ok(meta::get(connection, RAN_AT)?.and_then(|at| at.parse().ok()))).await
    }

    pub async fn retention_runs(&self, at: i64) -> Result<(), StoreError> {
        self.writer.shrink(move |connection| meta::set(connection, RAN_AT, &at.to_string())).await
    }
}

/// Uid, number and last change of reports of a service that are closed, and to which nothing has happened since
/// `before`; the oldest first, at most `limit`.
pub fn closed_before(
    connection: &Connection,
    desk: &str,
    code: &str,
    before: i64,
    limit: u32,
) -> Result<Vec<(String, String, i64)>, StoreError> {
    let mut statement = connection.prepare_cached(&over())?;
    let found = statement
        .query_map((desk, code, before, limit), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Found by an index that the words for *closed* stand in as well (migration 0011).
pub fn over() -> String {
    format!(
        "select uid, ticket, updated_at from reports
         where first_desk = ?1 and service_code = ?2 and erased_at is null and updated_at < ?3
           and status in {closed}
           and not exists (select 1 from messages where report_id = reports.id and at >= ?3)
         order by updated_at limit ?4",
        closed = CLOSED.as_str()
    )
}
