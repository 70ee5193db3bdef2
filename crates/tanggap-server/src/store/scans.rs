//! Questions that look at many reports: lists and figures. Each kind has one thread and one connection of its own, which
//! gives way to everything else, and a short queue. So a look-up, a receipt or a check of the health never waits for a
//! list, however many are asked for, and lists never take more than one core; a list waits for those before it, or is
//! refused.

use super::{StoreError, schema};
use rusqlite::Connection;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    thread,
};
use tokio::sync::oneshot;

/// How much less of the processor such a thread gets than the others, in steps of `nice`: about a tenth where both
/// want it.
#[cfg(target_os = "linux")]
const GIVES_WAY: i32 = 10;

type Job = Box<dyn FnOnce(&Connection) + Send>;

pub struct Scans {
    jobs: Option<SyncSender<Job>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Scans {
    /// At most `queue` jobs wait; one more is refused.
    pub fn open(path: &Path, name: &str, queue: usize) -> Result<Self, StoreError> {
        let (jobs, waiting) = sync_channel::<Job>(queue);
        let connection = schema::open_reader(path)?;
        let thread = thread::Builder::new().name(name.to_owned());
        let thread = thread.spawn(move || answer_all(&connection, &waiting));
        let thread = thread.map_err(|error| StoreError::Broken(error.to_string()))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Runs `work` when its turn comes, or never if the caller is gone by then.
    pub async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let stopped = || StoreError::Broken("the readers of lists have stopped".into());
        let (reply, answer) = oneshot::channel();
        let job = move |connection: &Connection| {
            if !reply.is_closed() {
                drop(reply.send(work(connection)));
            }
        };
        self.jobs.as_ref().ok_or_else(stopped)?.try_send(Box::new(job)).map_err(|refused| match refused {
            TrySendError::Full(_) => StoreError::Busy,
            TrySendError::Disconnected(_) => stopped(),
        })?;
        answer.await.map_err(|_| stopped())?
    }
}

impl Drop for Scans {
    /// Waits until the connection is closed: the last one to a database tidies up, and only the writer may.
    fn drop(&mut self) {
        self.jobs = None;
        let Some(thread) = self.thread.take() else { return };
        // A job may hold the last handle to all of this; its own thread then ends by itself.
        if thread.thread().id() != thread::current().id() {
            drop(thread.join());
        }
    }
}

fn answer_all(connection: &Connection, waiting: &Receiver<Job>) {
    give_way();
    for job in waiting {
        // A panic is reported where it happens; its caller hears that there is no answer.
        drop(catch_unwind(AssertUnwindSafe(|| job(connection))));
    }
}

/// On Linux each thread has a priority of its own; elsewhere it belongs to the process and stays as it is.
fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::nice(GIVES_WAY) {
        tracing::warn!(%error, "lists are read with the same priority as everything else");
    }
}

#[cfg(test)]
mod tests;
