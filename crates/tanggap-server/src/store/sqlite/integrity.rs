//! Whether the file in the data folder is a whole database of this program. It is looked at before anything is written:
//! SQLite takes what lies in an old log into whatever file it finds beside it, and closing would write that down.
//!
//! - [`head`](mod@head): what the file says of itself; [`cut_off`]: a change to the file itself

mod cut_off;
mod head;

pub use cut_off::take_back;
pub use head::{BACKUP, Head, LIVE, head};

use super::{DATABASE, StoreError, schema};
use crate::{data_folder::DataFolder, erasures::LOG};
use rusqlite::Connection;
use std::{io, path::Path};

/// Up to this size (in bytes) every page is read at a start: 1 GB took 9 s from a disk that reads 110 MB/s, and less from
/// memory. Beyond it the pictures themselves are left out, which are most of it: a damaged one costs itself only.
const WHOLE: u64 = 1 << 30;
/// Read the head of every row that has a picture, and the unique indexes of these tables, but none of the pages that hold
/// nothing but picture.
const HEADS_OF_PICTURES: [&str; 5] = [
    "select total(size) from photos not indexed",
    "select count(*) from photos indexed by sqlite_autoindex_photos_1 where public_id > ''",
    "select count(*) from photos indexed by sqlite_autoindex_photos_2 where report_id >= 0",
    "select total(first) from photo_pieces not indexed",
    "select count(*) from photo_pieces indexed by sqlite_autoindex_photo_pieces_1 where photo_id >= 0",
];
const WITHOUT_PICTURES: &str =
    "select name from sqlite_schema where type = 'table' and name not in ('photos', 'photo_pieces')";

/// Before the database of a data folder is opened to write: the file is a database of this program, or there has never
/// been one.
pub fn look(data: &Path) -> Result<(), StoreError> {
    let path = data.join(DATABASE);
    let shown = path.display();
    take_back(&path)?;
    let was_used = data.join(LOG).exists();
    let unusable = |why: &str| Err(StoreError::Unusable(format!("{shown} {why}")));
    let head = match head(&path) {
        Ok(head) => head,
        Err(error) if error.kind() == io::ErrorKind::NotFound && !was_used => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let data = data.display();
            return unusable(&format!(
                "is missing, though {LOG} shows that there was a database: put it back, or restore a backup \
                 (tanggap-server restore FILE --data {data}). To begin anew, use an empty folder"
            ));
        }
        Err(error) => return unusable(&format!("cannot be read: {error}")),
    };
    match head {
        Head::Empty if !was_used => Ok(()),
        Head::Database(0 | LIVE) => Ok(()),
        Head::Database(BACKUP) => unusable(&format!(
            "is a backup that was copied here, or a restore that was cut off: what was erased since may be in it, and \
             an old {DATABASE}-wal beside it would spoil it. Use: tanggap-server restore FILE --data {}",
            data.display()
        )),
        Head::Database(_) => unusable("is the database of another program"),
        Head::Empty | Head::Something => unusable(&format!("is no database. {}", mend(data))),
    }
}

/// Reads the database of a data folder as it would be after a start, and changes nothing: not even the log beside it is
/// taken in.
///
/// # Errors
/// `Unusable` where it is damaged, with what to do.
pub fn check(data: &Path) -> Result<(), StoreError> {
    let _shared = DataFolder::share(data)?;
    look(data)?;
    let path = data.join(DATABASE);
    let size = path.metadata().map(|about| about.len()).unwrap_or_default();
    if size == 0 {
        return Ok(());
    }
    match schema::open_to_check_before_start(&path).and_then(|connection| finding(&connection, size > WHOLE))
    {
        Ok(None) => Ok(()),
        Ok(Some(finding)) | Err(StoreError::Disk(finding)) => Err(StoreError::Unusable(format!(
            "{} is damaged, and nothing was changed: {finding}. {}",
            path.display(),
            mend(data)
        ))),
        Err(error) => Err(error),
    }
}

/// The first damage that a thorough reading finds: all pages, all indexes against their rows.
pub fn whole(connection: &Connection) -> Result<Option<String>, StoreError> {
    told(connection, "pragma integrity_check(1)")
}

fn told(connection: &Connection, check: &str) -> Result<Option<String>, StoreError> {
    let found: String = connection.query_row(check, [], |row| row.get(0))?;
    Ok((found != "ok").then(|| found.replace('\n', " ")))
}

/// The first damage that a quick reading finds.
fn finding(connection: &Connection, is_large: bool) -> Result<Option<String>, StoreError> {
    if !is_large {
        return told(connection, "pragma quick_check(1)");
    }
    let tables: Vec<String> =
        connection.prepare(WITHOUT_PICTURES)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for table in tables {
        if let Some(found) = told(connection, &format!("pragma quick_check('{table}')"))? {
            return Ok(Some(found));
        }
    }
    for read in HEADS_OF_PICTURES {
        connection.query_row(read, [], |_| Ok(()))?;
    }
    Ok(None)
}

fn mend(data: &Path) -> String {
    let (data, path) = (data.display(), data.join(DATABASE));
    let path = path.display();
    format!(
        "Restore a backup: tanggap-server restore FILE --data {data} (it keeps the damaged database beside it). \
         If the database was copied here by hand, its old log spoils it: move {path}-wal away and start again. \
         What can still be read: sqlite3 {path} .recover | sqlite3 saved.sqlite"
    )
}

#[cfg(test)]
mod tests;
