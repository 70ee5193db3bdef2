//! The writer when things go wrong: nobody is told that something was kept which was not.
//!
//! - [`health`]: whether what comes next will be kept

mod health;

use super::*;
use crate::{data_folder, store::sqlite::schema};
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;

struct Desk {
    folder: TempDir,
    writer: Writer,
    now_ms: Arc<AtomicU64>,
}

impl Desk {
    fn new() -> Self {
        let folder = data_folder::temporary();
        let connection = schema::open_writer(&folder.path().join("t.sqlite")).unwrap();
        connection.execute_batch("create table kept (n integer primary key, text text)").unwrap();
        let now_ms = Arc::new(AtomicU64::new(0));
        let clock = Arc::clone(&now_ms);
        let shared = Arc::new(DataFolder::share(folder.path()).unwrap());
        let writer = Writer::with_clock(
            connection,
            shared,
            Counts::default(),
            Box::new(move || clock.load(Ordering::SeqCst)),
        )
        .unwrap();
        Self { folder, writer, now_ms }
    }

    async fn keep(&self, n: i64, text: String) -> Result<i64, StoreError> {
        let insert = move |connection: &Connection| {
            connection.execute("insert into kept values (?1, ?2)", (n, text))?;
            if n % 2 == 1 { Err(StoreError::Broken("odd".into())) } else { Ok(n) }
        };
        self.writer.run(insert).await
    }

    async fn set(&self, change: fn(&Connection) -> rusqlite::Result<()>) {
        self.writer.run(move |connection| Ok(change(connection)?)).await.unwrap();
    }

    fn count(&self) -> i64 {
        let reader = schema::open_reader(&self.folder.path().join("t.sqlite")).unwrap();
        reader.query_row("select count(*) from kept", [], |row| row.get(0)).unwrap()
    }
}

#[tokio::test]
async fn a_failing_job_takes_nothing_else_with_it() {
    let desk = Desk::new();
    let keep = |n| desk.keep(n, String::new());
    let outcomes = tokio::join!(keep(0), keep(1), keep(2), keep(2), keep(4));
    assert!(matches!(outcomes, (Ok(0), Err(_), Ok(2), Err(_), Ok(4))), "{outcomes:?}");
    assert_eq!(desk.count(), 3);
}

#[tokio::test]
async fn a_job_that_panics_fails_alone_and_the_writer_goes_on() {
    let desk = Desk::new();
    let half_done = |connection: &Connection| -> Result<(), StoreError> {
        connection.execute("insert into kept values (7, 'half')", [])?;
        panic!("in the middle of a job")
    };
    let outcomes =
        tokio::join!(desk.keep(0, String::new()), desk.writer.run(half_done), desk.keep(2, String::new()));
    assert!(matches!(outcomes, (Ok(0), Err(StoreError::Broken(_)), Ok(2))), "{outcomes:?}");
    assert!(desk.keep(4, String::new()).await.is_ok());
    assert_eq!(desk.count(), 3, "nothing of the job that panicked is kept");
    assert_eq!(desk.writer.health().await, WriterHealth::Well);
}

#[tokio::test]
async fn a_full_disk_keeps_all_of_a_report_or_nothing_and_passes() {
    let desk = Desk::new();
    desk.set(|connection| connection.pragma_update(None, "max_page_count", 64)).await;
    let mut kept = 0;
    let refusal = loop {
        match desk.keep(2 * kept, "x".repeat(20_000)).await {
            Ok(_) => kept += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(refusal, StoreError::Full(_)), "{refusal:?}");
    assert_eq!(desk.count(), kept);
    desk.set(|connection| connection.pragma_update(None, "max_page_count", 10_000)).await;
    assert!(desk.keep(2 * kept, "x".repeat(20_000)).await.is_ok());
    assert_eq!(desk.count(), kept + 1);
}

#[tokio::test]
async fn another_process_that_holds_the_database_makes_it_busy_not_broken() {
    let desk = Desk::new();
    desk.set(|connection| connection.busy_timeout(std::time::Duration::ZERO)).await;
    let other = Connection::open(desk.folder.path().join("t.sqlite")).unwrap();
    other.execute_batch("begin immediate").unwrap();
    assert!(matches!(desk.keep(0, String::new()).await, Err(StoreError::Busy)));
    other.execute_batch("commit").unwrap();
    assert!(desk.keep(0, String::new()).await.is_ok());
}

#[tokio::test]
async fn what_waits_at_the_end_is_still_written() {
    let desk = Desk::new();
    let Desk { folder, writer, .. } = desk;
    let waiting: Vec<_> = (0..100)
        .map(|n| {
            let (reply, _) = oneshot::channel::<Result<(), StoreError>>();
            let work = move |connection: &Connection| {
                connection.execute("insert into kept (n) values (?1)", [n])?;
                Ok(())
            };
            Box::new(Task { work: Some(work), outcome: None, shrinks: |_| false, reply }) as Box<dyn Job>
        })
        .collect();
    for job in waiting {
        assert!(writer.jobs.try_send(job).is_ok());
    }
    writer.finish();
    let reader = schema::open_reader(&folder.path().join("t.sqlite")).unwrap();
    let count: i64 = reader.query_row("select count(*) from kept", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 100);
}
