//! What the app asks of its service worker: `public/worker/`, started by `public/offline.js`.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

const SYNC_TAG: &str = "tanggap-outbox";

/// Has the browser wake the carrier when there is a line, also with every tab closed. To be asked for when something
/// waits, and again when the page is hidden: a wake-up that finds the outbox locked by a page is used up sooner or
/// later. Browsers without Background Sync (Safari, Firefox) don't, and nothing else depends on it.
pub fn ask_for_carrier() {
    wasm_bindgen_futures::spawn_local(async {
        let _asked = register().await;
    });
}

async fn register() -> Option<()> {
    let navigator = get(&js_sys::global(), "navigator")?;
    let container = get(&navigator, "serviceWorker")?;
    // Waits for a first worker as long as it takes.
    let ready: Promise = get(&container, "ready")?.dyn_into().ok()?;
    let registration = JsFuture::from(ready).await.ok()?;
    let sync = get(&registration, "sync")?;
    let register: Function = get(&sync, "register")?.dyn_into().ok()?;
    let registered: Promise = register.call1(&sync, &SYNC_TAG.into()).ok()?.dyn_into().ok()?;
    JsFuture::from(registered).await.ok()?;
    Some(())
}

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}
