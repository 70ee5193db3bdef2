//! Which reports tell of the same: those that were ever merged, directly or over others. That is kept beside what is merged at
//! the moment, which ends with another status or another desk: what somebody has told once they have told for good, and one
//! of them may turn out to be about police conduct at any time.

use super::StoreError;
use rusqlite::Connection;

/// Every other report that tells of the same as this one.
pub fn with(connection: &Connection, report: i64) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select other.id from reports one join reports other on other.matter = one.matter
         where one.id = ?1 and other.id <> ?1 order by other.id",
    )?;
    let joined = statement.query_map([report], |row| row.get(0))?;
    Ok(joined.collect::<Result<_, _>>()?)
}

/// From now on both, and all that tells of the same as either of them, tell of the same.
pub fn join(connection: &Connection, report: i64, other: i64) -> Result<(), StoreError> {
    let of = |report: i64| -> Result<Option<i64>, StoreError> {
        let mut statement = connection.prepare_cached("select matter from reports where id = ?1")?;
        Ok(statement.query_row([report], |row| row.get(0))?)
    };
    let (one, two) = (of(report)?, of(other)?);
    let matter = match one.or(two) {
        Some(matter) => matter,
        None => {
            let next = "select coalesce(max(matter), 0) + 1 from reports where matter is not null";
            connection.prepare_cached(next)?.query_row([], |row| row.get(0))?
        }
    };
    let own = "update reports set matter = ?1 where id in (?2, ?3)";
    connection.prepare_cached(own)?.execute((matter, report, other))?;
    let theirs = "update reports set matter = ?1 where matter = ?2 and matter is not null";
    connection.prepare_cached(theirs)?.execute((matter, two))?;
    Ok(())
}

/// It was decided that this one tells of something else.
pub fn leave(connection: &Connection, report: i64) -> Result<(), StoreError> {
    connection.prepare_cached("update reports set matter = null where id = ?1")?.execute([report])?;
    Ok(())
}

/// Reports that are guarded, by a kind that is decided, beside others of their matter that have another kind.
pub fn beside_others(connection: &Connection) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare(
        "select id from reports guarded
         where matter is not null and classified = 1 and (kind is null or kind = 'police-conduct')
             and exists (select 1 from reports other
                 where other.matter = guarded.matter and other.kind is not guarded.kind)",
    )?;
    let reports = statement.query_map([], |row| row.get(0))?;
    Ok(reports.collect::<Result<_, _>>()?)
}

/// The others whose kind is decided: what the city's files lack at the moment holds nobody.
pub fn decided_with(connection: &Connection, report: i64) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select other.id from reports one join reports other on other.matter = one.matter
         where one.id = ?1 and other.id <> ?1 and other.classified = 1 order by other.id",
    )?;
    let joined = statement.query_map([report], |row| row.get(0))?;
    Ok(joined.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sqlite::{schema, versions};

    fn all(connection: &Connection) -> Vec<Vec<i64>> {
        (1..=7).map(|report| with(connection, report).unwrap()).collect()
    }

    #[test]
    fn what_an_earlier_release_has_merged_tells_of_the_same_over_chains_and_forks() {
        let folder = tempfile::tempdir().unwrap();
        let mut connection = schema::open_writer(&folder.path().join("t.sqlite")).unwrap();
        versions::go_back(&mut connection, 15);
        // 1 and 4 into 2, that into 3; 5 into 6; 7 alone.
        for (report, into) in
            [(3, None), (2, Some(3)), (1, Some(2)), (4, Some(2)), (6, None), (5, Some(6)), (7, None)]
        {
            connection
                .execute(
                    "insert into reports (id, uid, ticket, device_ticket, first_desk, desk, service_code, status,
                         received_at, updated_at, fingerprint, body, merged_into)
                     values (?1, ?1, ?1, ?1, 'd', 'd', 's', 'received', 1, 1, zeroblob(32), x'', ?2)",
                    (report, into),
                )
                .unwrap();
        }
        schema::settle(&mut connection, "wal").unwrap();
        let (chain, pair) = (vec![1, 2, 3, 4], vec![5, 6]);
        let others =
            |of: &[i64], report: i64| -> Vec<i64> { of.iter().copied().filter(|id| *id != report).collect() };
        for (place, joined) in all(&connection).into_iter().enumerate() {
            let report = place as i64 + 1;
            let of: &[i64] = if report < 5 {
                &chain
            } else if report < 7 {
                &pair
            } else {
                &[]
            };
            assert_eq!(joined, others(of, report), "{report}");
        }
        // Both go on with one number, and one that leaves gets it from nobody again.
        leave(&connection, 2).unwrap();
        join(&connection, 2, 7).unwrap();
        assert_eq!((with(&connection, 2).unwrap(), with(&connection, 1).unwrap()), (vec![7], vec![3, 4]));
        join(&connection, 5, 1).unwrap();
        assert_eq!(with(&connection, 6).unwrap(), [1, 3, 4, 5]);
        assert_eq!(with(&connection, 7).unwrap(), [2]);
    }
}
