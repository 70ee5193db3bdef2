//! Text columns, read so that no row stops a question about many: bytes that are no UTF-8 become U+FFFD.

use rusqlite::{Row, types::ValueRef};

/// A text; empty where there is none.
pub fn text(row: &Row<'_>, at: usize) -> rusqlite::Result<String> {
    Ok(optional_text(row, at)?.unwrap_or_default())
}

pub fn optional_text(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<String>> {
    match row.get_ref(at)? {
        ValueRef::Text(bytes) => Ok(Some(String::from_utf8_lossy(bytes).into_owned())),
        ValueRef::Null => Ok(None),
        _ => row.get(at),
    }
}
