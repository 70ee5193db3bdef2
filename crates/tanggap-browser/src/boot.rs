//! The hand-over from `boot.js`, which started the app, keeps early presses, and shows the way out if it fails.

use crate::{
    document::{document, set_attribute},
    js,
};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// Shows the static page's way out: the telephone numbers, and the text that was typed, ready to copy.
/// Works when nothing else does: it is called from the panic hook.
pub fn failed(reason: &str) {
    if let Ok(show) =
        Reflect::get(&js_sys::global(), &"tanggapFailed".into()).and_then(JsCast::dyn_into::<Function>)
    {
        let _shown = show.call1(&JsValue::NULL, &reason.into());
    }
}

/// As [`failed`], where there is nothing to go on with.
pub fn stop(reason: &str) -> ! {
    failed(reason);
    wasm_bindgen::throw_str(reason)
}

/// Addresses of the desks' catalogues, which the browser is fetching already: the shell asked for them.
pub fn catalogues() -> Vec<String> {
    let found = document().and_then(|document| document.query_selector_all("link[data-catalogue]").ok());
    let Some(found) = found else { return Vec::new() };
    let link = |index| found.item(index)?.dyn_into::<Element>().ok()?.get_attribute("href");
    (0..found.length()).filter_map(link).collect()
}

/// A setting that the shell left for the app on the script tag of `boot.js`.
pub fn given(name: &str) -> Option<String> {
    document()?.get_element_by_id("boot")?.get_attribute(name)
}

/// Loads one of our own modules. Only a script can say `import()`, so `boot.js` does.
pub(crate) async fn load(url: &str) -> Option<JsValue> {
    let boot = Reflect::get(&js_sys::global(), &"tanggapBoot".into()).ok()?;
    let load: Function = Reflect::get(&boot, &"load".into()).ok()?.dyn_into().ok()?;
    let loading: js_sys::Promise = load.call1(&boot, &url.into()).ok()?.dyn_into().ok()?;
    wasm_bindgen_futures::JsFuture::from(loading).await.ok()
}

/// What stood in the address behind its page, as it stood there, where that was more than a number. `early.js` took it out
/// before anything else ran, and it is given once.
pub fn take_address() -> Option<String> {
    let boot = js::global("tanggapBoot")?;
    let said = js::text(&boot, "said").filter(|said| !said.is_empty());
    js::set(&boot, "said", &"".into());
    said
}

/// Tells the static page that the app is there: `boot.js` then repeats a press that came too early.
pub fn ready() {
    set_attribute("data-app", "ready");
}

/// Runs what starts the app: nothing else can run anything yet.
pub fn run(start: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(start);
}
