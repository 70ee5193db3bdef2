//! Questions that look at many reports: lists and figures. Each kind has one thread and one connection of its own, which
//! gives way to everything else, and a short queue. So a look-up, a receipt or a check of the health never waits for a
//! list, however many are asked for, and lists never take more than one core; a list waits for those before it, or is
//! refused.
//!
//! - [`line`](mod@line): who waits, and whose turn it is

pub mod line;

use super::{StoreError, Turn, schema};
use line::{Line, Task};
use rusqlite::Connection;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::Arc,
    thread,
};
use tokio::sync::oneshot;

/// How much less of the processor such a thread gets than the others, in steps of `nice`: about a tenth where both
/// want it.
#[cfg(target_os = "linux")]
const GIVES_WAY: i32 = 10;

pub struct Scans {
    line: Arc<Line>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Scans {
    /// With a thread and a connection for those who wait in `line`.
    pub fn open(path: &Path, name: &str, line: Line) -> Result<Self, StoreError> {
        let line = Arc::new(line);
        let (connection, waiting) = (schema::open_reader(path)?, Arc::clone(&line));
        let thread = thread::Builder::new().name(name.to_owned());
        let thread = thread.spawn(move || answer_all(&connection, &waiting));
        let thread = thread.map_err(|error| StoreError::Broken(error.to_string()))?;
        Ok(Self { line, thread: Some(thread) })
    }

    /// Runs `work` when its turn comes, or never if the caller is gone by then.
    pub async fn run<T, F>(&self, turn: Turn, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        if !self.line.join(turn, Box::new(Task { work, reply })) {
            return Err(StoreError::Busy);
        }
        answer.await.map_err(|_| StoreError::Broken("the readers of lists have stopped".into()))?
    }
}

impl Drop for Scans {
    /// Waits until the connection is closed: the last one to a database tidies up, and only the writer may.
    fn drop(&mut self) {
        self.line.close();
        let Some(thread) = self.thread.take() else { return };
        // A job may hold the last handle to all of this; its own thread then ends by itself.
        if thread.thread().id() != thread::current().id() {
            drop(thread.join());
        }
    }
}

fn answer_all(connection: &Connection, line: &Line) {
    give_way();
    while let Some((job, place)) = line.next() {
        // A panic is reported where it happens; its caller hears that there is no answer.
        drop(catch_unwind(AssertUnwindSafe(|| job.run(connection))));
        line.leave(&place);
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
