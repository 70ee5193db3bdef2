//! A desk's own list: every report, without content.

use super::{
    Row, Sqlite, StoreError, Turn,
    columns::{optional_text, text},
    public::IS_PUBLIC,
};
use rusqlite::Connection;

impl Sqlite {
    /// Every desk that has reports which are not erased, how many, and how many of them are public.
    pub async fn by_desk(&self) -> Result<Vec<(String, u64, u64)>, StoreError> {
        self.passes.run(Turn::OURS, by_desk).await
    }

    /// Every report without its content, newest first: a desk's list.
    pub async fn all(&self) -> Result<Vec<Row>, StoreError> {
        self.passes.run(Turn::OURS, all).await
    }
}

pub fn all(connection: &Connection) -> Result<Vec<Row>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "select ticket, desk, service_code, status, received_at, coalesce({is_public}, 0), erased_at is not null,
             (select count(received_at) from photos
                 where report_id = reports.id and message_id is null and update_id is null),
             (select count(*) from photos
                 where report_id = reports.id and message_id is null and update_id is null),
             kind, first_desk
         from reports order by received_at desc, id desc",
        is_public = IS_PUBLIC.as_str()
    ))?;
    let rows = statement.query_map([], |row| {
        Ok(Row {
            ticket: text(row, 0)?,
            desk: text(row, 1)?,
            service_code: text(row, 2)?,
            status: text(row, 3)?,
            received_at: row.get(4)?,
            published: row.get(5)?,
            erased: row.get(6)?,
            photos: (row.get(7)?, row.get(8)?),
            kind: optional_text(row, 9)?,
            first_desk: text(row, 10)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Desks that have reports, how many, and how many of them are public.
pub fn by_desk(connection: &Connection) -> Result<Vec<(String, u64, u64)>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "select desk, count(*), count(*) filter (where {is_public}) from reports
         where erased_at is null group by desk",
        is_public = IS_PUBLIC.as_str()
    ))?;
    let desks = statement.query_map([], |row| Ok((text(row, 0)?, row.get(1)?, row.get(2)?)))?;
    Ok(desks.collect::<Result<_, _>>()?)
}
