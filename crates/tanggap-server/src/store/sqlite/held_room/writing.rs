//! What a full disk must not stop, in the writer's transactions.

use super::spare;
use crate::{
    data_folder::ballast,
    store::sqlite::{Sqlite, StoreError},
};
use rusqlite::Connection;

impl Sqlite {
    /// Writes what a full disk must not stop; `work` is made anew for each of them.
    pub(in crate::store::sqlite) async fn write_despite_full_disk<T, F>(
        &self,
        work: impl Fn() -> F,
    ) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let mut done = self.writer.shrink(work()).await;
        for bytes in ballast::PROTECTING {
            if !matches!(done, Err(StoreError::Full(_))) {
                break;
            }
            let _spared = spare(&self.erasures.ballast(), bytes);
            done = self.writer.shrink(work()).await;
        }
        done
    }
}
