//! Where a report stands on its way to a system of its desk's own.

use super::{Forwarding, Sqlite, StoreError};
use rusqlite::Connection;

impl Sqlite {
    /// Says where the report with this uid stands. The gateway will call this, which carries reports to their desks'
    /// systems; it names the uid that it has carried, and what was corrected since is not concerned by how that went.
    /// False when no report has this uid now, or it was erased.
    pub async fn set_forwarding(&self, uid: String, forwarding: Forwarding) -> Result<bool, StoreError> {
        self.writer.run(move |connection| set(connection, &uid, forwarding)).await
    }
}

pub fn set(connection: &Connection, uid: &str, forwarding: Forwarding) -> Result<bool, StoreError> {
    let mut statement = connection
        .prepare_cached("update reports set forwarding = ?2 where uid = ?1 and erased_at is null")?;
    Ok(statement.execute((uid, forwarding.word()))? == 1)
}
