//! Holds the erasures logs against the database at a start: the database knows what it erased. What stands in no log is written
//! again, and what is wrong otherwise is told with what to do.

use super::{conduct, log, mark::uids};
use crate::{
    erasures::{self, Decision, Erasures, Line},
    store::sqlite::{StoreError, meta},
};
use rusqlite::Connection;
use std::collections::HashSet;

/// What is wrong with the logs, in words with what to do; empty where nothing is.
pub fn against_database(connection: &Connection, erasures: &Erasures) -> Result<Vec<String>, StoreError> {
    let database = log::database(connection)?;
    let done = meta::number(connection, log::ERASURES)?;
    let mut wrong = damage(erasures, &database)?;
    let is_damaged = !wrong.is_empty();
    let lines = erasures.told(&database);
    let last = lines.last().map_or(0, |line| line.id);
    wrong.extend(gaps(&lines));
    let mut untold = untold(connection, &lines)?;
    let erased = untold.len();
    untold.extend(conduct::untold(connection, &lines)?);
    let missing = done.saturating_sub(last);
    let is_certain = missing == untold.len() as u64;
    if missing > 0 && !is_certain {
        wrong.push(format!(
            "the erasures log ends with line {last}, and the database has done line {done}: a backup from before that can \
             be restored only with another copy of the log (restore --erasures FILE)"
        ));
    }
    if is_damaged || untold.is_empty() {
        return Ok(wrong);
    }
    wrong.push(match is_certain {
        true => format!(
            "the erasures log ended with line {last}, and the database has done line {done}: what was lost behind it is \
             written again from the database (lines: {missing})"
        ),
        false => format!(
            "what the database has erased or guarded and no line of the erasures log told is added to it (erased: {erased}, \
             guarded: {})",
            untold.len() - erased
        ),
    });
    // Under the numbers that they had, where that is certain.
    let first = if is_certain { last } else { done.max(last) } + 1;
    let lines = (first..).zip(untold).map(|(id, line)| Line { id, ..line }).collect();
    let mut logs = erasures.open(&database, done)?;
    log::has_done(connection, logs.append_all(lines)?)?;
    Ok(wrong)
}

/// Where something stands in a log that is no line, and what is to be done about it.
fn damage(erasures: &Erasures, database: &str) -> Result<Vec<String>, StoreError> {
    let (own, also) = (erasures.own(), erasures.also().ok().flatten());
    let mut wrong = Vec::new();
    for path in [Some(&own), also.as_ref()].into_iter().flatten() {
        let Some(line) = erasures::look(path, database).and_then(|looked| looked.damaged_at) else {
            continue;
        };
        let copy = match also.as_ref() {
            Some(_) => "the other one, if that is whole",
            None => "from another disk",
        };
        wrong.push(format!(
            "line {line} of the erasures log {path} was altered, so nothing can be erased: put a whole copy in its place \
             ({copy}). Without one, move it away: it begins anew with what is known elsewhere, and backups from before that \
             need another copy",
            path = path.display()
        ));
    }
    Ok(wrong)
}

/// Numbers between the first and the last that no line has.
fn gaps(lines: &[Line]) -> Vec<String> {
    let between = lines.windows(2).map(|pair| (pair[0].id + 1, pair[1].id - 1));
    let gaps = between.filter(|(first, last)| first <= last);
    gaps.map(|(first, last)| {
        format!(
            "lines {first} to {last} of the erasures log are missing: a backup from before them can be restored only with \
             another copy of it (restore --erasures FILE)"
        )
    })
    .collect()
}

/// What was erased here and stands in no line, oldest first.
fn untold(connection: &Connection, lines: &[Line]) -> Result<Vec<Line>, StoreError> {
    let erasures = lines.iter().filter(|line| line.decision.erases());
    let known: HashSet<&str> = erasures.flat_map(|line| &line.uids).map(String::as_str).collect();
    let mut untold = Vec::new();
    let sql = "select id, erased_at, expired from reports where erased_at is not null order by erased_at, id";
    let mut erased = connection.prepare(sql)?;
    let erased = erased.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    for (report, at, keeps_figures) in erased.collect::<rusqlite::Result<Vec<(i64, i64, bool)>>>()? {
        let uids = uids(connection, report)?;
        if !uids.iter().any(|uid| known.contains(uid.as_str())) {
            untold.push(Line { id: 0, at, uids, decision: Decision::erased(keeps_figures) });
        }
    }
    // Of what it erased without ever having had it only the uid is left.
    let mut marks = connection.prepare("select uid from erased_uids order by uid")?;
    for uid in marks.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()? {
        if !known.contains(uid.as_str()) {
            untold.push(Line { id: 0, at: 0, uids: vec![uid], decision: Decision::Erased });
        }
    }
    Ok(untold)
}

/// What a database has erased, also one of an earlier release, as lines without numbers.
pub fn erased_in(connection: &Connection) -> Result<Vec<Line>, StoreError> {
    let has = |table: &str, column: &str| -> rusqlite::Result<bool> {
        let has = "select exists (select 1 from pragma_table_info(?1) where name = ?2)";
        connection.query_row(has, (table, column), |row| row.get(0))
    };
    let mut erased = Vec::new();
    if has("reports", "erased_at")? {
        let expired = if has("reports", "expired")? { "expired" } else { "0" };
        let former = if has("former_uids", "uid")? {
            "union all select former_uids.uid, report_id from former_uids"
        } else {
            ""
        };
        let mut statement = connection.prepare(&format!(
            "with known (uid, id) as (select uid, id from reports {former})
             select known.uid, erased_at, {expired} from known join reports on reports.id = known.id
             where erased_at is not null order by erased_at, reports.id"
        ))?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        for (uid, at, keeps_figures) in rows.collect::<rusqlite::Result<Vec<(String, i64, bool)>>>()? {
            erased.push(Line { id: 0, at, uids: vec![uid], decision: Decision::erased(keeps_figures) });
        }
    }
    if has("erased_uids", "uid")? {
        let mut marks = connection.prepare("select uid from erased_uids order by uid")?;
        for uid in marks.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()? {
            erased.push(Line { id: 0, at: 0, uids: vec![uid], decision: Decision::Erased });
        }
    }
    Ok(erased)
}
