//! How every report of a span of time went, for the public figures: one pass over the reports, and none of their
//! content.

use super::{Course, StoreError};
use rusqlite::Connection;

pub fn each(connection: &Connection, since: i64, mut take: impl FnMut(Course<'_>)) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "select reports.desk, first_desk, service_code, clock, reports.status, received_at,
             min(case when updates.status in ('answered', 'closed', 'rejected') then at end),
             max(updates.status = 'reopened') is 1, max(updates.status = 'closed' and acted_by = 'reporter') is 1,
             publishable
         from reports left join updates on report_id = reports.id and updates.kind = 'status'
             and updates.status in ('answered', 'closed', 'rejected', 'reopened')
         where received_at >= ?1 and (erased_at is null or expired = 1)
         group by reports.id",
    )?;
    let mut rows = statement.query([since])?;
    while let Some(row) = rows.next()? {
        let text = |place: usize| Ok::<_, rusqlite::Error>(row.get_ref(place)?.as_str().unwrap_or_default());
        take(Course {
            desk: text(0)?,
            first_desk: text(1)?,
            service_code: text(2)?,
            clock: Some(text(3)?).filter(|clock| !clock.is_empty()),
            status: text(4)?,
            received_at: row.get(5)?,
            answered_at: row.get(6)?,
            was_reopened: row.get(7)?,
            is_satisfied: row.get(8)?,
            publishable: row.get(9)?,
        });
    }
    Ok(())
}
