//! Small settings of this device: JSON texts by name.

use super::{ports::Device, store::Keeping};
use tanggap_core::ports::StoreFault;

impl Device {
    /// What was set, such as `{"wifi_only":true}` under `photos`.
    pub async fn setting(&self, key: &str) -> Result<Option<String>, StoreFault> {
        match &self.store.keeping {
            Keeping::Database(idb) => idb.setting(key).await,
            Keeping::Memory { settings, .. } => Ok(settings.borrow().get(key).cloned()),
        }
    }

    pub async fn set(&self, key: &str, json: &str) -> Result<(), StoreFault> {
        match &self.store.keeping {
            Keeping::Database(idb) => idb.set(key, json).await,
            Keeping::Memory { settings, .. } => {
                settings.borrow_mut().insert(key.to_owned(), json.to_owned());
                Ok(())
            }
        }
    }

    /// Removes everything that this portal keeps: reports, drafts, photos, settings, and the ledger, so that nothing
    /// is told as a loss. Unsent reports too: the person was asked before.
    pub async fn remove_everything(&self) -> Result<(), StoreFault> {
        self.store.clear().await?;
        // A line that stays tells of a loss at the next start, which is true enough.
        let _struck = self.ledger.clear().await;
        Ok(())
    }
}
