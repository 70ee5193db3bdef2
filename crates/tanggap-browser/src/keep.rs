//! What a person does to keep a number: copy it, print it.

use wasm_bindgen_futures::JsFuture;

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
