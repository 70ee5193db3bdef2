//! Which reports nobody has to do anything about any more, in SQL. The words are made of [`Status::is_open`], so that
//! lists, retention and the rules mean the same reports.

use std::sync::LazyLock;
use tanggap_core::status::Status;

/// `('closed', …)`, to be put behind `in`. Words of the core, without a quote in any of them: lists are found by an index
/// alone only where they stand in the statement.
pub static CLOSED: LazyLock<String> = LazyLock::new(|| {
    let words = Status::all().filter(|status| !status.is_open());
    let words: Vec<_> = words.map(|status| format!("'{}'", status.word())).collect();
    format!("({})", words.join(", "))
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sqlite::{PublishedFilter, published, retention, schema};

    #[test]
    fn lists_and_retention_close_what_the_core_closes() {
        let folder = tempfile::tempdir().unwrap();
        let connection = schema::open_writer(&folder.path().join("t.sqlite")).unwrap();
        let insert =
            "insert into reports (uid, ticket, device_ticket, first_desk, desk, service_code, status,
                 received_at, updated_at, published_at, kind, publishable, fingerprint, body)
             values (?1, ?1, ?1, 'd', 'd', 's', ?1, 1, 1, 1, 'complaint', 1, zeroblob(32), x'')";
        let unknown = Status::Other("antre".into());
        for status in Status::all().chain([unknown.clone()]) {
            connection.execute(insert, [status.word()]).unwrap();
        }
        let mut over = connection.prepare(&retention::of_service()).unwrap();
        let over = over.query_map(("d", "s", 2), |row| row.get::<_, String>(1)).unwrap();
        let over: Vec<_> = over.map(Result::unwrap).collect();
        let listed = |open| {
            let filter = PublishedFilter {
                desk: "d".into(),
                until: 9,
                open: Some(open),
                limit: 100,
                ..Default::default()
            };
            let mut listed = Vec::new();
            published::page(&connection, &filter).unwrap().each(|report| listed.push(report.status)).unwrap();
            listed
        };
        let (open, closed) = (listed(true), listed(false));
        for status in Status::all().chain([unknown]) {
            let (word, is_open) = (status.word().to_owned(), status.is_open());
            assert_eq!(over.contains(&word), !is_open, "{word}: kept for ever");
            assert_eq!((open.contains(&word), closed.contains(&word)), (is_open, !is_open), "{word}");
        }
        // The index has the same words, or it is of no use: then it is time for another migration.
        let mut plan =
            connection.prepare(&format!("explain query plan {}", retention::of_service())).unwrap();
        let steps = plan.query_map(("d", "s", 2), |row| row.get::<_, String>(3)).unwrap();
        let steps: Vec<_> = steps.map(Result::unwrap).collect();
        assert!(steps[0].contains("USING INDEX reports_over"), "{steps:?}");
    }
}
