//! The core's cleaner for pasted text, with Unicode's tables from the browser.

use crate::js;
use js_sys::Function;
use std::borrow::Cow;
use tanggap_core::text::Cleaner;
use wasm_bindgen::JsCast;

/// For everything that a person types here and that is frozen.
pub const CLEANER: Cleaner = Cleaner::new(nfc);

/// Letters in one piece with their accents (NFC, as `normalize` has it without being told).
fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    let composed = || {
        let normalise: Function = js::global("String.prototype.normalize")?.dyn_into().ok()?;
        normalise.call0(&text.into()).ok()?.as_string()
    };
    composed().map_or(text.into(), Cow::Owned)
}
