//! Whether the store can do its work, told in bounded time: a question about health must not wait behind what it is
//! asked about.

use super::{Health, Sqlite, StoreError, writer::WriterHealth};
use std::time::Duration;
use tokio::time::timeout;

/// How long the readers have for an answer. Readers that are busy for longer are busy, not broken.
const READ_PATIENCE: Duration = Duration::from_millis(500);

impl Sqlite {
    /// One write, taken back again: at a start nothing else says whether there is room.
    pub async fn probe(&self) {
        self.writer.probe().await;
    }

    /// Within 1.5 s, whatever waits for writer and readers.
    pub async fn health(&self) -> Health {
        match self.writer.health().await {
            WriterHealth::Gone => Health::WriterGone,
            WriterHealth::CannotWrite(fault) => Health::CannotWrite(fault),
            WriterHealth::Well => match timeout(READ_PATIENCE, self.read_one()).await {
                Ok(Err(error)) => {
                    tracing::error!(%error, "the database cannot be read");
                    Health::CannotRead
                }
                Ok(Ok(())) | Err(_) => Health::Well,
            },
        }
    }

    async fn read_one(&self) -> Result<(), StoreError> {
        let read = "select count(*) from (select 1 from reports limit 1)";
        self.readers.run(move |connection| Ok(connection.query_row(read, [], |_| Ok(()))?)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data_folder;
    use rusqlite::Connection;
    use std::{
        sync::{Arc, mpsc},
        time::Instant,
    };

    #[tokio::test]
    async fn the_question_waits_for_no_reader() {
        let folder = data_folder::temporary();
        let store = Arc::new(Sqlite::open(folder.path()).unwrap());
        let (release, busy): (Vec<_>, Vec<_>) = (0..64)
            .map(|_| {
                let (store, (release, released)) = (Arc::clone(&store), mpsc::channel::<()>());
                let wait = move |_: &Connection| {
                    assert!(released.recv().is_err());
                    Ok(())
                };
                (release, tokio::spawn(async move { store.readers.run(wait).await }))
            })
            .unzip();
        // They begin before this goes on: one thread runs all of it.
        tokio::task::yield_now().await;
        let begun = Instant::now();
        assert_eq!(store.health().await, Health::Well);
        assert!(begun.elapsed() < 4 * READ_PATIENCE, "{:?}", begun.elapsed());
        assert!(begun.elapsed() >= READ_PATIENCE, "all readers were busy");
        drop(release);
        for busy in busy {
            assert!(busy.await.unwrap().is_ok());
        }
    }
}
