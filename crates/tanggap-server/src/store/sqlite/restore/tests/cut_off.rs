//! A restore that was cut off at any point and done again: what had been decided before it still holds, because the databases
//! that it has set aside are read, and not only what it has put in their place.

use super::{taken_back::NOTES, *};
use crate::store::sqlite::{Redaction, integrity::BACKUP};
use rusqlite::{Connection, types::Value};

impl City {
    fn path(&self) -> PathBuf {
        self.data().join(DATABASE)
    }

    /// As a restore leaves it that is cut off once the copy has taken the place.
    fn cut_off(&self) {
        let connection = Connection::open(self.path()).unwrap();
        connection.pragma_update(None, "application_id", BACKUP).unwrap();
    }

    /// The same at its last step: the file is changed, and SQLite's journal still there that takes that back.
    fn cut_off_at_the_last_step(&self) {
        self.cut_off();
        let before = fs::read(self.path()).unwrap();
        let connection = Connection::open(self.path()).unwrap();
        connection.pragma_update(None, "application_id", integrity::LIVE).unwrap();
        drop(connection);
        fs::write(self.data().join("tanggap.sqlite-journal"), journal(&before)).unwrap();
    }

    fn is_public(&self, ticket: &str) -> bool {
        self.says("published_at is not null", ticket) == Value::Integer(1)
    }

    fn set_aside(&self) -> Vec<String> {
        self.files().into_iter().filter(|name| name.starts_with("tanggap-before-restore")).collect()
    }
}

/// SQLite's journal of a change to the first page, as its file format has it.
fn journal(before: &[u8]) -> Vec<u8> {
    const PAGE: usize = 4_096;
    const SECTOR: usize = 512;
    let number = |number: u32| number.to_be_bytes();
    let page = &before[..PAGE];
    let sum: u32 = (1..=PAGE / 200).map(|n| u32::from(page[PAGE - 200 * n])).sum();
    let pages = u32::try_from(before.len() / PAGE).unwrap();
    let mut journal = vec![0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    for field in [1, 0, pages, SECTOR as u32, PAGE as u32] {
        journal.extend(number(field));
    }
    journal.resize(SECTOR, 0);
    journal.extend(number(1));
    journal.extend(page);
    journal.extend(number(sum));
    journal
}

/// Four that are public in the backup, of which the office has then taken back something but for the last; what is about conduct
/// the erasures log tells, too.
async fn city() -> (City, PathBuf) {
    let city = City::public(&["a", "b", "c", "d"]).await;
    let file = city.back_up("backup");
    city.act("a", Change::Unpublish { notes: true }).await;
    let redaction = Redaction { description: Some("-".into()), ..Redaction::default() };
    city.act("b", Change::Redact { redaction, anew: false }).await;
    city.act("c", super::taken_back::conduct()).await;
    city.receive(&["e"]).await;
    (city, file)
}

fn holds(city: &City) {
    let public: Vec<_> = ["a", "b", "c", "d"].map(|ticket| city.is_public(ticket)).into();
    assert_eq!(public, [false, false, false, true]);
    assert_eq!(city.says(NOTES, "a"), Value::Integer(0));
    assert_ne!(city.says("redaction", "b"), Value::Null);
    assert_eq!(city.says("kind", "c"), Value::Text("police-conduct".into()));
    assert_eq!(integrity::head(&city.path()).unwrap(), integrity::Head::Database(integrity::LIVE));
}

#[tokio::test]
async fn cut_off_again_and_again_it_still_takes_over_what_was_decided_before_the_first_time() {
    let (city, file) = city().await;
    assert_eq!(city.restore(&file, None, false).unwrap().held, Some(2));
    for round in 1..4 {
        city.cut_off();
        // The log of the old database may still lie beside the copy.
        fs::write(city.data().join("tanggap.sqlite-wal"), "frames of the old database").unwrap();
        let refused = Sqlite::open(city.data()).map(|_| ()).unwrap_err().to_string();
        assert!(refused.contains("a restore that was cut off"), "{refused}");
        let restored = city.restore(&file, None, false).unwrap();
        assert_eq!((restored.held, restored.lost), (Some(2), Some(1)), "{round}");
        let before = restored.before;
        assert!(before.is_half_made && before.unreadable.is_empty(), "{before:?}");
        assert_eq!(before.read.len(), 1, "what was half made is none of them: {before:?}");
        assert_eq!(city.set_aside().len(), 1 + round);
        let log = format!("{}-wal", restored.set_aside.unwrap().display());
        assert!(!Path::new(&log).exists(), "the log is not of what was half made");
        holds(&city);
    }
    Sqlite::open(city.data()).unwrap().close();
    holds(&city);
}

#[tokio::test]
async fn cut_off_at_its_last_step_nobody_works_with_it_and_it_is_done_again() {
    for is_looked_at in [false, true] {
        let (city, file) = city().await;
        city.restore(&file, None, false).unwrap();
        city.cut_off_at_the_last_step();
        if is_looked_at {
            for refused in [
                integrity::check(city.data()).unwrap_err(),
                Sqlite::open(city.data()).map(|_| ()).unwrap_err(),
                back_up(city.data(), &city.elsewhere("another"), 0).unwrap_err(),
            ] {
                let refused = refused.to_string();
                assert!(refused.contains("a restore that was cut off"), "{refused}");
                assert!(refused.contains("tanggap.sqlite") && refused.contains("restore FILE"), "{refused}");
            }
        }
        assert_eq!(city.restore(&file, None, false).unwrap().held, Some(2));
        holds(&city);
    }
}

#[tokio::test]
async fn a_first_start_that_was_cut_off_while_it_changed_the_file_is_taken_back_and_done_again() {
    let (city, file) = city().await;
    city.restore(&file, None, false).unwrap();
    let before = fs::read(city.path()).unwrap();
    Sqlite::open(city.data()).unwrap().close();
    fs::write(city.path(), {
        let mut half = before.clone();
        // What says that the database has a log.
        half[18..20].fill(2);
        half
    })
    .unwrap();
    fs::write(city.data().join("tanggap.sqlite-journal"), journal(&before)).unwrap();
    integrity::check(city.data()).unwrap();
    Sqlite::open(city.data()).unwrap().close();
    holds(&city);
}

#[tokio::test]
async fn every_database_that_was_set_aside_is_read_also_where_none_is_in_its_place() {
    let (city, file) = city().await;
    city.restore(&file, None, false).unwrap();
    city.act("d", Change::Unpublish { notes: false }).await;
    city.restore(&file, None, false).unwrap();
    fs::remove_file(city.path()).unwrap();
    let restored = city.restore(&file, None, false).unwrap();
    assert_eq!((restored.held, restored.before.read.len()), (Some(3), 2));
    assert!(!city.is_public("d") && !city.is_public("a"));
    assert!(!city.files().iter().any(|name| name.contains("before") && name.ends_with("-shm")));
    // One of them that can't be read: what it knew is not known, and what the others know holds all the same.
    city.cut_off();
    fs::write(city.data().join(&city.set_aside()[0]), "SQLite format 3\0 and then nothing").unwrap();
    let restored = city.restore(&file, None, false).unwrap();
    assert_eq!((restored.held, restored.lost, restored.before.unreadable.len()), (None, None, 1));
    assert!(!city.is_public("a"));
}

#[tokio::test]
async fn cut_off_before_the_exchange_it_leaves_no_second_name_of_a_database_that_goes_on() {
    let (city, file) = city().await;
    let aside = city.data().join("tanggap-before-restore-20261101T000000Z.sqlite");
    fs::hard_link(city.path(), &aside).unwrap();
    fs::write(format!("{}-wal", aside.display()), "frames").unwrap();
    city.act("d", Change::Unpublish { notes: false }).await;
    assert_eq!(city.set_aside(), Vec::<String>::new());
    assert!(!Path::new(&format!("{}-wal", aside.display())).exists());
    fs::hard_link(city.path(), &aside).unwrap();
    assert_eq!(city.restore(&file, None, false).unwrap().held, Some(3));
    assert_eq!(city.set_aside().len(), 1);
}

#[tokio::test]
async fn who_had_accepted_that_erased_reports_return_gets_none_of_those_back_that_are_known_when_it_is_done_again()
 {
    let city = City::with(&["a", "b", "c"]).await;
    let file = city.back_up("backup");
    city.erase(&["a", "b"]).await;
    let mut log = erasures::read(&city.log()).unwrap().unwrap();
    log.lines.remove(0);
    erasures::replace(&city.log(), &log).unwrap();
    city.lose_database();
    assert_eq!(city.restore(&file, None, true).unwrap().erased_again, 1);
    city.cut_off();
    let refused = city.restore(&file, None, false).unwrap_err();
    assert!(refused.contains("another database"), "{refused}");
    assert_eq!(city.restore(&file, None, true).unwrap().erased_again, 1);
    assert_eq!(city.state().await, (uids("a c"), uids("b")));
}
