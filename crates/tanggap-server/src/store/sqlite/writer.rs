//! One thread writes, in groups: what waits together is committed together, so that one fsync serves many
//! reports. Nobody is answered before the commit (a receipt that a power cut could take back is a lie). A job that
//! panics fails alone; should the thread end all the same, [`Writer::health`] says so.
//!
//! - [`condition`]: whether what is written is kept; [`probe`]: a write to find out
//! - [`job`]: what is written; [`reserve`]: room that nothing new may take; [`place`]: whether what is written lies where others look for it

mod condition;
mod job;
mod place;
mod probe;
mod reserve;

use super::{Counts, StoreError, WriteFault};
use crate::{
    clock::{Steady, steady_clock},
    data_folder::DataFolder,
};
use condition::Condition;
use job::{Job, Task};
use place::Place;
use reserve::Reserve;
use rusqlite::{Connection, TransactionBehavior};
use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};
use tokio::{
    sync::{
        mpsc::{self, error::TrySendError},
        oneshot,
    },
    time::timeout,
};

/// Jobs that may wait; beyond, callers are told to come back.
const QUEUE: usize = 4_096;
/// The most jobs in one transaction.
const GROUP: usize = 256;
/// How long a question about the health waits for a probe.
const PROBE_PATIENCE: Duration = Duration::from_secs(1);

/// The way to the writing thread. When the last one is dropped, the thread finishes what waits and ends.
pub struct Writer {
    jobs: mpsc::Sender<Box<dyn Job>>,
    thread: thread::JoinHandle<()>,
    condition: Arc<Condition>,
    place: Arc<Place>,
}

/// Whether what is sent to the writer will be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriterHealth {
    Well,
    CannotWrite(WriteFault),
    Gone,
}

impl Writer {
    /// The folder is shared for as long as the thread may write.
    pub fn start(connection: Connection, folder: Arc<DataFolder>, counts: Counts) -> io::Result<Self> {
        Self::with_clock(connection, folder, counts, steady_clock())
    }

    fn with_clock(
        connection: Connection,
        folder: Arc<DataFolder>,
        counts: Counts,
        clock: Steady,
    ) -> io::Result<Self> {
        let (jobs, waiting) = mpsc::channel::<Box<dyn Job>>(QUEUE);
        let condition = Arc::new(Condition::new(clock));
        let place = Arc::new(Place::of(&folder, &connection));
        let (watched, looked) = (Arc::clone(&condition), Arc::clone(&place));
        let thread = thread::Builder::new().name("store-writer".into()).spawn(move || {
            // The folder is shared until this ends.
            let reserve = Reserve::of(&folder);
            let state = State { condition: &watched, counts: &counts, place: &looked, reserve };
            let write = AssertUnwindSafe(|| write_all(connection, waiting, state));
            if catch_unwind(write).is_err() {
                tracing::error!("the writer has ended in a panic: nothing is kept until a restart");
            }
        })?;
        Ok(Self { jobs, thread, condition, place })
    }

    /// Costs no write, but for at most one probe in ten seconds while a fault stands.
    pub async fn health(&self) -> WriterHealth {
        if self.condition.ask_for_probe() {
            // The probe comes before the group that this joins.
            drop(timeout(PROBE_PATIENCE, self.run(|_| Ok(()))).await);
        }
        match self.condition.fault() {
            _ if self.thread.is_finished() => WriterHealth::Gone,
            _ if self.place.moved().is_some() => WriterHealth::CannotWrite(WriteFault::Moved),
            Some(fault) => WriterHealth::CannotWrite(fault),
            None => WriterHealth::Well,
        }
    }

    /// Finds out by a write whether what comes next would be kept; what it finds is the [`Self::health`].
    pub async fn probe(&self) {
        self.condition.want_probe();
        drop(timeout(PROBE_PATIENCE, self.run(|_| Ok(()))).await);
    }

    /// Runs `work` inside a transaction and returns when that is committed.
    pub async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        self.run_if(|_| false, work).await
    }

    /// The same for work that gives room back: it is done on a full disk, too, with the room that is held for it.
    pub async fn shrink<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        self.run_if(|_| true, work).await
    }

    /// The same where the outcome says whether it was such work.
    pub async fn run_if<T, F>(&self, shrinks: fn(&T) -> bool, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let task = Task { work: Some(work), outcome: None, shrinks, reply };
        self.jobs.try_send(Box::new(task)).map_err(|refused| match refused {
            TrySendError::Full(_) => StoreError::Busy,
            TrySendError::Closed(_) => StoreError::WriterGone,
        })?;
        answer.await.map_err(|_| StoreError::WriterGone)?
    }

    /// Jobs that wait for their turn.
    pub fn queue_length(&self) -> usize {
        self.jobs.max_capacity() - self.jobs.capacity()
    }

    /// Waits until all that was asked for is written and the connection closed. If it is the database's last,
    /// SQLite then takes the write-ahead log into the database.
    pub fn finish(self) {
        drop(self.jobs);
        drop(self.thread.join());
    }
}

/// What the writing thread looks at, and what it tells of itself.
struct State<'a> {
    condition: &'a Condition,
    counts: &'a Counts,
    place: &'a Place,
    reserve: Reserve,
}

/// Until the last sender is dropped.
fn write_all(mut connection: Connection, mut waiting: mpsc::Receiver<Box<dyn Job>>, state: State<'_>) {
    let State { condition, counts, place, mut reserve } = state;
    let mut group = Vec::with_capacity(GROUP);
    while waiting.blocking_recv_many(&mut group, GROUP) > 0 {
        if let Some(refusal) = place.refusal() {
            tracing::error!("{refusal}");
            condition.end(Some(WriteFault::Moved));
            counts.written(group.len(), Duration::ZERO, true, Some(WriteFault::Moved));
            group.drain(..).for_each(|job| job.answer(Err(refusal.clone())));
            continue;
        }
        condition.begin();
        let may_grow = reserve.is_whole();
        if condition.take_probe() {
            let refused = if may_grow { probe::run(&connection).err() } else { Some(reserve::refusal()) };
            condition.probed(refused.map(|error| WriteFault::of(&error).unwrap_or(WriteFault::Disk)));
        }
        let (mut fault, begun) = (None, Instant::now());
        let committed = run_group(&mut connection, &mut group, may_grow, &mut fault);
        let fault = committed.as_ref().err().and_then(WriteFault::of).or(fault);
        counts.written(group.len(), begun.elapsed(), committed.is_err(), fault);
        condition.end(fault);
        for job in group.drain(..) {
            job.answer(committed.clone());
        }
    }
}

/// One transaction; each job in a savepoint, so that one that fails takes nothing else with it.
fn run_group(
    connection: &mut Connection,
    group: &mut [Box<dyn Job>],
    may_grow: bool,
    fault: &mut Option<WriteFault>,
) -> Result<(), StoreError> {
    let mut transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for job in group {
        let savepoint = transaction.savepoint()?;
        match job.run(&savepoint, may_grow) {
            Ok(()) => savepoint.commit()?,
            // A full disk can end the whole transaction: then this fails too, and so does the group.
            Err(error) => {
                *fault = WriteFault::of(&error).or(*fault);
                savepoint.finish()?;
            }
        }
    }
    transaction.commit().map_err(StoreError::from)
}

#[cfg(test)]
mod tests;
