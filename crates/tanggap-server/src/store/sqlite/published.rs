//! Lists of published reports, newest first. What belongs to a page is found in an index alone (migration 0007), which
//! costs about 0.1 µs for each report of the span that is asked for; only the reports that are shown are read.

use super::{
    Place, PublishedFilter, Record, Sqlite, StoreError, closed::CLOSED, columns, lookup, public::IS_PUBLIC,
};
use rusqlite::{Connection, Params, Transaction, named_params};

/// The reports of a page, as they stand at one moment.
pub struct Page<'a> {
    connection: Transaction<'a>,
    reports: Vec<i64>,
    /// The last report's place, if there are more behind it.
    pub next: Option<Place>,
}

impl Sqlite {
    /// How often something that lists of published reports show was changed, by this process or another.
    pub async fn public_changes(&self) -> Result<i64, StoreError> {
        self.readers.run(changes).await
    }
}

/// Lists travel as JSON arrays: SQLite then takes one statement for any length, and nothing is pasted into SQL.
pub fn page<'a>(connection: &'a Connection, filter: &PublishedFilter) -> Result<Page<'a>, StoreError> {
    let connection = connection.unchecked_transaction()?;
    let after = filter.after.as_ref();
    let until = after.map_or(filter.until, |after| filter.until.min(after.received_at));
    let mut found = if filter.tickets.is_empty() {
        find(
            &connection,
            &by_span(),
            named_params! {
                ":desk": filter.desk,
                ":services": json(&filter.services),
                ":from": filter.from,
                ":until": until,
                ":open": filter.open,
                ":after_at": after.map(|after| after.received_at),
                ":after_ticket": after.map(|after| &after.ticket),
                ":limit": i64::from(filter.limit) + 1,
                ":offset": filter.offset,
            },
        )?
    } else {
        find(
            &connection,
            &by_tickets(),
            named_params! {
                ":desk": filter.desk,
                ":tickets": json(&filter.tickets),
                ":limit": i64::from(filter.limit) + 1,
                ":offset": filter.offset,
            },
        )?
    };
    let more = found.len() > filter.limit as usize;
    found.truncate(filter.limit as usize);
    let next = found.last().filter(|_| more).map(|(_, place)| place.clone());
    Ok(Page { connection, reports: found.into_iter().map(|(report, _)| report).collect(), next })
}

fn by_tickets() -> String {
    format!(
        "select id, received_at, ticket from reports
         where ticket in (select value from json_each(:tickets))
           and {is_public} and (first_desk = :desk or desk = :desk)
         order by received_at desc, ticket desc limit :limit offset :offset",
        is_public = IS_PUBLIC.as_str()
    )
}

/// Two walks through an index each, merged in their order.
fn by_span() -> String {
    let (closed, is_public) = (CLOSED.as_str(), IS_PUBLIC.as_str());
    let of = |desk: &str| {
        format!(
            "select id, received_at, ticket from reports
             where {is_public} and {desk} and received_at between :from and :until
               and (:after_at is null or received_at < :after_at or ticket < :after_ticket)
               and (:services = '[]' or service_code in (select value from json_each(:services)))
               and (:open is null or (status not in {closed}) = :open)"
        )
    };
    format!(
        "{received} union all {referred} order by received_at desc, ticket desc limit :limit offset :offset",
        received = of("first_desk = :desk"),
        referred = of("desk <> first_desk and desk = :desk"),
    )
}

fn find(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
) -> Result<Vec<(i64, Place)>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_map(parameters, |row| {
        Ok((row.get(0)?, Place { received_at: row.get(1)?, ticket: columns::text(row, 2)? }))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

impl Page<'_> {
    /// Reads one report after another, so that no more than one is in memory at a time.
    pub fn each(&self, mut take: impl FnMut(Record)) -> Result<(), StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("select {} from reports where id = ?1", lookup::COLUMNS.as_str()))?;
        for report in &self.reports {
            take(statement.query_row([report], lookup::record)?);
        }
        Ok(())
    }
}

/// How often something that lists show was changed, by any process.
pub fn changes(connection: &Connection) -> Result<i64, StoreError> {
    let mut statement = connection.prepare_cached("select count from public_changes")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

fn json(texts: &[String]) -> String {
    serde_json::Value::from(texts).to_string()
}

#[cfg(test)]
mod tests;
