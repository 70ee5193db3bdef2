//! Connections that only look, lent out one by one: readers never wait for the writer, nor it for them.

use super::{StoreError, schema};
use rusqlite::Connection;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::{sync::Semaphore, task};

const READERS: usize = 4;

pub struct Readers {
    idle: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
}

impl Readers {
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let connections = (0..READERS).map(|_| schema::open_reader(path)).collect::<Result<_, _>>()?;
        Ok(Self { idle: Arc::new(Mutex::new(connections)), permits: Arc::new(Semaphore::new(READERS)) })
    }

    pub async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let stopped = || StoreError::Broken("the readers have stopped".into());
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|_| stopped())?;
        let idle = Arc::clone(&self.idle);
        let look = move || {
            let lock = || idle.lock().unwrap_or_else(PoisonError::into_inner);
            let connection = lock().pop().ok_or_else(stopped)?;
            // A panic is reported where it happens. It must not take the connection with it: they are few.
            let outcome = catch_unwind(AssertUnwindSafe(|| work(&connection)))
                .unwrap_or_else(|_| Err(StoreError::Broken("a look-up panicked".into())));
            // Given back before the permit, and also when the caller no longer waits.
            lock().push(connection);
            drop(permit);
            outcome
        };
        task::spawn_blocking(look).await.map_err(|_| stopped())?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_look_up_that_panics_fails_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.sqlite");
        drop(schema::open_writer(&path).unwrap());
        let readers = Readers::open(&path).unwrap();
        for _ in 0..2 * READERS {
            let outcome: Result<(), _> = readers.run(|_| panic!("in the middle of a look-up")).await;
            assert!(matches!(outcome, Err(StoreError::Broken(_))));
        }
        let one = |connection: &Connection| Ok(connection.query_row("select 1", [], |row| row.get(0))?);
        let all = tokio::join!(readers.run(one), readers.run(one), readers.run(one), readers.run(one));
        assert!(matches!(all, (Ok(1), Ok(1), Ok(1), Ok(1))), "{all:?}");
    }
}
