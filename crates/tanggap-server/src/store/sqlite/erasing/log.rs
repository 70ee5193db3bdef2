//! Which erasures log belongs to the database: both have the same random name, so that a log of another database is
//! never taken for this one's.

use crate::{
    data_folder::ballast,
    erasures::{self, Decision, Erasures, Line, Told},
    random,
    store::sqlite::{StoreError, held_room::despite_full_disk, meta},
};
use rusqlite::{Connection, TransactionBehavior};
use std::collections::HashSet;

/// The name of the database, and the id of its last line, in `meta`.
const DATABASE: &str = "database";
pub const ERASURES: &str = "erasures";

/// The name that log and database have in common.
pub fn database(connection: &Connection) -> Result<String, StoreError> {
    let missing = || StoreError::Broken("the database has no name".into());
    meta::get(connection, DATABASE)?.ok_or_else(missing)
}

/// The last line that a database has done.
#[derive(Debug)]
pub struct Done {
    /// The name of the database.
    pub database: String,
    pub line: u64,
}

/// `None` in a database of a release that had no log.
pub fn done(connection: &Connection) -> Result<Option<Done>, StoreError> {
    if !meta::is_there(connection)? {
        return Ok(None);
    }
    let Some(database) = meta::get(connection, DATABASE)? else { return Ok(None) };
    Ok(Some(Done { database, line: meta::number(connection, ERASURES)? }))
}

/// The database takes part in this log from now on, and has done all that it says up to this line.
pub fn belong_to(connection: &Connection, database: &str, line: u64) -> Result<(), StoreError> {
    meta::set(connection, DATABASE, database)?;
    meta::set(connection, ERASURES, &line.to_string())
}

/// The database has done all that its log says up to this line.
pub fn has_done(connection: &Connection, line: u64) -> Result<(), StoreError> {
    if line > meta::number(connection, ERASURES)? {
        meta::set(connection, ERASURES, &line.to_string())?;
    }
    Ok(())
}

/// Sees to it that the data folder has the log of this database. It begins with what was erased before there was one, and
/// where it was lost, with what the second log has. No full disk stops that.
pub fn begin(connection: &mut Connection, erasures: &Erasures) -> Result<(), StoreError> {
    despite_full_disk(&erasures.ballast(), &ballast::PROTECTING, || begin_log(connection, erasures))
}

fn begin_log(connection: &mut Connection, erasures: &Erasures) -> Result<(), StoreError> {
    let own = erasures.own();
    if let Some(database) = meta::get(connection, DATABASE)? {
        match erasures::database(&own)? {
            Some(of) if of == database => {}
            Some(of) if !of.is_empty() => return Err(mixed(erasures)),
            _ => begin_anew(connection, erasures, database)?,
        }
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if meta::get(&transaction, DATABASE)?.is_none() {
        let told = first_log(&transaction, erasures)?;
        belong_to(&transaction, &told.database, told.lines.last().map_or(0, |line| line.id))?;
    }
    Ok(transaction.commit()?)
}

fn begin_anew(connection: &Connection, erasures: &Erasures, database: String) -> Result<(), StoreError> {
    let (own, lines) = (erasures.own(), erasures.told(&database));
    let last = lines.last().map_or(0, |line| line.id);
    if last > 0 {
        tracing::warn!(
            "{} was missing or empty and is filled from the second log, up to line {last}",
            own.display()
        );
    }
    if meta::number(connection, ERASURES)? > last {
        tracing::warn!(
            "{} lacks what was erased after line {last}: backups from before need another copy of it, or they cannot be \
             restored",
            own.display()
        );
    }
    Ok(erasures::replace(&own, &Told { database, lines })?)
}

/// A log may be here already: of a start that was cut off after it had made it.
fn first_log(connection: &Connection, erasures: &Erasures) -> Result<Told, StoreError> {
    let mut told = erasures::read(&erasures.own())?.unwrap_or_default();
    let mut erased = erased(connection)?;
    let erasures_told = told.lines.iter().filter(|line| line.decision.erases());
    let known: HashSet<_> = erasures_told.flat_map(|line| &line.uids).collect();
    let here: HashSet<_> = erased.iter().map(|(uid, ..)| uid).collect();
    if !known.is_subset(&here) {
        return Err(mixed(erasures));
    }
    let known: HashSet<_> = known.into_iter().cloned().collect();
    erased.retain(|(uid, ..)| !known.contains(uid));
    if told.database.is_empty() {
        let name = random::bytes::<16>().map_err(|error| StoreError::Broken(error.to_string()))?;
        told.database = random::hex(&name);
    }
    let last = told.lines.last().map_or(0, |line| line.id);
    let lacking = (last + 1..).zip(erased);
    let lacking = lacking.map(|(id, (uid, at, keeps_figures))| {
        let decision = Decision::erased(keeps_figures);
        Line { id, at, uids: vec![uid], decision }
    });
    told.lines.extend(lacking);
    erasures::replace(&erasures.own(), &told)?;
    Ok(told)
}

/// Uid and instant of what was erased, and whether it keeps its figures, oldest first.
fn erased(connection: &Connection) -> Result<Vec<(String, i64, bool)>, StoreError> {
    let sql =
        "select uid, erased_at, expired from reports where erased_at is not null order by erased_at, id";
    let mut statement = connection.prepare(sql)?;
    let erased = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(erased.collect::<Result<_, _>>()?)
}

fn mixed(erasures: &Erasures) -> StoreError {
    StoreError::Unusable(format!(
        "{} is the erasures log of another database than the one beside it: put the right database there \
         (`tanggap-server restore` takes a backup), or the right log",
        erasures.own().display()
    ))
}
