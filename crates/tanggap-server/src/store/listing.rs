//! Lists: the public one, of published reports only, and a desk's own, without content.

use super::{
    PublishedFilter, Record, Row, StoreError,
    columns::{optional_text, text},
    lookup,
};
use rusqlite::{Connection, named_params};

/// Lists travel as JSON arrays: SQLite then takes one statement for any length, and nothing is pasted into SQL.
pub fn published(connection: &Connection, filter: &PublishedFilter) -> Result<Vec<Record>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "select {columns} from reports
         where published_at is not null and (first_desk = :desk or desk = :desk)
           and case when :tickets <> '[]' then ticket in (select value from json_each(:tickets))
               else (:services = '[]' or service_code in (select value from json_each(:services)))
                 and received_at between :from and :until
                 and (:open is null or (status not in ('closed', 'rejected', 'duplicate', 'withdrawn')) = :open)
               end
         order by received_at desc, id desc limit :limit offset :offset",
        columns = lookup::COLUMNS
    ))?;
    let parameters = named_params! {
        ":desk": filter.desk,
        ":tickets": json(&filter.tickets),
        ":services": json(&filter.services),
        ":from": filter.from,
        ":until": filter.until,
        ":open": filter.open,
        ":limit": filter.limit,
        ":offset": filter.offset,
    };
    let records = statement.query_map(parameters, lookup::record)?;
    Ok(records.collect::<Result<_, _>>()?)
}

pub fn all(connection: &Connection) -> Result<Vec<Row>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select ticket, desk, service_code, status, received_at, published_at is not null, erased_at is not null,
             (select count(received_at) from photos
                 where report_id = reports.id and message_id is null and update_id is null),
             (select count(*) from photos
                 where report_id = reports.id and message_id is null and update_id is null),
             kind
         from reports order by received_at desc, id desc",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Row {
            ticket: text(row, 0)?,
            desk: text(row, 1)?,
            service_code: text(row, 2)?,
            status: text(row, 3)?,
            received_at: row.get(4)?,
            published: row.get(5)?,
            erased: row.get(6)?,
            photos: (row.get(7)?, row.get(8)?),
            kind: optional_text(row, 9)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn json(texts: &[String]) -> String {
    serde_json::Value::from(texts).to_string()
}

#[cfg(test)]
mod tests {
    use tanggap_core::status::Status;

    #[test]
    fn the_list_and_the_core_agree_on_what_is_closed() {
        let closed: Vec<_> =
            Status::all().filter(|status| !status.is_open()).map(|status| status.word().to_owned()).collect();
        assert_eq!(
            closed,
            ["closed", "rejected", "duplicate", "withdrawn"],
            "these words stand in the SQL above"
        );
    }
}
