//! A desk's own list: every report, without content.

use super::{
    Row, StoreError,
    columns::{optional_text, text},
};
use rusqlite::Connection;

pub fn all(connection: &Connection) -> Result<Vec<Row>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select ticket, desk, service_code, status, received_at, published_at is not null, erased_at is not null,
             (select count(received_at) from photos
                 where report_id = reports.id and message_id is null and update_id is null),
             (select count(*) from photos
                 where report_id = reports.id and message_id is null and update_id is null),
             kind
         from reports order by received_at desc, id desc",
    )?;
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
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
