//! One thread writes, in groups: what waits together is committed together, so that one fsync serves many
//! reports. Nobody is answered before the commit (a receipt that a power cut could take back is a lie).

use super::StoreError;
use crate::data_folder::DataFolder;
use rusqlite::{Connection, TransactionBehavior};
use std::{io, sync::Arc, thread};
use tokio::sync::{mpsc, oneshot};

/// Jobs that may wait; beyond, callers are told to come back.
const QUEUE: usize = 4_096;
/// The most jobs in one transaction.
const GROUP: usize = 256;

/// The way to the writing thread. When the last one is dropped, the thread finishes what waits and ends.
pub struct Writer {
    jobs: mpsc::Sender<Box<dyn Job>>,
    thread: thread::JoinHandle<()>,
}

impl Writer {
    /// The folder is shared for as long as the thread may write.
    pub fn start(mut connection: Connection, folder: Arc<DataFolder>) -> io::Result<Self> {
        let (jobs, mut waiting) = mpsc::channel::<Box<dyn Job>>(QUEUE);
        let thread = thread::Builder::new().name("store-writer".into()).spawn(move || {
            let _shared = folder;
            let mut group = Vec::with_capacity(GROUP);
            while waiting.blocking_recv_many(&mut group, GROUP) > 0 {
                let committed = run_group(&mut connection, &mut group);
                for job in group.drain(..) {
                    job.answer(committed.clone());
                }
            }
        })?;
        Ok(Self { jobs, thread })
    }

    /// Runs `work` inside a transaction and returns when that is committed.
    pub async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let task = Task { work: Some(work), outcome: None, reply };
        self.jobs.try_send(Box::new(task)).map_err(|_| StoreError::Busy)?;
        answer.await.map_err(|_| StoreError::Broken("the writer has stopped".into()))?
    }

    /// Waits until all that was asked for is written and the connection closed. If it is the database's last,
    /// SQLite then takes the write-ahead log into the database.
    pub fn finish(self) {
        drop(self.jobs);
        if self.thread.join().is_err() {
            tracing::error!("the writer ended in a panic");
        }
    }
}

trait Job: Send {
    fn run(&mut self, connection: &Connection) -> Result<(), StoreError>;
    fn answer(self: Box<Self>, committed: Result<(), StoreError>);
}

struct Task<T, F> {
    work: Option<F>,
    outcome: Option<Result<T, StoreError>>,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Job for Task<T, F>
where
    T: Send,
    F: FnOnce(&Connection) -> Result<T, StoreError> + Send,
{
    fn run(&mut self, connection: &Connection) -> Result<(), StoreError> {
        let Some(work) = self.work.take() else { return Ok(()) };
        let outcome = work(connection);
        let verdict = outcome.as_ref().map(|_| ()).map_err(Clone::clone);
        self.outcome = Some(outcome);
        verdict
    }

    fn answer(self: Box<Self>, committed: Result<(), StoreError>) {
        let outcome = match (committed, self.outcome) {
            (Ok(()), Some(outcome)) => outcome,
            (Ok(()), None) => Err(StoreError::Busy),
            // Its own failure says more than the group's.
            (Err(_), Some(Err(own))) => Err(own),
            (Err(of_group), _) => Err(of_group),
        };
        // The caller may have gone; what is written stays written.
        drop(self.reply.send(outcome));
    }
}

/// One transaction; each job in a savepoint, so that one that fails takes nothing else with it.
fn run_group(connection: &mut Connection, group: &mut [Box<dyn Job>]) -> Result<(), StoreError> {
    let mut transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for job in group {
        let savepoint = transaction.savepoint()?;
        match job.run(&savepoint) {
            Ok(()) => savepoint.commit()?,
            // A full disk can end the whole transaction: then this fails too, and so does the group.
            Err(_) => savepoint.finish()?,
        }
    }
    transaction.commit().map_err(StoreError::from)
}

#[cfg(test)]
mod tests;
