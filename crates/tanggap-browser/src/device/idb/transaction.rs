//! One transaction: everything is asked of it at once, and its end is waited for.

use super::{
    connection::Connection,
    fault::{TIMED_OUT, Trouble, in_transaction},
};
use crate::js;
use wasm_bindgen::JsValue;

/// Longer than any disk takes. A transaction that never ends would hold up the outbox for ever.
const LIMIT_MS: u32 = 20_000;

pub struct Transaction(JsValue);

impl Transaction {
    pub fn to_read(connection: &Connection, stores: &[&str]) -> Result<Self, Trouble> {
        Self::begin(connection, stores, "readonly", &[])
    }

    /// Done means on the disk: the default would leave it to the operating system.
    pub fn to_write(connection: &Connection, stores: &[&str]) -> Result<Self, Trouble> {
        Self::begin(connection, stores, "readwrite", &[js::object(&[("durability", "strict".into())])])
    }

    fn begin(
        connection: &Connection,
        stores: &[&str],
        mode: &str,
        options: &[JsValue],
    ) -> Result<Self, Trouble> {
        let stores: js_sys::Array = stores.iter().map(|name| JsValue::from(*name)).collect();
        let arguments = [&[stores.into(), mode.into()], options].concat();
        Ok(Self(js::call(&connection.db, "transaction", &arguments)?))
    }

    /// Asks something of a store; the answer is in the request once the transaction has ended.
    pub fn ask(&self, store: &str, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
        let store = js::call(&self.0, "objectStore", &[store.into()])?;
        js::call(&store, method, arguments)
    }

    /// The same of a store's index `key`.
    pub fn ask_index(&self, store: &str, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
        let store = js::call(&self.0, "objectStore", &[store.into()])?;
        js::call(&js::call(&store, "index", &["key".into()])?, method, arguments)
    }

    pub fn abort(&self) {
        let _aborted = js::call(&self.0, "abort", &[]);
    }

    pub fn handle(&self) -> Self {
        Self(self.0.clone())
    }

    /// Waits until it is complete, or says why it is not.
    pub async fn ended(self) -> Result<(), Trouble> {
        let outcome = js::settled_within(LIMIT_MS, |resolve, reject| {
            js::set(&self.0, "oncomplete", resolve);
            js::set(&self.0, "onabort", reject);
        })
        .await;
        match outcome {
            Ok(_) => Ok(()),
            Err(event) if event.is_undefined() => {
                self.abort();
                Err(in_transaction(TIMED_OUT))
            }
            Err(_) => Err(in_transaction(&js::error_name(&js::get(&self.0, "error")))),
        }
    }
}
