//! Where a report stands, as the office's rules look at it; and the kinds of reports from before kinds were kept.

use super::{
    Classified, Filled, Named, Store, StoreError,
    closed::CLOSED,
    columns::{optional_text, text},
    conduct, merging,
    updates::{self, Entry},
};
use rusqlite::{Connection, OptionalExtension};
use tanggap_core::{
    config::Desk,
    office::{self, Standing},
    service::ServiceKind,
    status::Status,
};

/// Whether a report's kind was never looked for (`classified`), is decided, or the city's files lacked its service and
/// are looked at again.
const UNFILLED: i64 = 0;
const DECIDED: i64 = 1;
const LACKING: i64 = 2;

impl Store {
    /// Uid, number and last change of closed reports of a service to which nothing has happened since `before`.
    pub async fn closed_before(
        &self,
        desk: String,
        code: String,
        before: i64,
        limit: u32,
    ) -> Result<Vec<(String, String, i64)>, StoreError> {
        self.readers.run(move |connection| closed_before(connection, &desk, &code, before, limit)).await
    }

    /// Whether every report has the kind of its service: without it the strictest rule holds for it. Costs a look at an
    /// index.
    pub async fn is_filled(&self) -> Result<bool, StoreError> {
        // The index holds only the undecided: by the second condition SQLite knows that it may use it.
        let unfilled = "select exists (select 1 from reports where classified = ?1 and classified <> 1)";
        self.readers
            .run(move |connection| {
                Ok(!connection.query_row(unfilled, [UNFILLED], |row| row.get::<_, bool>(0))?)
            })
            .await
    }

    /// Gives old reports the kinds of their services, which `classify` tells with whether the city's files have them;
    /// takes what may be about police conduct away from desks that must not have it.
    pub async fn fill(
        &self,
        desks: Vec<Desk>,
        at: i64,
        classify: impl Fn(&str, &str) -> (Classified, bool) + Send + 'static,
    ) -> Result<Filled, StoreError> {
        let erasures = self.erasures.clone();
        let fill = move |connection: &Connection| {
            let filled = fill(connection, &desks, at, classify)?;
            conduct::tell(connection, &erasures)?;
            Ok(filled)
        };
        self.writer.shrink(fill).await
    }
}

/// The row of a report; a number means the report that was first accepted under it.
pub fn row(connection: &Connection, named: &Named) -> Result<Option<i64>, StoreError> {
    let (sql, value) = match named {
        // Also one that it had before it was corrected.
        Named::Uid(uid) => (
            "select id from reports where uid = ?1 union all select report_id from former_uids where uid = ?1",
            uid,
        ),
        Named::Ticket(ticket) => ("select id from reports where ticket = ?1", ticket),
    };
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([value], |row| row.get(0)).optional()?)
}

pub fn read(connection: &Connection, report: i64) -> Result<Standing, StoreError> {
    let mut statement = connection.prepare_cached(
        "select first_desk, desk, service_code, kind, publishable, status, published_at is not null,
             erased_at is not null, has_key, merged_into is not null, may_be_publishable, was_conduct,
             max(updated_at, coalesce((select max(at) from messages where report_id = reports.id), 0))
         from reports where id = ?1",
    )?;
    let standing = statement.query_row([report], |row| {
        let desk = text(row, 1)?;
        Ok(Standing {
            referred_by: referred_by(connection, report, &desk)?,
            desk,
            first_desk: text(row, 0)?,
            service_code: text(row, 2)?,
            kind: kind(optional_text(row, 3)?),
            publishable: row.get(4)?,
            status: Status::from_foreign(&text(row, 5)?),
            is_published: row.get(6)?,
            is_erased: row.get(7)?,
            has_key: row.get(8)?,
            is_merged: row.get(9)?,
            may_be_publishable: row.get(10)?,
            was_conduct: row.get(11)?,
            changed_at: row.get(12)?,
        })
    });
    Ok(standing?)
}

/// The desk that a report at this desk goes back to. What goes to the desk that it came from has come back there, and
/// counts as if it had never left: else two desks could hand it back to each other for ever.
fn referred_by(connection: &Connection, report: i64, desk: &str) -> rusqlite::Result<Option<String>> {
    let mut statement = connection.prepare_cached(
        "select desk, to_desk from updates where report_id = ?1 and kind = 'referral' order by id",
    )?;
    let mut way: Vec<String> = Vec::new();
    let mut referrals = statement.query([report])?;
    while let Some(row) = referrals.next()? {
        let (from, to) = (text(row, 0)?, text(row, 1)?);
        if way.last() != Some(&from) {
            // It began there, or came there otherwise: as by a correction.
            way = vec![from];
        }
        if way.len() > 1 && way.get(way.len() - 2) == Some(&to) {
            way.pop();
        } else {
            way.push(to);
        }
    }
    let is_here = way.pop().is_some_and(|last| last == desk);
    Ok(way.pop().filter(|_| is_here))
}

/// Uid, number and last change of reports of a service that are closed, and to which nothing has happened since
/// `before`; the oldest first, at most `limit`.
pub fn closed_before(
    connection: &Connection,
    desk: &str,
    code: &str,
    before: i64,
    limit: u32,
) -> Result<Vec<(String, String, i64)>, StoreError> {
    let mut statement = connection.prepare_cached(&over())?;
    let found = statement
        .query_map((desk, code, before, limit), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Found by an index that the words for *closed* stand in as well (migration 0011).
pub fn over() -> String {
    format!(
        "select uid, ticket, updated_at from reports
         where first_desk = ?1 and service_code = ?2 and erased_at is null and updated_at < ?3
           and status in {closed}
           and not exists (select 1 from messages where report_id = reports.id and at >= ?3)
         order by updated_at limit ?4",
        closed = CLOSED.as_str()
    )
}

/// A kind as it is kept; a word that this program doesn't know is as good as none: the stricter rule holds.
pub fn kind(word: Option<String>) -> Option<ServiceKind> {
    word.as_deref().and_then(ServiceKind::parse)
}

/// Gives reports that came before kinds were kept the kind of their service, and takes what may be about police conduct
/// away from desks that must not have it: the city's files may have changed since it was handed on. Where the files lack a
/// service, as those of another city do, its reports are held to the stricter rule and stay as they were otherwise: the
/// next start looks again, unless somebody has given them a kind by then.
pub fn fill(
    connection: &Connection,
    desks: &[Desk],
    at: i64,
    classify: impl Fn(&str, &str) -> (Classified, bool),
) -> Result<Filled, StoreError> {
    let mut filled = Filled::default();
    let mut services = connection.prepare(
        "select first_desk, service_code, count(*), count(*) filter (where classified = 0) from reports
         where classified <> 1 group by first_desk, service_code",
    )?;
    let services: Vec<(String, String, usize, usize)> = services
        .query_map([], |row| Ok((text(row, 0)?, text(row, 1)?, row.get(2)?, row.get(3)?)))?
        .collect::<Result<_, _>>()?;
    for (desk, code, reports, new) in services {
        let (Classified { kind, publishable, .. }, is_known) = classify(&desk, &code);
        if is_known || new > 0 {
            classify_all(connection, (&desk, &code), kind, publishable, is_known)?;
        }
        if is_known {
            filled.classified += reports;
        } else {
            filled.classified += new;
            filled.lacking.push((desk, code, reports));
        }
    }
    merging::settle(connection, at)?;
    let mut guarded = connection.prepare(
        "select id from reports where erased_at is null and (kind is null or kind = 'police-conduct')",
    )?;
    let guarded: Vec<i64> = guarded.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for report in guarded {
        let stands = read(connection, report)?;
        if let Some(home) = office::guarded_home(&stands, desks) {
            let entry = Entry { at, desk: &stands.desk, ..Entry::default() };
            updates::refer(connection, report, &entry, home)?;
            filled.moved += 1;
        }
    }
    Ok(filled)
}

/// What is not known to be publishable is not public any more: it is read so from its row, and where its service is known
/// what was decided goes for good.
fn classify_all(
    connection: &Connection,
    (desk, code): (&str, &str),
    kind: Option<ServiceKind>,
    publishable: bool,
    is_known: bool,
) -> Result<(), StoreError> {
    let is_conduct = kind == Some(ServiceKind::PoliceConduct);
    if is_known && (is_conduct || kind.is_none()) {
        connection.execute(
            "update updates set for_all = 0 where report_id in
                 (select id from reports where classified <> 1 and first_desk = ?1 and service_code = ?2)",
            (desk, code),
        )?;
    }
    connection.execute(
        "update reports set kind = ?3, publishable = ?4, may_be_publishable = ?4, was_conduct = ?5, classified = ?6,
             published_at = case when ?4 or ?6 = 2 then published_at end
         where classified <> 1 and first_desk = ?1 and service_code = ?2",
        (desk, code, kind.map(ServiceKind::word), publishable, is_conduct, if is_known { DECIDED } else { LACKING }),
    )?;
    Ok(())
}
