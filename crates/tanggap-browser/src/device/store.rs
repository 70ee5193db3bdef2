//! The core's store: IndexedDB, or memory where the browser cannot keep anything.

use super::{
    channel::{Channel, Elsewhere},
    idb::{Idb, Lost},
};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};
use tanggap_core::{
    memory::{MemoryStore, NoFaults},
    ports::{Batch, Change, Contents, Record, Store, StoreFault},
};

/// Whether what is kept survives this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    Durable,
    /// It does not, and why: [`StoreFault::Quota`] where the device is full, else the browser has no store or cannot
    /// open it.
    MemoryOnly(StoreFault),
}

/// A connection to what this portal keeps. Clones are the same connection.
#[derive(Clone)]
pub struct DeviceStore {
    pub(super) keeping: Keeping,
    channel: Option<Rc<Channel>>,
}

#[derive(Clone)]
pub(super) enum Keeping {
    Database(Rc<Idb>),
    Memory { store: MemoryStore, settings: Rc<RefCell<BTreeMap<String, String>>>, why: StoreFault },
}

impl DeviceStore {
    /// `channel`: where others hear of changes. `on_lost`: a connection ended although nobody here closed it.
    pub(super) async fn open(
        name: &str,
        channel: Option<Rc<Channel>>,
        on_lost: impl Fn(Lost) + 'static,
    ) -> Self {
        let keeping = match Idb::open(name, on_lost).await {
            Ok(idb) => Keeping::Database(idb),
            Err(why) => {
                Keeping::Memory { store: MemoryStore::new(Rc::new(NoFaults)), settings: Rc::default(), why }
            }
        };
        Self { keeping, channel }
    }

    /// For tests: a place of its own, that nobody hears of.
    pub async fn alone(name: &str) -> Self {
        Self::open(name, None, |_| {}).await
    }

    pub fn health(&self) -> Health {
        match &self.keeping {
            Keeping::Database(_) => Health::Durable,
            Keeping::Memory { why, .. } => Health::MemoryOnly(*why),
        }
    }

    /// Empties everything.
    pub(super) async fn clear(&self) -> Result<(), StoreFault> {
        match &self.keeping {
            Keeping::Database(idb) => idb.clear().await?,
            Keeping::Memory { store, settings, .. } => {
                store.lose_everything();
                settings.borrow_mut().clear();
            }
        }
        self.tell(Elsewhere::Cleared);
        Ok(())
    }

    fn tell(&self, what: Elsewhere) {
        if let Some(channel) = &self.channel {
            channel.changed(what);
        }
    }
}

impl Store for DeviceStore {
    async fn read_all(&self) -> Result<Contents, StoreFault> {
        match &self.keeping {
            Keeping::Database(idb) => idb.read_all().await,
            Keeping::Memory { store, .. } => store.read_all().await,
        }
    }

    async fn bytes(&self, key: &str) -> Result<Option<Vec<u8>>, StoreFault> {
        match &self.keeping {
            Keeping::Database(idb) => idb.bytes(key).await,
            Keeping::Memory { store, .. } => store.bytes(key).await,
        }
    }

    async fn drafts(&self) -> Result<Vec<Record>, StoreFault> {
        match &self.keeping {
            Keeping::Database(idb) => idb.drafts().await,
            Keeping::Memory { store, .. } => store.drafts().await,
        }
    }

    async fn commit(&self, batch: &Batch) -> Result<(), StoreFault> {
        match &self.keeping {
            Keeping::Database(idb) => idb.commit(batch).await?,
            Keeping::Memory { store, .. } => store.commit(batch).await?,
        }
        let is_draft = |change: &Change| matches!(change, Change::PutDraft(_) | Change::RemoveDraft(_));
        let is_item = |change: &Change| {
            !is_draft(change) && !matches!(change, Change::PutBytes(..) | Change::RemoveBytes(_))
        };
        if batch.changes.iter().any(is_item) {
            self.tell(Elsewhere::Outbox);
        }
        if batch.changes.iter().any(is_draft) {
            self.tell(Elsewhere::Drafts);
        }
        Ok(())
    }
}
