//! When more photos are on their way than there is room for, or nobody comes back for them: what is given up, and whose.
//! A phone whose photo was given up hears how much is there, nothing, and begins anew.

use super::holders::Holders;
use crate::store::sqlite::{Piece, StoreError};
use rusqlite::Connection;
use std::collections::HashSet;

/// Whoever sent something within so many seconds is at work, and makes way for nobody who holds more.
const AT_WORK_S: i64 = 60;
/// What a piece takes at least, as the trigger in the database counts it.
const LEAST_PIECE: u64 = 4_096;

/// Makes room for a piece, so that photos on their way take at most so many bytes; false where nobody has to make way.
/// First goes the one that nobody went on with for longest. If all are at work, it is one of whoever holds most: else a few
/// who touch theirs once a minute would keep out everybody else.
pub fn make_way(
    connection: &Connection,
    photo: i64,
    piece: &Piece,
    budget: u64,
    holders: &mut Holders,
) -> Result<bool, StoreError> {
    let cost = (piece.bytes.len() as u64).max(LEAST_PIECE);
    let most = budget.saturating_sub(cost);
    let mut taken = connection.prepare_cached("select bytes from uploads")?;
    // A touch in the future is from before the clock was put back: nobody is at work there.
    let mut idle = connection.prepare_cached(
        "select coalesce(
             (select id from photos where touched_at < ?2 - ?3 and id <> ?1 order by touched_at, id limit 1),
             (select id from photos where touched_at > ?2 + ?3 and id <> ?1 order by touched_at desc limit 1))",
    )?;
    while taken.query_row([], |row| row.get::<_, u64>(0))? > most {
        let idle: Option<i64> = idle.query_row((photo, piece.at, AT_WORK_S), |row| row.get(0))?;
        let Some(victim) = idle.or_else(|| holders.victim(piece.sender, photo, cost)) else {
            return Ok(false);
        };
        forget_pieces(connection, victim, holders)?;
    }
    holders.add(photo, piece.sender, cost);
    Ok(true)
}

/// Lets go of uploads that nobody went on with. The phone, should it come back, begins them anew.
pub fn forget_abandoned(
    connection: &Connection,
    seconds: i64,
    now: i64,
    holders: &mut Holders,
) -> Result<usize, StoreError> {
    let mut statement = connection.prepare_cached(
        "select id, touched_at between ?1 - ?2 and ?1 + ?2 from photos where touched_at is not null",
    )?;
    let (mut going_on, mut abandoned) = (HashSet::new(), Vec::new());
    let mut rows = statement.query((now, seconds))?;
    while let Some(row) = rows.next()? {
        let photo = row.get(0)?;
        if row.get(1)? {
            going_on.insert(photo);
        } else {
            abandoned.push(photo);
        }
    }
    for photo in &abandoned {
        forget_pieces(connection, *photo, holders)?;
    }
    holders.keep_only(&going_on);
    Ok(abandoned.len())
}

/// The photo begins anew, should anybody go on with it.
pub fn forget_pieces(connection: &Connection, photo: i64, holders: &mut Holders) -> Result<(), StoreError> {
    holders.end(photo);
    connection.prepare_cached("delete from photo_pieces where photo_id = ?1")?.execute([photo])?;
    connection
        .prepare_cached("update photos set received = 0, touched_at = null where id = ?1")?
        .execute([photo])?;
    Ok(())
}
