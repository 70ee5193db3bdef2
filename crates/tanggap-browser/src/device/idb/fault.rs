//! What the browser's errors mean. Their names are all that can be relied on.

use crate::js;
use tanggap_core::ports::StoreFault;
use wasm_bindgen::JsValue;

/// Why something was not done.
pub enum Trouble {
    /// Doing it again would change nothing.
    Fault(StoreFault),
    /// The connection died, or nobody knows: a new one may do it.
    ConnectionLost,
}

/// Given to an opening or a transaction that never ended.
pub const TIMED_OUT: &str = "TimeoutError";
/// Given where the browser has no IndexedDB at all.
pub const MISSING: &str = "MissingError";

pub fn on_opening(name: &str) -> Trouble {
    match name {
        // A full disk keeps Chromium from opening (C3).
        "QuotaExceededError" => Trouble::Fault(StoreFault::Quota),
        MISSING | TIMED_OUT | "SecurityError" => Trouble::Fault(StoreFault::Unavailable),
        _ => Trouble::ConnectionLost,
    }
}

/// `UnknownError`, `InvalidStateError`, `AbortError` are what a lost connection looks like in one browser or another
/// (C6, C7); whatever is unknown is taken for that too.
pub fn in_transaction(name: &str) -> Trouble {
    match name {
        "QuotaExceededError" => Trouble::Fault(StoreFault::Quota),
        // The values of a record are gone or damaged, or a whole store is: that is not empty (R10).
        "NotReadableError" | "DataError" | "NotFoundError" | "VersionError" => {
            Trouble::Fault(StoreFault::Unreadable)
        }
        _ => Trouble::ConnectionLost,
    }
}

impl From<JsValue> for Trouble {
    fn from(error: JsValue) -> Self {
        in_transaction(&js::error_name(&error))
    }
}
