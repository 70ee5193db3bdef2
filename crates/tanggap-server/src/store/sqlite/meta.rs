//! What the database knows of itself: a few values, each under a name (migration 0006 lists them; `oldest_program` came
//! later, [`versions`](super::versions)).

use super::StoreError;
use rusqlite::{Connection, OptionalExtension};

/// Keeps a value under a name.
pub const SET: &str = "insert into meta (name, value) values (?1, ?2)
     on conflict (name) do update set value = excluded.value";

/// When the backup was made, in a backup only: seconds since 1970, UTC.
pub const BACKED_UP_AT: &str = "backed_up_at";

/// When the restores ran that this database went through, each in seconds since 1970, UTC: what was decided until then knows
/// only what each has set aside.
const RESTORED_AT: &str = "restored_at";

/// False in a database of a release that kept nothing of itself.
pub fn is_there(connection: &Connection) -> Result<bool, StoreError> {
    let sql = "select exists (select 1 from sqlite_schema where type = 'table' and name = 'meta')";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}

pub fn get(connection: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    let mut statement = connection.prepare_cached("select value from meta where name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

pub fn set(connection: &Connection, name: &str, value: &str) -> Result<(), StoreError> {
    connection.prepare_cached(SET)?.execute((name, value))?;
    Ok(())
}

/// 0 where there is none.
pub fn number(connection: &Connection, name: &str) -> Result<u64, StoreError> {
    match get(connection, name)? {
        Some(text) => text.parse().map_err(|_| StoreError::Broken(format!("meta.{name} is no number"))),
        None => Ok(0),
    }
}

pub fn restored_at(connection: &Connection) -> Result<Vec<i64>, StoreError> {
    let restored = get(connection, RESTORED_AT)?.unwrap_or_default();
    Ok(restored.split_whitespace().filter_map(|at| at.parse().ok()).collect())
}

pub fn is_restored(connection: &Connection, at: i64) -> Result<(), StoreError> {
    let mut restored: Vec<_> = restored_at(connection)?.iter().map(i64::to_string).collect();
    restored.push(at.to_string());
    set(connection, RESTORED_AT, &restored.join(" "))
}
