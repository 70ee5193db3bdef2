//! Where a report stands, as the office's rules look at it; and the kinds of reports from before kinds were kept.

use super::{
    Classified, Filled, Named, Store, StoreError, acting,
    closed::CLOSED,
    columns::{optional_text, text},
    updates::Entry,
};
use rusqlite::{Connection, OptionalExtension};
use tanggap_core::{
    config::Desk,
    office::{self, Standing},
    service::ServiceKind,
    status::Status,
};

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
        let unfilled = "select exists (select 1 from reports where classified = 0)";
        self.readers
            .run(move |connection| Ok(!connection.query_row(unfilled, [], |row| row.get::<_, bool>(0))?))
            .await
    }

    /// Gives old reports the kinds of their services, and takes what may be about police conduct away from desks that
    /// must not have it.
    pub async fn fill(
        &self,
        desks: Vec<Desk>,
        at: i64,
        classify: impl Fn(&str, &str) -> Classified + Send + 'static,
    ) -> Result<Filled, StoreError> {
        self.writer.shrink(move |connection| fill(connection, &desks, at, classify)).await
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
             erased_at is not null, has_key, merged_into is not null,
             (select updates.desk from updates where report_id = reports.id and updates.kind = 'referral'
                 and to_desk = reports.desk order by updates.id desc limit 1),
             max(updated_at, coalesce((select max(at) from messages where report_id = reports.id), 0))
         from reports where id = ?1",
    )?;
    let standing = statement.query_row([report], |row| {
        Ok(Standing {
            first_desk: text(row, 0)?,
            desk: text(row, 1)?,
            service_code: text(row, 2)?,
            kind: kind(optional_text(row, 3)?),
            publishable: row.get(4)?,
            status: Status::from_foreign(&text(row, 5)?),
            is_published: row.get(6)?,
            is_erased: row.get(7)?,
            has_key: row.get(8)?,
            is_merged: row.get(9)?,
            referred_by: optional_text(row, 10)?,
            changed_at: row.get(11)?,
        })
    });
    Ok(standing?)
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
/// away from desks that must not have it: the city's files may have changed since it was handed on.
pub fn fill(
    connection: &Connection,
    desks: &[Desk],
    at: i64,
    classify: impl Fn(&str, &str) -> Classified,
) -> Result<Filled, StoreError> {
    let mut filled = Filled::default();
    let mut services =
        connection.prepare("select distinct first_desk, service_code from reports where classified = 0")?;
    let services: Vec<(String, String)> =
        services.query_map([], |row| Ok((text(row, 0)?, text(row, 1)?)))?.collect::<Result<_, _>>()?;
    for (desk, code) in services {
        let Classified { kind, publishable, .. } = classify(&desk, &code);
        // What is not known to be publishable is not public any more.
        filled.classified += connection.execute(
            "update reports set kind = ?3, publishable = ?4, classified = 1,
                 published_at = case when ?4 then published_at end
             where classified = 0 and first_desk = ?1 and service_code = ?2",
            (&desk, &code, kind.map(ServiceKind::word), publishable),
        )?;
        if kind.is_none_or(|kind| kind == ServiceKind::PoliceConduct) {
            connection.execute(
                "update updates set for_all = 0 where report_id in
                     (select id from reports where first_desk = ?1 and service_code = ?2)",
                (&desk, &code),
            )?;
        }
    }
    let mut guarded = connection.prepare(
        "select id from reports where erased_at is null and (kind is null or kind = 'police-conduct')",
    )?;
    let guarded: Vec<i64> = guarded.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for report in guarded {
        let stands = read(connection, report)?;
        if let Some(home) = office::guarded_home(&stands, desks) {
            let entry = Entry { at, desk: &stands.desk, ..Entry::default() };
            acting::refer(connection, report, &entry, home)?;
            filled.moved += 1;
        }
    }
    Ok(filled)
}
