//! What the database knows of itself: a few values, each under a name (migration 0006 lists them).

use super::{DATABASE, StoreError, schema};
use crate::data_folder::DataFolder;
use rusqlite::{Connection, OptionalExtension};
use std::path::Path;

const PEPPER_CHECK: &str = "pepper_check";
/// When the backup was made, in a backup only: seconds since 1970, UTC.
pub const BACKED_UP_AT: &str = "backed_up_at";

/// When the restores ran that this database went through, each in seconds since 1970, UTC: what was decided until then knows
/// only what each has set aside.
const RESTORED_AT: &str = "restored_at";

pub fn restored_at(connection: &Connection) -> Result<Vec<i64>, StoreError> {
    let restored = get(connection, RESTORED_AT)?.unwrap_or_default();
    Ok(restored.split_whitespace().filter_map(|at| at.parse().ok()).collect())
}

pub fn is_restored(connection: &Connection, at: i64) -> Result<(), StoreError> {
    let mut restored: Vec<_> = restored_at(connection)?.iter().map(i64::to_string).collect();
    restored.push(at.to_string());
    set(connection, RESTORED_AT, &restored.join(" "))
}

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
    let sql = "insert into meta (name, value) values (?1, ?2)
         on conflict (name) do update set value = excluded.value";
    connection.prepare_cached(sql)?.execute((name, value))?;
    Ok(())
}

/// 0 where there is none.
pub fn number(connection: &Connection, name: &str) -> Result<u64, StoreError> {
    match get(connection, name)? {
        Some(text) => text.parse().map_err(|_| StoreError::Broken(format!("meta.{name} is no number"))),
        None => Ok(0),
    }
}

/// What a database has of the pepper.
pub struct PepperMark {
    /// What [`keep_pepper_check`] has kept.
    pub check: Option<String>,
    /// Whether there are keys that some pepper was needed for.
    pub any_key: bool,
}

/// Of the database of a data folder; made if there is none.
pub fn pepper_mark(data: &Path) -> Result<PepperMark, StoreError> {
    let _shared = DataFolder::share(data)?;
    mark_of(&schema::open_writer(&data.join(DATABASE))?)
}

pub fn mark_of(connection: &Connection) -> Result<PepperMark, StoreError> {
    let check = get(connection, PEPPER_CHECK)?;
    let any_key = check.is_some()
        || connection
            .query_row("select exists (select 1 from reports where has_key = 1)", [], |row| row.get(0))?;
    Ok(PepperMark { check, any_key })
}

/// Keeps what was made under the pepper unless something is kept already; what is kept then.
pub fn keep_pepper_check(data: &Path, check: &str) -> Result<String, StoreError> {
    let _shared = DataFolder::share(data)?;
    let connection = schema::open_writer(&data.join(DATABASE))?;
    connection.execute("insert or ignore into meta (name, value) values (?1, ?2)", (PEPPER_CHECK, check))?;
    Ok(get(&connection, PEPPER_CHECK)?.unwrap_or_default())
}

/// Keeps it in place of what was kept: no key that is here fits any more. The caller has the folder for itself.
pub fn replace_pepper_check(data: &Path, check: &str) -> Result<(), StoreError> {
    set(&schema::open_writer(&data.join(DATABASE))?, PEPPER_CHECK, check)
}
