//! What the file says of itself in its first bytes: read without SQLite, which would look at what lies beside it as well.

use crate::named_file;
use std::{
    io::{self, Read},
    path::Path,
};

/// SQLite's `application_id` of a portal's database ("TGAP"), and of a backup of one until it is restored ("TGAB").
pub const LIVE: u32 = 0x5447_4150;
pub const BACKUP: u32 = 0x5447_4142;

/// What the first bytes of a file say.
#[derive(Debug, PartialEq, Eq)]
pub enum Head {
    Empty,
    /// A SQLite database with this `application_id`.
    Database(u32),
    Something,
}

pub fn head(path: &Path) -> io::Result<Head> {
    let mut bytes = Vec::new();
    named_file::open(path)?.take(100).read_to_end(&mut bytes)?;
    Ok(match (bytes.as_slice(), bytes.get(68..72).and_then(|bytes| bytes.try_into().ok())) {
        ([], _) => Head::Empty,
        (all, Some(id)) if all.len() == 100 && all.starts_with(b"SQLite format 3\0") => {
            Head::Database(u32::from_be_bytes(id))
        }
        _ => Head::Something,
    })
}
