//! The page around the app: its title, language, live region and focus, and the addresses it lives at.

pub use crate::document::{attribute, set_attribute};

use crate::{document::document, js};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{EventTarget, FocusOptions, HtmlElement};

/// The path the portal lives under, with a slash at both ends.
pub fn base() -> String {
    attribute("data-base").unwrap_or_else(|| "/".to_owned())
}

/// The element that the app lives in, emptied of the line that stood there while it was loading.
pub fn app_root() -> Option<HtmlElement> {
    let root: HtmlElement = document()?.get_element_by_id("app")?.dyn_into().ok()?;
    root.set_text_content(None);
    Some(root)
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

/// Whether what had the focus is gone from the page.
pub fn has_no_focus() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_none_or(|element| element.tag_name() == "BODY")
}

/// Brings a field's label into view first and then focuses the field, so that both are seen.
pub fn focus_field(id: &str) {
    let Some(document) = document() else { return };
    let Some(field) = document.get_element_by_id(id) else { return };
    let label = field.closest(".field").ok().flatten();
    label.as_ref().unwrap_or(&field).scroll_into_view();
    focus(&format!("[id=\"{id}\"]"));
}

/// Says something to those who don't see the screen, when they are not being told something else.
pub fn announce(text: &str) {
    if let Some(line) = document().and_then(|document| document.get_element_by_id("announce")) {
        line.set_text_content(Some(text));
    }
}

pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Where the page is, within the portal: `report/place`. Empty on the first screen.
pub fn path(base: &str) -> String {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    path.strip_prefix(base).unwrap_or_default().to_owned()
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

/// Hears an event of the window for as long as the page lives.
pub fn on_window(event: &str, act: impl Fn() + 'static) {
    if let Some(window) = web_sys::window() {
        hear(&window, event, act);
    }
}

/// Hears that the page is seen again, after a phone was in a pocket or another tab in front.
pub fn on_seen(act: impl Fn() + 'static) {
    if let Some(document) = document() {
        hear(&document, "visibilitychange", move || {
            if is_seen() {
                act();
            }
        });
    }
}

/// Hears that the page goes out of sight: what is not kept now may never be.
pub fn on_hidden(act: impl Fn() + Clone + 'static) {
    if let Some(document) = document() {
        let hide = act.clone();
        hear(&document, "visibilitychange", move || {
            if !is_seen() {
                hide();
            }
        });
    }
    on_window("pagehide", act);
}

/// Whether somebody can see the page.
pub fn is_seen() -> bool {
    let state =
        document().and_then(|document| js_sys::Reflect::get(&document, &"visibilityState".into()).ok());
    state.and_then(|state| state.as_string()).is_none_or(|state| state == "visible")
}

/// What the browser believes: only *no* is ever true (B25).
pub fn is_offline() -> bool {
    let navigator = web_sys::window().map(|window| window.navigator());
    let online = navigator.and_then(|navigator| js_sys::Reflect::get(&navigator, &"onLine".into()).ok());
    online.and_then(|online| online.as_bool()) == Some(false)
}

fn hear(target: &EventTarget, event: &str, act: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(act);
    let _added = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    // Those who listen here live as long as the page.
    listener.forget();
}

/// Puts another fragment into the address bar, in place and unnoticed by anybody: what stood there is gone.
pub fn replace_fragment(fragment: &str) {
    let Some(history) = js::global("history") else { return };
    let state = js::get(&history, "state");
    let _replaced = js::call(&history, "replaceState", &[state, "".into(), ["#", fragment].concat().into()]);
}

/// Forgets what the portal's cookies say: the language and the theme.
pub fn forget_cookies() {
    let Some(document) = document() else { return };
    for name in ["lang", "theme"] {
        js::set(&document, "cookie", &[name, "=; max-age=0; path=", &base()].concat().into());
    }
}

/// Opens an address in place of this page, which is over with all that it had in memory.
pub fn leave_for(address: &str) {
    if let Some(location) = js::global("location") {
        let _left = js::call(&location, "replace", &[address.into()]);
    }
}

/// Chooses a language as the menu of the page does, which remembers it and tells the app.
pub fn choose_language(code: &str) {
    let button = document().and_then(|document| {
        document.query_selector(&["#language [data-lang=\"", code, "\"]"].concat()).ok().flatten()
    });
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}
