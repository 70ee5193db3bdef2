//! Reports that turned out to be about police conduct. That is told in the erasures log as well, so that a backup from before
//! doesn't bring one back to the desk that it was taken from, also where the database is lost that knew of it.

use super::mark::{append, uids};
use crate::{
    data_folder::ballast,
    erasures::{Decision, Erasures, Line},
    store::sqlite::{StoreError, conduct, held_room::despite_full_disk},
};
use rusqlite::{Connection, TransactionBehavior};
use std::collections::HashSet;

/// Whether any has no line. Costs a look at an index.
pub fn has_untold(connection: &Connection) -> Result<bool, StoreError> {
    let untold = "select exists (select 1 from reports where became_conduct = ?1 and became_conduct = 1)";
    Ok(connection.prepare_cached(untold)?.query_row([conduct::UNTOLD], |row| row.get(0))?)
}

/// Tells it at an opening of what has no line yet.
pub fn tell_at_opening(connection: &mut Connection, erasures: &Erasures) -> Result<(), StoreError> {
    if !has_untold(connection)? {
        return Ok(());
    }
    let told = despite_full_disk(&erasures.ballast(), &ballast::PROTECTING, || {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tell(&transaction, erasures)?;
        Ok(transaction.commit()?)
    });
    if let Err(error) = told {
        untold_for_now(&error);
    }
    Ok(())
}

pub fn untold_for_now(error: &StoreError) {
    tracing::warn!(%error, "that reports are about police conduct is not in the erasures log yet");
}

/// Writes a line for each that has none.
pub fn tell(connection: &Connection, erasures: &Erasures) -> Result<(), StoreError> {
    let sql = "select id, updated_at from reports where became_conduct = ?1 and became_conduct = 1";
    let mut statement = connection.prepare_cached(sql)?;
    let untold = statement.query_map([conduct::UNTOLD], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let untold = untold.collect::<rusqlite::Result<Vec<(i64, i64)>>>()?;
    let line = |(report, at): &(i64, i64)| {
        let uids = uids(connection, *report)?;
        Ok(Line { id: 0, at: *at, uids, decision: Decision::Conduct })
    };
    let lines = untold.iter().map(line).collect::<Result<Vec<_>, StoreError>>()?;
    append(connection, erasures, lines)?;
    for (report, _) in untold {
        conduct::mark_told(connection, report)?;
    }
    Ok(())
}

/// What has its line by the database, and stands in none of these.
pub fn untold(connection: &Connection, lines: &[Line]) -> Result<Vec<Line>, StoreError> {
    let told = lines.iter().filter(|line| line.decision == Decision::Conduct);
    let told: HashSet<&str> = told.flat_map(|line| &line.uids).map(String::as_str).collect();
    let sql = "select id, updated_at from reports where became_conduct = ?1 and erased_at is null order by updated_at, id";
    let mut guarded = connection.prepare(sql)?;
    let guarded = guarded.query_map([conduct::TOLD], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut untold = Vec::new();
    for (report, at) in guarded.collect::<rusqlite::Result<Vec<(i64, i64)>>>()? {
        let uids = uids(connection, report)?;
        if !uids.iter().any(|uid| told.contains(uid.as_str())) {
            untold.push(Line { id: 0, at, uids, decision: Decision::Conduct });
        }
    }
    Ok(untold)
}
