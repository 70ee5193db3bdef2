//! The device's clock: a claim, nothing more. The core has none, so that tests can bring their own.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Seconds since 1970, as the device believes.
pub fn now_unix_seconds() -> i64 {
    (js_sys::Date::now() / 1_000.0) as i64
}

/// Resolves when the browser has nothing better to do: once the first screen is drawn and answers to keys.
pub async fn idle() {
    let request =
        Reflect::get(&js_sys::global(), &"requestIdleCallback".into()).and_then(JsCast::dyn_into::<Function>);
    let Ok(request) = request else { return wait(WITHOUT_IDLE_MS).await };
    let idle = Promise::new(&mut |resolve, _| {
        let _handle = request.call1(&JsValue::UNDEFINED, &resolve);
    });
    let _resolved = JsFuture::from(idle).await;
}

/// Safari has no idle callback.
const WITHOUT_IDLE_MS: i32 = 300;

/// Resolves after so many milliseconds.
pub async fn wait(milliseconds: i32) {
    let timer = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _handle =
                window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    let _resolved = JsFuture::from(timer).await;
}
