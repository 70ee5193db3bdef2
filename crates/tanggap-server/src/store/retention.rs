//! What the database knows that says whether the clock can be right by which reports are erased.

use super::{Store, StoreError, closed::CLOSED, meta, scans::line::Turn};
use rusqlite::OptionalExtension;

/// In `meta`: when retention last passed over the reports, in seconds since 1970.
const RAN_AT: &str = "retention_ran_at";

impl Store {
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
