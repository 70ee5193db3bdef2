//! The device's adapters for a page of Playwright's (`tests/e2e/journeys/device`): the core's contract on the real
//! stores, and handles on a device so that a test can break the browser round it. Built by `cargo x test`.

mod hands;

use tanggap_browser::device::{DeviceLedger, DeviceStore, Health};
use tanggap_core::contract::{
    Breach, LedgerFactory, STORE_SUBJECTS, StoreFactory, ledger_contract, store_contract_on,
};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

struct Stores;

impl StoreFactory for Stores {
    type Store = DeviceStore;
    async fn open(&self, name: &str) -> DeviceStore {
        DeviceStore::alone(name).await
    }
}

struct Files;

impl LedgerFactory for Files {
    type Ledger = DeviceLedger;
    async fn open(&self, name: &str) -> DeviceLedger {
        DeviceLedger::open(name).await
    }
}

struct Caches;

impl LedgerFactory for Caches {
    type Ledger = DeviceLedger;
    async fn open(&self, name: &str) -> DeviceLedger {
        DeviceLedger::in_cache(name)
    }
}

/// What the contract is about.
#[wasm_bindgen]
pub fn subjects() -> Vec<String> {
    STORE_SUBJECTS.map(str::to_owned).to_vec()
}

/// Empty when everything holds, else the sentence that does not. Memory would keep the contract too, so the store
/// must be a durable one.
#[wasm_bindgen]
pub async fn store_contract(subject: String) -> String {
    if Stores.open("probe").await.health() != Health::Durable {
        return "the store is durable".to_owned();
    }
    said(store_contract_on(&Stores, "contract ", &subject).await)
}

#[wasm_bindgen]
pub async fn ledger_in_file() -> String {
    said(ledger_contract(&Files, "contract ").await)
}

#[wasm_bindgen]
pub async fn ledger_in_cache() -> String {
    said(ledger_contract(&Caches, "contract ").await)
}

fn said(outcome: Result<(), Breach>) -> String {
    outcome.err().map_or_else(String::new, |breach| breach.0.to_owned())
}

/// A value as a test reads it.
fn shown(value: impl std::fmt::Debug) -> JsValue {
    format!("{value:?}").into()
}
