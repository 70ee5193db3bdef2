//! What a person does to keep a number: copy it, print it, share it, save it as a file.

use crate::{document::document, js};
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// Copies text; false where the browser won't (no secure context, no permission).
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // `navigator.clipboard` is missing outside a secure context, whatever its type says.
    let navigator = window.navigator();
    let there =
        js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    there && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

pub fn print() {
    if let Some(window) = web_sys::window() {
        let _printed = window.print();
    }
}

/// Prints one part of the page alone, unfolded. The stylesheet hides the rest.
pub fn print_part(id: &str) {
    let Some(document) = document() else { return };
    let (Some(part), Some(root)) = (document.get_element_by_id(id), document.document_element()) else {
        return;
    };
    let _marked = (part.set_attribute("data-printed", ""), root.set_attribute("data-printing", ""));
    let _open = part.set_attribute("open", "");
    // Not every browser waits for its printing to be done.
    let unmark = Closure::once_into_js(move || {
        let _unmarked = (part.remove_attribute("data-printed"), root.remove_attribute("data-printing"));
    });
    let once = js::object(&[("once", true.into())]);
    let _heard = js::call(&js_sys::global(), "addEventListener", &["afterprint".into(), unmark, once]);
    print();
}

/// A number on the portal's icon on the home screen, where there is such a thing; 0 takes it away.
pub fn badge(count: usize) {
    let Some(navigator) = js::global("navigator") else { return };
    let _set = match count {
        0 => js::call(&navigator, "clearAppBadge", &[]),
        count => js::call(&navigator, "setAppBadge", &[(count as f64).into()]),
    };
}

/// Saves a text as a file, as a download that needs no network. Not as a `data:` address: downloads are listed by
/// their address, and a key belongs in none.
pub fn save_file(name: &str, text: &str) -> bool {
    saved(name, &text.into(), "text/plain;charset=utf-8").is_ok()
}

/// The same for a picture.
pub fn save_png(name: &str, bytes: &[u8]) -> bool {
    saved(name, &Uint8Array::from(bytes).into(), "image/png").is_ok()
}

fn saved(name: &str, content: &JsValue, kind: &str) -> Result<(), JsValue> {
    let blob: Function = global("Blob")?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &kind.into())?;
    let parts = Array::of1(content);
    let blob = Reflect::construct(&blob, &Array::of2(&parts, &options))?;
    let urls: JsValue = global::<Function>("URL")?.into();
    let make: Function = Reflect::get(&urls, &"createObjectURL".into())?.dyn_into()?;
    let address = make.call1(&urls, &blob)?;
    let document = document().ok_or(JsValue::NULL)?;
    let link: HtmlElement = document.create_element("a")?.unchecked_into();
    link.set_attribute("href", &address.as_string().unwrap_or_default())?;
    link.set_attribute("download", name)?;
    link.click();
    let forget: Function = Reflect::get(&urls, &"revokeObjectURL".into())?.dyn_into()?;
    // After the browser has begun to read it.
    wasm_bindgen_futures::spawn_local(async move {
        crate::clock::wait(60_000).await;
        let _forgotten = forget.call1(&urls, &address);
    });
    Ok(())
}

/// Whether the phone has a way to share.
pub fn can_share() -> bool {
    sharing().is_some()
}

/// Hands a text to whatever the person chooses.
pub fn share(text: &str) {
    let Some((navigator, share)) = sharing() else { return };
    let data = Object::new();
    let _set = Reflect::set(&data, &"text".into(), &text.into());
    if let Ok(sharing) = share.call1(&navigator, &data).and_then(JsCast::dyn_into::<js_sys::Promise>) {
        wasm_bindgen_futures::spawn_local(async move {
            let _chosen = JsFuture::from(sharing).await;
        });
    }
}

fn sharing() -> Option<(JsValue, Function)> {
    let navigator: JsValue = web_sys::window()?.navigator().into();
    let share = Reflect::get(&navigator, &"share".into()).ok()?.dyn_into().ok()?;
    Some((navigator, share))
}

fn global<T: JsCast>(name: &str) -> Result<T, JsValue> {
    Reflect::get(&js_sys::global(), &name.into())?.dyn_into()
}
