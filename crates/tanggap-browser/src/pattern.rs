//! The browser's own regular expressions, as HTML's `pattern` uses them: a whole expression engine that costs
//! the wasm nothing.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Whether the whole text matches; `None` when the expression is broken. Same shape as the core's `Matcher`.
pub fn matches(expression: &str, text: &str) -> Option<bool> {
    // `new RegExp` throws on a broken expression, and only `Reflect.construct` hands that over as a value.
    let engine: Function = Reflect::get(&js_sys::global(), &"RegExp".into()).ok()?.dyn_into().ok()?;
    let whole = format!("^(?:{expression})$");
    let pattern = Reflect::construct(&engine, &js_sys::Array::of2(&whole.into(), &"u".into())).ok()?;
    let test: Function = Reflect::get(&pattern, &"test".into()).ok()?.dyn_into().ok()?;
    test.call1(&pattern, &JsValue::from_str(text)).ok()?.as_bool()
}
