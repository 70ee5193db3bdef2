//! Which reports are over, and what the database knows that says whether the clock can be right by which they are erased.

use super::{
    Sqlite, StoreError, Turn,
    closed::CLOSED,
    columns::{optional_text, text},
    meta, standing,
};
use crate::store::{
    Closed, EndedBy,
    port::{Answer, Retention},
};
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::HashSet;

/// In `meta`: when retention last passed over the reports, in seconds since 1970.
const RAN_AT: &str = "retention_ran_at";

impl Sqlite {
    /// Closed reports of these services (desk, code, and an instant since which nothing may have happened to them), and whatever
    /// is about conduct, as far as their time is over by `before`, which says of each by when it has to have ended; the oldest of
    /// each service first, at most `limit`.
    pub async fn over_by(
        &self,
        services: Vec<(String, String, i64)>,
        before: EndedBy,
        now: i64,
        limit: usize,
    ) -> Result<Vec<Closed>, StoreError> {
        self.passes
            .run(Turn::OURS, move |connection| {
                let mut over = Over { connection, before: &before, now, limit, found: Vec::new() };
                over.of_services(&services)?;
                over.of_conduct()?;
                Ok(over.found.into_iter().map(|found| found.report).collect())
            })
            .await
    }

    /// Closed reports that ended before they came, or later than now, and those about conduct.
    pub async fn closed_oddly(&self, now: i64) -> Result<Vec<Closed>, StoreError> {
        let sql = select("(updated_at < received_at or updated_at > ?1 or kind = 'police-conduct')");
        self.passes
            .run(Turn::OURS, move |connection| {
                let mut statement = connection.prepare(&sql)?;
                let closed = statement.query_map([now + Closed::SKEW_S], closed)?;
                Ok(closed.collect::<Result<_, _>>()?)
            })
            .await
    }

    /// The desks and services that received reports which are not erased, and how many each.
    pub async fn by_service(&self) -> Result<Vec<(String, String, u64)>, StoreError> {
        let sql =
            "select first_desk, service_code, count(*) from reports where erased_at is null group by 1, 2";
        self.passes
            .run(Turn::OURS, move |connection| {
                let mut statement = connection.prepare(sql)?;
                let services =
                    statement.query_map([], |row| Ok((text(row, 0)?, text(row, 1)?, row.get(2)?)))?;
                Ok(services.collect::<Result<_, _>>()?)
            })
            .await
    }

    /// When the newest report came in.
    pub async fn newest(&self) -> Result<Option<i64>, StoreError> {
        let newest = "select received_at from reports order by id desc limit 1";
        self.readers
            .run(move |connection| Ok(connection.query_row(newest, [], |row| row.get(0)).optional()?))
            .await
    }

    /// Reports that are closed and not erased.
    pub async fn closed(&self) -> Result<usize, StoreError> {
        let count =
            format!("select count(*) from reports where erased_at is null and status in {}", CLOSED.as_str());
        self.passes
            .run(Turn::OURS, move |connection| Ok(connection.query_row(&count, [], |row| row.get(0))?))
            .await
    }

    pub async fn retention_ran_at(&self) -> Result<Option<i64>, StoreError> {
        self.readers.run(|connection| Ok(meta::get(connection, RAN_AT)?.and_then(|at| at.parse().ok()))).await
    }

    pub async fn retention_runs(&self, at: i64) -> Result<(), StoreError> {
        self.writer.shrink(move |connection| meta::set(connection, RAN_AT, &at.to_string())).await
    }
}

impl Retention for Sqlite {
    fn over_by(
        &self,
        services: Vec<(String, String, i64)>,
        before: EndedBy,
        now: i64,
        limit: usize,
    ) -> Answer<'_, Vec<Closed>> {
        Box::pin(self.over_by(services, before, now, limit))
    }

    fn closed_oddly(&self, now: i64) -> Answer<'_, Vec<Closed>> {
        Box::pin(self.closed_oddly(now))
    }

    fn by_service(&self) -> Answer<'_, Vec<(String, String, u64)>> {
        Box::pin(self.by_service())
    }

    fn newest(&self) -> Answer<'_, Option<i64>> {
        Box::pin(self.newest())
    }

    fn closed(&self) -> Answer<'_, usize> {
        Box::pin(self.closed())
    }

    fn retention_ran_at(&self) -> Answer<'_, Option<i64>> {
        Box::pin(self.retention_ran_at())
    }

    fn retention_runs(&self, at: i64) -> Answer<'_, ()> {
        Box::pin(self.retention_runs(at))
    }
}

/// A closed report with what only this database says of it.
#[derive(Clone)]
struct Found {
    id: i64,
    /// When somebody last said something about it.
    said_at: i64,
    merged_into: Option<i64>,
    report: Closed,
}

impl Found {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { id: row.get(0)?, said_at: row.get(9)?, merged_into: row.get(10)?, report: closed(row)? })
    }
}

fn closed(row: &Row<'_>) -> rusqlite::Result<Closed> {
    Ok(Closed {
        uid: text(row, 1)?,
        ticket: text(row, 2)?,
        first_desk: text(row, 3)?,
        service_code: text(row, 4)?,
        desk: text(row, 5)?,
        kind: standing::kind(optional_text(row, 6)?),
        received_at: row.get(7)?,
        changed_at: row.get(8)?,
    })
}

/// Closed reports that are not erased, by this condition.
fn select(condition: &str) -> String {
    format!(
        "select id, uid, ticket, first_desk, service_code, desk, kind, received_at, updated_at,
             coalesce((select max(at) from messages where report_id = reports.id), 0), merged_into
         from reports where erased_at is null and status in {closed} and {condition}
         order by updated_at",
        closed = CLOSED.as_str()
    )
}

/// Found by an index that the words for *closed* stand in as well (migration 0011).
pub fn of_service() -> String {
    select("first_desk = ?1 and service_code = ?2 and updated_at < ?3")
}

/// What is found of what is over.
struct Over<'a> {
    connection: &'a Connection,
    before: &'a EndedBy,
    now: i64,
    limit: usize,
    found: Vec<Found>,
}

impl Over<'_> {
    fn of_services(&mut self, services: &[(String, String, i64)]) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(&of_service())?;
        for (desk, code, until) in services {
            let mut rows = statement.query((desk, code, until))?;
            while self.found.len() < self.limit
                && let Some(row) = rows.next()?
            {
                self.take(Found::read(row)?)?;
            }
        }
        Ok(())
    }

    /// What became conduct has another schedule than the service that received it, which may have none.
    fn of_conduct(&mut self) -> Result<(), StoreError> {
        let seen: HashSet<i64> = self.found.iter().map(|report| report.id).collect();
        let mut statement = self.connection.prepare_cached(&select("kind = 'police-conduct'"))?;
        let mut rows = statement.query([])?;
        while self.found.len() < self.limit
            && let Some(row) = rows.next()?
        {
            let found = Found::read(row)?;
            if !seen.contains(&found.id) {
                self.take(found)?;
            }
        }
        Ok(())
    }

    fn take(&mut self, found: Found) -> Result<(), StoreError> {
        if self.is_over(&found) && self.has_its_answer(&found)? {
            self.found.push(found);
        }
        Ok(())
    }

    fn is_over(&self, found: &Found) -> bool {
        let before = (self.before)(&found.report);
        let last = found.report.changed_at.max(found.said_at);
        before.is_some_and(|before| last < before) && !found.report.is_doubtful(self.now)
    }

    /// What is merged waits for the other one's answer, so it stays until that is over, too, and what that is merged into.
    fn has_its_answer(&self, found: &Found) -> Result<bool, StoreError> {
        let (mut seen, mut next) = (vec![found.id], found.merged_into);
        while let Some(target) = next.filter(|target| !seen.contains(target)) {
            seen.push(target);
            match self.closed(target)? {
                Some(target) if self.is_over(&target) => next = target.merged_into,
                Some(_) => return Ok(false),
                None => return self.is_erased(target),
            }
        }
        Ok(true)
    }

    fn closed(&self, report: i64) -> Result<Option<Found>, StoreError> {
        let mut statement = self.connection.prepare_cached(&select("id = ?1"))?;
        Ok(statement.query_row([report], Found::read).optional()?)
    }

    fn is_erased(&self, report: i64) -> Result<bool, StoreError> {
        let erased = "select erased_at is not null from reports where id = ?1";
        let erased = self.connection.prepare_cached(erased)?.query_row([report], |row| row.get(0));
        Ok(erased.optional()?.unwrap_or(true))
    }
}
