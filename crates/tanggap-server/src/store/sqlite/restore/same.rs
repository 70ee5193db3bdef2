//! Which report of the old database is which of the copy.

use crate::store::sqlite::StoreError;
use rusqlite::Connection;

/// The beginning of a statement on the old database, with the copy attached as `restored`: `same (copy, now)` are the rows of
/// one report. A release from before corrections knows each by one uid only.
pub fn with(old: &Connection) -> Result<String, StoreError> {
    let has =
        "select exists (select 1 from main.sqlite_schema where type = 'table' and name = 'former_uids')";
    let former = match old.query_row(has, [], |row| row.get(0))? {
        true => "union all select uid, report_id from main.former_uids",
        false => "",
    };
    Ok(format!(
        "with here (uid, id) as materialized (select uid, id from main.reports {former}),
             there (uid, id) as materialized
                 (select uid, id from restored.reports union all select uid, report_id from restored.former_uids),
             same (copy, now) as materialized (select distinct there.id, here.id from there join here using (uid))"
    ))
}
