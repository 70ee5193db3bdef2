//! What every adapter of a port must do, as checks that run anywhere: here on memory, in Chromium on IndexedDB.
//! A check says what was broken; the runner decides how to fail.

mod ledger;
mod store;

pub use ledger::ledger_contract;
pub use store::{STORE_SUBJECTS, store_contract, store_contract_on};

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

/// The sentence that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breach(pub &'static str);

fn holds(sentence: &'static str, kept: bool) -> Result<(), Breach> {
    if kept { Ok(()) } else { Err(Breach(sentence)) }
}

#[cfg(test)]
mod tests;
