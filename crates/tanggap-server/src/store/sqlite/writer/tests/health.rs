//! A fault stands until a write has worked again, is asked about without a write, and names its kind.

use super::*;
use crate::store::sqlite::writer::condition::{PROBE_EVERY_MS, STALLED_MS};
use WriterHealth::{CannotWrite, Gone, Well};
use rusqlite::ffi;
use std::sync::mpsc;

impl Desk {
    fn wait(&self, ms: u64) {
        self.now_ms.fetch_add(ms, Ordering::SeqCst);
    }

    /// What is here may stay; nothing large fits any more.
    async fn fill(&self) {
        self.set(|connection| connection.pragma_update(None, "max_page_count", 1)).await;
        assert!(matches!(self.keep(0, "x".repeat(200_000)).await, Err(StoreError::Full(_))));
    }

    async fn make_room(&self) {
        self.set(|connection| connection.pragma_update(None, "max_page_count", 10_000)).await;
    }

    async fn health(&self) -> WriterHealth {
        self.writer.health().await
    }

    /// Writes to the database since it was opened, the writer's own included.
    async fn changes(&self) -> u64 {
        self.writer.run(|connection| Ok(connection.total_changes())).await.unwrap()
    }
}

#[tokio::test]
async fn without_room_it_says_so_until_a_probe_of_a_reports_size_fits() {
    let desk = Desk::new();
    assert_eq!(desk.health().await, Well);
    desk.fill().await;
    assert_eq!(desk.health().await, CannotWrite(WriteFault::NoRoom));
    assert!(desk.keep(2, String::new()).await.is_ok(), "a small one still fits");
    assert_eq!(desk.health().await, CannotWrite(WriteFault::NoRoom), "which does not end the fault");
    desk.make_room().await;
    assert_eq!(desk.health().await, CannotWrite(WriteFault::NoRoom), "the last probe is too recent");
    desk.wait(PROBE_EVERY_MS);
    assert_eq!(desk.health().await, Well);
    assert_eq!(desk.count(), 1);
}

#[tokio::test]
async fn asking_costs_no_write_and_a_probe_leaves_nothing() {
    let desk = Desk::new();
    let before = desk.changes().await;
    for _ in 0..100 {
        assert_eq!(desk.health().await, Well);
    }
    assert_eq!(desk.changes().await, before);
    desk.fill().await;
    desk.make_room().await;
    let shape = |connection: &Connection| -> Result<(i64, i64), StoreError> {
        let tables = connection.query_row("select count(*) from sqlite_schema", [], |row| row.get(0))?;
        Ok((tables, connection.pragma_query_value(None, "page_count", |row| row.get(0))?))
    };
    let before = (desk.changes().await, desk.writer.run(shape).await.unwrap());
    for _ in 0..100 {
        assert_eq!(desk.health().await, Well);
    }
    let after = (desk.changes().await, desk.writer.run(shape).await.unwrap());
    assert_eq!(after.1, before.1);
    assert!(after.0 > before.0 && after.0 <= before.0 + 4, "one probe: {before:?} {after:?}");
}

#[tokio::test]
async fn a_probe_that_was_cut_off_half_way_stands_in_nobodys_way() {
    let desk = Desk::new();
    desk.set(|connection| connection.execute_batch("create table write_probe (bytes blob)")).await;
    desk.fill().await;
    assert_eq!(desk.health().await, CannotWrite(WriteFault::NoRoom));
    desk.make_room().await;
    desk.wait(PROBE_EVERY_MS);
    assert_eq!(desk.health().await, Well);
    assert!(desk.keep(0, String::new()).await.is_ok());
}

#[tokio::test]
async fn a_read_only_database_is_told_as_such() {
    let desk = Desk::new();
    desk.set(|connection| connection.pragma_update(None, "query_only", "on")).await;
    assert!(matches!(desk.keep(0, String::new()).await, Err(StoreError::ReadOnly(_))));
    assert_eq!(desk.health().await, CannotWrite(WriteFault::ReadOnly));
    desk.wait(PROBE_EVERY_MS);
    assert_eq!(desk.health().await, CannotWrite(WriteFault::ReadOnly));
}

#[tokio::test]
async fn a_database_that_another_process_holds_is_locked() {
    let desk = Desk::new();
    desk.set(|connection| connection.busy_timeout(Duration::ZERO)).await;
    let other = Connection::open(desk.folder.path().join("t.sqlite")).unwrap();
    other.execute_batch("begin immediate").unwrap();
    assert!(desk.keep(0, String::new()).await.is_err());
    assert_eq!(desk.health().await, CannotWrite(WriteFault::Locked));
    other.execute_batch("commit").unwrap();
    desk.wait(PROBE_EVERY_MS);
    assert_eq!(desk.health().await, Well);
}

#[tokio::test]
async fn a_disk_that_no_longer_answers_is_noticed_and_the_question_does_not_wait_for_it() {
    let desk = Desk::new();
    let (begun, has_begun) = oneshot::channel();
    let (go_on, waits) = mpsc::channel::<()>();
    let stuck = desk.writer.run(move |_| {
        begun.send(()).unwrap();
        assert!(waits.recv().is_err());
        Ok(())
    });
    let asking = async {
        has_begun.await.unwrap();
        assert_eq!((desk.health().await, desk.writer.queue_length()), (Well, 0));
        let waiting = desk.keep(0, String::new());
        let mut waiting = std::pin::pin!(waiting);
        assert!(timeout(Duration::ZERO, waiting.as_mut()).await.is_err());
        assert_eq!(desk.writer.queue_length(), 1);
        desk.wait(STALLED_MS + 1);
        assert_eq!(desk.health().await, CannotWrite(WriteFault::Stalled));
        drop(go_on);
        waiting.await.unwrap();
    };
    let (outcome, ()) = tokio::join!(stuck, asking);
    assert!(outcome.is_ok());
    assert_eq!(desk.health().await, Well);
}

#[tokio::test]
async fn a_writer_that_has_ended_is_gone_and_refuses_at_once() {
    struct Deadly;
    impl Job for Deadly {
        fn run(&mut self, _: &Connection, _: bool) -> Result<(), StoreError> {
            Ok(())
        }
        fn answer(self: Box<Self>, _: Result<(), StoreError>) {
            panic!("where nothing catches it")
        }
    }
    let desk = Desk::new();
    assert!(desk.writer.jobs.try_send(Box::new(Deadly)).is_ok());
    // Answered or dropped with the queue: either way the thread has got there.
    drop(desk.keep(0, String::new()).await);
    while !desk.writer.thread.is_finished() {
        tokio::task::yield_now().await;
    }
    assert_eq!(desk.health().await, Gone);
    assert!(matches!(desk.keep(2, String::new()).await, Err(StoreError::WriterGone)));
}

#[test]
fn only_what_concerns_the_next_write_is_a_fault() {
    for (code, fault) in [
        (ffi::SQLITE_FULL, Some(WriteFault::NoRoom)),
        (ffi::SQLITE_READONLY, Some(WriteFault::ReadOnly)),
        (ffi::SQLITE_READONLY_DBMOVED, Some(WriteFault::ReadOnly)),
        (ffi::SQLITE_IOERR_FSYNC, Some(WriteFault::Disk)),
        (ffi::SQLITE_CANTOPEN, Some(WriteFault::Disk)),
        (ffi::SQLITE_CORRUPT, Some(WriteFault::Disk)),
        (ffi::SQLITE_NOTADB, Some(WriteFault::Disk)),
        (ffi::SQLITE_BUSY, Some(WriteFault::Locked)),
        (ffi::SQLITE_CONSTRAINT_UNIQUE, None),
        (ffi::SQLITE_TOOBIG, None),
    ] {
        let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
        assert_eq!(WriteFault::of(&error.into()), fault, "{code}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn what_lies_elsewhere_than_others_look_takes_nothing_until_it_is_back() {
    for name in ["t.sqlite", "lock"] {
        let desk = Desk::new();
        let (path, away) = (desk.folder.path().join(name), desk.folder.path().join("away"));
        std::fs::rename(&path, &away).unwrap();
        assert_eq!(desk.health().await, CannotWrite(WriteFault::Moved), "{name}: nobody has to write first");
        let refused = desk.keep(0, String::new()).await;
        assert!(matches!(&refused, Err(StoreError::Moved(why)) if why.contains(name)), "{name}");
        // Another file in its place is no help.
        std::fs::write(&path, "").unwrap();
        assert_eq!(desk.health().await, CannotWrite(WriteFault::Moved), "{name}");
        std::fs::rename(&away, &path).unwrap();
        desk.wait(PROBE_EVERY_MS);
        assert_eq!(desk.health().await, Well, "{name}");
        assert!(desk.keep(0, String::new()).await.is_ok(), "{name}");
        assert_eq!(desk.count(), 1, "{name}");
    }
}
