//! How much room there is, and how much of it photos may take: a person's words are never refused because somebody's
//! pictures, or what only looks like some, have filled the database.

use super::{Sqlite, StoreError, schema};
use rusqlite::Connection;
use std::path::Path;
use tanggap_core::media::PHOTO_BYTES;

/// Of 100 parts of what the database may grow to, photos are taken while it has at most so many.
const PHOTO_SHARE: u64 = 80;
/// What photos that are not whole yet may take: an eighth of what the database may grow to, or 256 MB if that is less.
const UPLOADS: u64 = 256 << 20;
/// `max_page_count` where nobody has set it.
const NO_BOUND: u64 = 0xffff_fffe;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Bytes of the database.
    used: u64,
    /// Bytes that it may grow to: as it was told, or what is left of the disk.
    bound: u64,
}

impl Room {
    /// For the connection that writes: only that knows the bound.
    pub fn measure(connection: &Connection) -> Result<Self, StoreError> {
        let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, u64>(0));
        let (page, pages, free) = (pragma("page_size")?, pragma("page_count")?, pragma("freelist_count")?);
        let used = pages.saturating_sub(free).saturating_mul(page);
        let bound = match pragma("max_page_count")? {
            NO_BOUND.. => used.saturating_add(connection.path().map_or(u64::MAX, free_on_disk)),
            pages => pages.saturating_mul(page),
        };
        Ok(Self { used, bound })
    }

    /// Whether so many bytes of photos may come in.
    pub fn has_room_for_photo(&self, bytes: u64) -> bool {
        self.used.saturating_add(bytes) <= self.bound / 100 * PHOTO_SHARE
    }

    /// Bytes that photos on their way may take together.
    pub fn for_uploads(&self) -> u64 {
        // The largest photo has room where at all possible.
        (self.bound / 8).max(PHOTO_BYTES.min(self.bound / 2)).min(UPLOADS)
    }
}

impl Sqlite {
    /// The most that the database may grow to; what no longer fits is refused whole.
    pub async fn bound(&self, bytes: u64) -> Result<(), StoreError> {
        self.writer.run(move |connection| schema::bound(connection, bytes)).await
    }

    /// Whether a photo of so many bytes has room at this moment.
    pub async fn has_room_for_photo(&self, bytes: u64) -> Result<bool, StoreError> {
        self.writer.run(move |connection| Ok(Room::measure(connection)?.has_room_for_photo(bytes))).await
    }
}

/// Bytes that are free for us where this file is. Where nobody can tell, SQLite will say when the disk is full.
#[cfg(unix)]
fn free_on_disk(file: &str) -> u64 {
    let folder = Path::new(file).parent().unwrap_or(Path::new("."));
    rustix::fs::statvfs(folder).map_or(u64::MAX, |disk| disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free_on_disk(_: &str) -> u64 {
    u64::MAX
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sqlite::schema;

    #[test]
    fn photos_leave_a_fifth_to_words() {
        for (used, bound, bytes, fits) in [
            (0, 1_000, 800, true),
            (0, 1_000, 801, false),
            (700, 1_000, 100, true),
            (800, 1_000, 1, false),
            (2_000, 1_000, 1, false),
            (1 << 40, u64::MAX, 8 << 20, true),
        ] {
            assert_eq!(Room { used, bound }.has_room_for_photo(bytes), fits, "{used} of {bound}, {bytes}");
        }
        for (bound, uploads) in [
            (4 << 20, 2 << 20),
            (40 << 20, 8 << 20),
            (80 << 20, 10 << 20),
            (2 << 30, 256 << 20),
            (u64::MAX, 256 << 20),
        ] {
            assert_eq!(Room { used: 0, bound }.for_uploads(), uploads, "{bound}");
        }
    }

    #[test]
    fn the_bound_is_what_was_told_or_what_the_disk_has() {
        let folder = tempfile::tempdir().unwrap();
        let connection = schema::open_writer(&folder.path().join("t.sqlite")).unwrap();
        let unbound = Room::measure(&connection).unwrap();
        assert!(unbound.used > 4_096 && unbound.used < 1 << 20, "{unbound:?}");
        assert!(unbound.bound > unbound.used && unbound.bound < 1 << 60, "{unbound:?}: no disk is so large");
        schema::bound(&connection, 10 << 20).unwrap();
        assert_eq!(Room::measure(&connection).unwrap(), Room { bound: 10 << 20, ..unbound });
    }
}
