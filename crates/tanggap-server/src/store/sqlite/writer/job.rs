//! One piece of work that waits for its turn to write, and whoever waits for its answer.

use super::reserve;
use crate::store::sqlite::StoreError;
use rusqlite::Connection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tokio::sync::oneshot;

pub trait Job: Send {
    /// Without `may_grow`, what has written something and gives no room back fails.
    fn run(&mut self, connection: &Connection, may_grow: bool) -> Result<(), StoreError>;
    fn answer(self: Box<Self>, committed: Result<(), StoreError>);
}

pub struct Task<T, F> {
    pub work: Option<F>,
    pub outcome: Option<Result<T, StoreError>>,
    pub shrinks: fn(&T) -> bool,
    pub reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Job for Task<T, F>
where
    T: Send,
    F: FnOnce(&Connection) -> Result<T, StoreError> + Send,
{
    fn run(&mut self, connection: &Connection, may_grow: bool) -> Result<(), StoreError> {
        let Some(work) = self.work.take() else { return Ok(()) };
        let before = connection.total_changes();
        // Where it panicked is logged by the panic itself; the savepoint takes back what it wrote.
        let outcome = catch_unwind(AssertUnwindSafe(|| work(connection)))
            .unwrap_or_else(|_| Err(StoreError::Broken("a job of the writer panicked".into())));
        let outcome = outcome.and_then(|done| {
            let is_free = may_grow || connection.total_changes() == before || (self.shrinks)(&done);
            if is_free { Ok(done) } else { Err(reserve::refusal()) }
        });
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
