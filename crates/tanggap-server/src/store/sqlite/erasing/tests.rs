//! Erasing and its log: a line for every erasure, no erasure without its line, in one order whoever erases.
//!
//! - [`held`]: a log that has lost something

mod held;

use super::*;
use crate::{
    data_folder, erasures,
    store::sqlite::{Acted, Change, Named, NewReport},
};
use rusqlite::Connection;
use std::fs;
use tempfile::TempDir;

struct Office {
    folder: TempDir,
    store: Sqlite,
}

impl Office {
    fn new() -> Self {
        let folder = data_folder::temporary();
        let store = Sqlite::open(folder.path()).unwrap();
        Self { folder, store }
    }

    fn database(&self) -> Connection {
        schema::open_writer(&self.folder.path().join(DATABASE)).unwrap()
    }

    fn log(&self) -> Vec<(u64, Vec<String>)> {
        let told = erasures::read(&self.folder.path().join(erasures::LOG)).unwrap().unwrap();
        told.lines.into_iter().map(|line| (line.id, line.uids)).collect()
    }

    async fn receive(&self, uid: &str) {
        let report = NewReport { body: b"Canary".to_vec(), ..NewReport::named(uid) };
        assert!(self.store.receive(report).await.unwrap().is_ok());
    }

    async fn erase(&self, uid: &str) -> Result<bool, StoreError> {
        erase(&self.store, uid).await
    }

    fn known(&self) -> u64 {
        meta::number(&self.database(), log::ERASURES).unwrap()
    }
}

/// False when there is no such report.
async fn erase(store: &Sqlite, uid: &str) -> Result<bool, StoreError> {
    let acted = store.act(Named::Uid(uid.into()), None, 1, |_, _| Ok(Change::Erase)).await?;
    Ok(matches!(acted, Acted::Done { .. }))
}

#[tokio::test]
async fn every_erasure_has_one_line_and_what_is_not_there_has_none() {
    let office = Office::new();
    for uid in ["a", "b"] {
        office.receive(uid).await;
    }
    assert!(office.erase("b").await.unwrap() && office.erase("b").await.unwrap());
    assert!(!office.erase("never").await.unwrap());
    assert!(office.erase("a").await.unwrap());
    assert_eq!(office.log(), [(1, vec!["b".into()]), (2, vec!["a".into()])]);
    assert_eq!(office.known(), 2);
}

#[tokio::test]
async fn what_cannot_be_logged_is_not_erased_and_says_why() {
    let office = Office::new();
    office.receive("a").await;
    let elsewhere = tempfile::tempdir().unwrap();
    let other = elsewhere.path().join("log");
    office.store.log_erasures_to(other.clone()).await.unwrap();
    fs::remove_file(&other).unwrap();
    let refused = office.erase("a").await.unwrap_err().to_string();
    assert!(refused.contains("is missing") && refused.contains(&other.display().to_string()), "{refused}");
    let body = || -> Vec<u8> {
        office.database().query_row("select body from reports", [], |row| row.get(0)).unwrap()
    };
    assert_eq!(body(), b"Canary");
    assert_eq!((office.log().len(), office.known()), (0, 0));
    fs::write(&other, "").unwrap();
    assert!(office.erase("a").await.unwrap());
    assert_eq!(body(), b"");
    assert_eq!(erasures::read(&other).unwrap().unwrap().lines.len(), 1);
}

#[tokio::test]
async fn a_line_whose_erasing_failed_is_done_with_the_next_one_and_its_number_is_not_used_again() {
    let office = Office::new();
    for uid in ["a", "b"] {
        office.receive(uid).await;
    }
    let erasures = Erasures::new(office.folder.path());
    // The transaction ends after the line was written: a full disk, a power cut.
    let mut database = office.database();
    let transaction = database.transaction().unwrap();
    mark(&transaction, &erasures, 1, 1).unwrap();
    transaction.rollback().unwrap();
    assert_eq!((office.log().len(), office.known()), (1, 0));
    assert!(!office.store.received("a".into()).await.unwrap().unwrap().erased);
    assert!(office.erase("b").await.unwrap());
    assert_eq!(office.log(), [(1, vec!["a".into()]), (2, vec!["b".into()])]);
    assert_eq!(office.known(), 2);
    assert!(office.store.received("a".into()).await.unwrap().unwrap().erased, "no line is passed over");
}

#[tokio::test]
async fn two_that_erase_at_once_write_one_log_in_one_order() {
    let office = Office::new();
    let beside = Sqlite::open(office.folder.path()).unwrap();
    let uids: Vec<_> = (0..20).map(|n| format!("u{n}")).collect();
    for uid in &uids {
        office.receive(uid).await;
    }
    for pair in uids.chunks(2) {
        let at_once = tokio::join!(office.erase(&pair[0]), erase(&beside, &pair[1]));
        assert!(matches!(at_once, (Ok(true), Ok(true))), "{at_once:?}");
    }
    let log = office.log();
    assert_eq!(log.iter().map(|(id, _)| *id).collect::<Vec<_>>(), (1..=20).collect::<Vec<_>>());
    let mut logged: Vec<_> = log.into_iter().flat_map(|(_, uids)| uids).collect();
    logged.sort();
    let mut uids = uids;
    uids.sort();
    assert_eq!(logged, uids);
}

#[tokio::test]
async fn a_large_report_that_is_cut_off_while_it_is_erased_is_hidden_at_once_and_finished_later() {
    let office = Office::new();
    for uid in ["a", "b"] {
        office.receive(uid).await;
    }
    let mut database = office.database();
    for report in [1, 2] {
        for n in 0..40 {
            database
                .execute(
                    "insert into photos (report_id, slot, place, sha256, size) values (?1, ?2, 0, zeroblob(32), 1)",
                    (report, n),
                )
                .unwrap();
            let photo = database.last_insert_rowid();
            for piece in 0..20 {
                database.execute("insert into photo_pieces values (?1, ?2, x'00')", (photo, piece)).unwrap();
            }
            for sender in ["reporter", "office"] {
                database
                    .execute(
                        "insert into messages (report_id, message_id, sender, at, kind, desk, body)
                         values (?1, ?2, ?3, 0, 'message', 'd', x'61')",
                        (report, format!("{sender}{report}-{n}"), sender),
                    )
                    .unwrap();
            }
        }
    }
    let transaction = database.transaction().unwrap();
    let erasures = Erasures::new(office.folder.path());
    mark(&transaction, &erasures, 1, 1).unwrap();
    assert!(sweep(&transaction, 1).unwrap());
    transaction.commit().unwrap();
    assert!(office.store.received("a".into()).await.unwrap().unwrap().erased);
    assert!(office.store.private("a".into()).await.unwrap().is_none());
    let left = |report: i64| -> Vec<usize> {
        ["from photos", "from photo_pieces join photos on photos.id = photo_id", "from messages"]
            .map(|from| format!("select count(*) {from} where report_id = {report}"))
            .iter()
            .chain([&format!(
                "select count(*) from messages where report_id = {report} and length(body) > 0"
            )])
            .map(|sql| office.database().query_row(sql, [], |row| row.get(0)).unwrap())
            .collect()
    };
    assert_eq!(left(1), [40, 784, 80, 80]);
    assert_eq!(office.store.finish_erasures().await.unwrap(), 1);
    assert_eq!(left(1), [0, 0, 40, 0], "the reporter's messages stay as marks");
    assert_eq!(left(2), [40, 800, 80, 80], "another report's are untouched");
    assert_eq!(office.store.finish_erasures().await.unwrap(), 0);
    assert_eq!(office.log().len(), 1, "one erasure, one line");
}

#[tokio::test]
async fn the_log_begins_with_what_an_older_release_erased() {
    let office = Office::new();
    for uid in ["a", "b", "c"] {
        office.receive(uid).await;
    }
    let Office { folder, store } = office;
    store.close();
    let database = Connection::open(folder.path().join(DATABASE)).unwrap();
    database
        .execute_batch("update reports set erased_at = 9 where uid = 'a'; update reports set erased_at = 5 where uid = 'c';
             delete from meta")
        .unwrap();
    for begun in ["", "nothing is left of the log", "it was cut off after the log was made"] {
        match begun {
            "" => {}
            "nothing is left of the log" => {
                fs::remove_file(folder.path().join(erasures::LOG)).unwrap();
                database.execute_batch("delete from meta").unwrap();
            }
            _ => database.execute_batch("delete from meta").unwrap(),
        }
        let office = Office { store: Sqlite::open(folder.path()).unwrap(), folder: TempDir::new().unwrap() };
        office.store.close();
        let told = erasures::read(&folder.path().join(erasures::LOG)).unwrap().unwrap();
        let lines: Vec<_> = told.lines.iter().map(|line| (line.id, line.at, line.uids[0].as_str())).collect();
        assert_eq!(lines, [(1, 5, "c"), (2, 9, "a")], "{begun}");
    }
}

#[tokio::test]
async fn a_log_of_another_database_is_not_taken_for_this_ones() {
    let (one, other) = (Office::new(), Office::new());
    one.receive("a").await;
    one.erase("a").await.unwrap();
    let log = one.folder.path().join(erasures::LOG);
    fs::copy(&log, other.folder.path().join(erasures::LOG)).unwrap();
    assert!(matches!(other.erase("a").await, Ok(false)));
    other.receive("b").await;
    assert!(matches!(other.erase("b").await, Err(StoreError::Unusable(_))));
    let Office { folder, store } = other;
    store.close();
    assert!(matches!(Sqlite::open(folder.path()), Err(StoreError::Unusable(_))));
    fs::remove_file(folder.path().join(DATABASE)).unwrap();
    assert!(matches!(Sqlite::open(folder.path()), Err(StoreError::Unusable(_))), "nor for that of a new one");
}
