//! The kinds of reports from before kinds were kept.

use super::{
    Classified, Filled, Sqlite, StoreError,
    columns::text,
    merging,
    standing::read,
    updates::{self, Entry},
};
use rusqlite::Connection;
use tanggap_core::{config::Desk, office, service::ServiceKind};

/// Whether a report's kind was never looked for (`classified`), is decided, or the city's files lacked its service and
/// are looked at again.
const UNFILLED: i64 = 0;
const DECIDED: i64 = 1;
const LACKING: i64 = 2;
/// Reports that are brought home in one transaction: a full disk need not bear more at once.
const AT_ONCE: usize = 16;

impl Sqlite {
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
        classify: impl Fn(&str, &str) -> (Classified, bool) + Clone + Send + 'static,
    ) -> Result<Filled, StoreError> {
        let classify = || {
            let classify = classify.clone();
            move |connection: &Connection| fill(connection, at, classify)
        };
        let mut filled = self.write_despite_full_disk(classify).await?;
        let known = desks.clone();
        let misplaced = self.readers.run(move |connection| misplaced(connection, &known)).await?;
        for reports in misplaced.chunks(AT_ONCE) {
            let bring_home = || {
                let (reports, desks) = (reports.to_vec(), desks.clone());
                move |connection: &Connection| bring_home(connection, &reports, &desks, at)
            };
            filled.moved += self.write_despite_full_disk(bring_home).await?;
        }
        self.tell_conduct().await;
        Ok(filled)
    }
}

/// Gives reports that came before kinds were kept the kind of their service. Where the files lack a service, as those of
/// another city do, its reports are held to the stricter rule and stay as they were otherwise: the next start looks again,
/// unless somebody has given them a kind by then.
fn fill(
    connection: &Connection,
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
    Ok(filled)
}

/// What may be about police conduct and is at a desk that must not have it: the city's files may have changed since it was
/// handed on.
fn misplaced(connection: &Connection, desks: &[Desk]) -> Result<Vec<i64>, StoreError> {
    // What has no kind because the files lack its service, as those of another city do, is acted on by no desk and stays.
    let mut guarded = connection.prepare(
        "select id from reports
         where erased_at is null and (kind = 'police-conduct' or (kind is null and classified <> ?1))",
    )?;
    let guarded: Vec<i64> = guarded.query_map([LACKING], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut misplaced = Vec::new();
    for report in guarded {
        if office::guarded_home(&read(connection, report)?, desks).is_some() {
            misplaced.push(report);
        }
    }
    Ok(misplaced)
}

/// Takes reports away from where they must not be; how many that were.
fn bring_home(
    connection: &Connection,
    reports: &[i64],
    desks: &[Desk],
    at: i64,
) -> Result<usize, StoreError> {
    let mut moved = 0;
    for report in reports {
        let stands = read(connection, *report)?;
        if let Some(home) = office::guarded_home(&stands, desks) {
            let entry = Entry { at, desk: &stands.desk, ..Entry::default() };
            updates::refer(connection, *report, &entry, home)?;
            moved += 1;
        }
    }
    Ok(moved)
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
