//! What a database has of the pepper that its keys are kept under.

use super::{DATABASE, StoreError, meta, schema};
use crate::data_folder::DataFolder;
use rusqlite::Connection;
use std::path::Path;

const PEPPER_CHECK: &str = "pepper_check";

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
    let check = meta::get(connection, PEPPER_CHECK)?;
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
    Ok(meta::get(&connection, PEPPER_CHECK)?.unwrap_or_default())
}

/// Keeps it in place of what was kept: no key that is here fits any more. The caller has the folder for itself.
pub fn replace_pepper_check(data: &Path, check: &str) -> Result<(), StoreError> {
    meta::set(&schema::open_writer(&data.join(DATABASE))?, PEPPER_CHECK, check)
}
