//! Objects of the browser without a binding for each of their methods: a binding is weighed with the first load
//! whoever uses it, a name looked up here is weighed with the later part that asks for it.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A property; `undefined` where there is none or nothing to ask.
pub fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

pub fn text(object: &JsValue, name: &str) -> Option<String> {
    get(object, name).as_string()
}

pub fn number(object: &JsValue, name: &str) -> Option<f64> {
    get(object, name).as_f64()
}

pub fn set(object: &JsValue, name: &str, value: &JsValue) {
    let _set = Reflect::set(object, &name.into(), value);
}

/// A global or a property of one: `global("navigator.locks")`; `None` where this browser lacks it.
pub fn global(path: &str) -> Option<JsValue> {
    let found = path.split('.').fold(js_sys::global().into(), |object, name| get(&object, name));
    (!found.is_undefined() && !found.is_null()).then_some(found)
}

/// Calls a method. What it throws, or that it is missing, is the error.
pub fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = get(object, name).dyn_into()?;
    method.apply(object, &arguments.iter().collect::<Array>())
}

/// `new Name(…)`.
pub fn construct(name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let class: Function = get(&js_sys::global(), name).dyn_into()?;
    Reflect::construct(&class, &arguments.iter().collect::<Array>())
}

pub fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        set(&object, name, value);
    }
    object.into()
}

/// Waits for what a method promises.
pub async fn call_async(object: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    settled(call(object, name, arguments)?).await
}

pub async fn settled(promise: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&promise)).await
}

/// A promise together with what fulfils it.
pub fn deferred() -> (Promise, Function) {
    let mut resolve = None;
    let promise = Promise::new(&mut |fulfil, _| resolve = Some(fulfil));
    // `Promise` calls its executor before it returns.
    (promise, resolve.unwrap_or_default())
}

/// The `name` of a `DOMException` or another error.
pub fn error_name(error: &JsValue) -> String {
    text(error, "name").unwrap_or_default()
}

/// Waits for events that the browser calls back with, at most so long. `arm` is given the two functions to hang in.
/// `Err(undefined)` when the time is over.
pub async fn settled_within(ms: u32, mut arm: impl FnMut(&Function, &Function)) -> Result<JsValue, JsValue> {
    let mut timer = JsValue::UNDEFINED;
    let promise = Promise::new(&mut |resolve, reject| {
        arm(&resolve, &reject);
        timer = call(&js_sys::global(), "setTimeout", &[reject.into(), ms.into()]).unwrap_or_default();
    });
    let outcome = JsFuture::from(promise).await;
    let _cleared = call(&js_sys::global(), "clearTimeout", &[timer]);
    outcome
}
