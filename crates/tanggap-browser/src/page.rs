//! The page around the app: its title, language, live region and focus, and the addresses it lives at.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, FocusOptions, HtmlElement};

pub(crate) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn root() -> Option<Element> {
    document()?.document_element()
}

/// The path the portal lives under, with a slash at both ends.
pub fn base() -> String {
    crate::boot::given("data-base").unwrap_or_else(|| "/".to_owned())
}

/// The element that the app lives in, emptied of the line that stood there while it was loading.
pub fn app_root() -> Option<HtmlElement> {
    let root: HtmlElement = document()?.get_element_by_id("app")?.dyn_into().ok()?;
    root.set_text_content(None);
    Some(root)
}

/// An attribute of the root element, where the shell leaves what the app needs to know.
pub fn attribute(name: &str) -> Option<String> {
    root()?.get_attribute(name)
}

/// Sets an attribute of the root element: the stylesheet follows it.
pub fn set_attribute(name: &str, value: &str) {
    if let Some(root) = root() {
        let _set = root.set_attribute(name, value);
    }
}

pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Moves the focus to the first element that a selector finds, without scrolling to it.
pub fn focus(selector: &str) -> bool {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    element.focus_with_options(&options).is_ok()
}

/// Brings a field's label into view first and then focuses the field, so that both are seen.
pub fn focus_field(id: &str) {
    let Some(document) = document() else { return };
    let Some(field) = document.get_element_by_id(id) else { return };
    let label = field.closest(".field").ok().flatten();
    label.as_ref().unwrap_or(&field).scroll_into_view();
    focus(&format!("[id=\"{id}\"]"));
}

pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

pub fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// The value of a cookie; only language and theme are ever kept in one.
pub fn cookie(name: &str) -> Option<String> {
    let document: web_sys::HtmlDocument = document()?.dyn_into().ok()?;
    let all = document.cookie().ok()?;
    all.split("; ").find_map(|pair| Some(pair.strip_prefix(name)?.strip_prefix('=')?.to_owned()))
}
