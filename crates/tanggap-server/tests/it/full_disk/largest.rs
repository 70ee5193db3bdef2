//! The largest report that there can be, put into a database by hand.

use std::path::Path;

/// As much as one report can ever hold: its photos whole, those of a message still in pieces, and all its words.
pub fn enlarge(database: &Path, row: i64) {
    let connection = rusqlite::Connection::open(database).unwrap();
    let photo = |slot: i64| {
        connection
            .execute(
                "insert into photos (report_id, slot, place, sha256, size) values (?1, ?2, 0, zeroblob(32), 8388608)",
                (row, slot),
            )
            .unwrap();
        connection.last_insert_rowid()
    };
    for slot in 0..8 {
        let id = photo(slot);
        connection
            .execute(
                "update photos set received_at = 0, public_id = ?1, jpeg = randomblob(8388608) where id = ?1",
                [id],
            )
            .unwrap();
    }
    for slot in 8..10 {
        let id = photo(slot);
        for piece in 0..128 {
            connection
                .execute("insert into photo_pieces values (?1, ?2, randomblob(65536))", (id, piece << 16))
                .unwrap();
        }
    }
    for message in 0..500 {
        connection
            .execute(
                "insert into messages (report_id, message_id, sender, at, kind, desk, body)
                 values (?1, ?2, 'reporter', 0, 'message', 'aspirasi', randomblob(24000))",
                (row, format!("{row}-{message}")),
            )
            .unwrap();
    }
}
