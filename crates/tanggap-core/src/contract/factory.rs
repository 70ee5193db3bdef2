//! Where the checks get the adapters that they are run on.

use crate::ports::{Ledger, Store};

/// Opens connections. The same name is the same place; a new name is an empty one.
pub trait StoreFactory {
    type Store: Store;
    #[allow(async_fn_in_trait)]
    async fn open(&self, name: &str) -> Self::Store;
}

pub trait LedgerFactory {
    type Ledger: Ledger;
    #[allow(async_fn_in_trait)]
    async fn open(&self, name: &str) -> Self::Ledger;
}
