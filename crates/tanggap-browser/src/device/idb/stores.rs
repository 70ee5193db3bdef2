//! What the database has: its stores by name, and its version.

use crate::js;
use wasm_bindgen::JsValue;

pub const ITEMS: &str = "items";
pub const BYTES: &str = "bytes";
pub const ANSWERS: &str = "answers";
pub const DRAFTS: &str = "drafts";
pub const SETTINGS: &str = "settings";
pub const ALL: [&str; 5] = [ITEMS, BYTES, ANSWERS, DRAFTS, SETTINGS];

/// Additive only: an older app must find what it knows in whatever a newer one made.
pub const VERSION: u32 = 1;

/// Makes the stores that are missing; what is there already stays as it is.
pub fn make_stores(db: &JsValue) -> Result<(), JsValue> {
    let names = js::get(db, "objectStoreNames");
    for name in ALL {
        if js::call(&names, "contains", &[name.into()])?.is_truthy() {
            continue;
        }
        let options = match name {
            ITEMS | DRAFTS => js::object(&[("keyPath", "key".into())]),
            ANSWERS => js::object(&[("autoIncrement", true.into())]),
            _ => js::object(&[]),
        };
        let store = js::call(db, "createObjectStore", &[name.into(), options])?;
        if name == ANSWERS {
            let unique = js::object(&[("unique", true.into())]);
            js::call(&store, "createIndex", &["key".into(), "key".into(), unique])?;
        }
    }
    Ok(())
}
