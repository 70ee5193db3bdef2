//! What every adapter of a port must do, as checks that run anywhere: here on memory, in Chromium on IndexedDB.
//! A check says what was broken; the runner decides how to fail.

mod breach;
mod factory;
mod ledger;
mod store;

pub use breach::Breach;
pub use factory::{LedgerFactory, StoreFactory};
pub use ledger::ledger_contract;
pub use store::{STORE_SUBJECTS, store_contract, store_contract_on};

#[cfg(test)]
mod tests;
