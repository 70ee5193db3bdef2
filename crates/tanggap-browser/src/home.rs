//! The first screen, which is static HTML and stays where it is for good: a moved text box loses caret and
//! keyboard. The app reads it, listens to it, re-words it and hides it; it never renders it.

use crate::document::document;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{CustomEvent, Element, Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

const TELL: &str = "tell";
const TRACK_NUMBER: &str = "track-number";

/// What a person does on the first screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HomeEvent {
    /// The text box now holds this.
    Told(String),
    /// Go on with what was told.
    Continue,
    /// Look up what was typed as a number.
    Track(String),
    /// Use another language.
    Language(String),
}

/// Listens for as long as the page lives. What was typed before is told at once.
pub fn listen(on_event: impl Fn(HomeEvent) + Clone + 'static) {
    // Some of what fills a box for a person says only `change`.
    for event in ["input", "change"] {
        let told = on_event.clone();
        on(TELL, event, move |_| told(HomeEvent::Told(told_text())));
    }
    let go_on = on_event.clone();
    on("tell-go", "click", move |event| {
        event.prevent_default();
        go_on(HomeEvent::Continue);
    });
    let track = on_event.clone();
    // Enter presses it, too. A form in a sandboxed frame may never hear `submit`.
    on("track-go", "click", move |event| {
        event.prevent_default();
        track(HomeEvent::Track(number_text()));
    });
    let language = on_event.clone();
    let chosen = Closure::<dyn Fn(CustomEvent)>::new(move |event: CustomEvent| {
        if let Some(code) = event.detail().as_string() {
            language(HomeEvent::Language(code));
        }
    });
    if let Some(document) = document() {
        let _added =
            document.add_event_listener_with_callback("tanggap:language", chosen.as_ref().unchecked_ref());
    }
    chosen.forget();
    let text = told_text();
    if !text.is_empty() {
        on_event(HomeEvent::Told(text));
    }
}

/// What the text box holds.
pub fn told_text() -> String {
    element::<HtmlTextAreaElement>(TELL).map(|area| area.value()).unwrap_or_default()
}

/// Puts a text into the box, as when a draft was changed elsewhere; the caret stays where nothing changes.
pub fn set_told_text(text: &str) {
    if let Some(area) = element::<HtmlTextAreaElement>(TELL).filter(|area| area.value() != text) {
        area.set_value(text);
    }
}

/// What the page calls the portal.
pub fn portal_name() -> String {
    let found = document().and_then(|document| document.query_selector("[data-c=name]").ok().flatten());
    found.and_then(|element| element.text_content()).unwrap_or_default()
}

/// What the number box holds.
pub fn number_text() -> String {
    element::<HtmlInputElement>(TRACK_NUMBER).map(|input| input.value()).unwrap_or_default()
}

/// Puts the static page into another language: every element that carries the key of a word (`data-t`) or of a
/// config value (`data-c`) gets its text.
pub fn reword(word: impl Fn(&str) -> Option<String>, value: impl Fn(&str) -> Option<String>) {
    each("data-t", |element, key| element.set_text_content(word(key).as_deref()));
    each("data-c", |element, key| element.set_text_content(value(key).as_deref()));
    for target in ["placeholder", "aria-label"] {
        each(&format!("data-t-{target}"), |element, key| {
            if let Some(text) = word(key) {
                let _set = element.set_attribute(target, &text);
            }
        });
    }
}

fn each(attribute: &str, act: impl Fn(&Element, &str)) {
    let found = document().and_then(|document| document.query_selector_all(&format!("[{attribute}]")).ok());
    let Some(found) = found else { return };
    for index in 0..found.length() {
        let element = found.item(index).and_then(|node| node.dyn_into::<Element>().ok());
        if let Some((element, key)) =
            element.and_then(|element| element.get_attribute(attribute).map(|key| (element, key)))
        {
            act(&element, &key);
        }
    }
}

/// Says under the number box what is wrong with what was typed; nothing takes it away again.
pub fn set_number_error(text: Option<&str>) {
    if let Some(error) = element::<HtmlElement>("track-error") {
        error.set_text_content(text);
        error.set_hidden(text.is_none());
    }
    if let Some(input) = element::<HtmlInputElement>(TRACK_NUMBER) {
        let _set = input.set_attribute("aria-invalid", if text.is_some() { "true" } else { "false" });
        if text.is_some() {
            let _focused = input.focus();
        }
    }
}

/// What the button beside the number box says, and whether it is at work.
pub fn set_track_button(words: &str, is_busy: bool) {
    if let Some(button) = element::<HtmlElement>("track-go") {
        button.set_text_content(Some(words));
        let _set = button.set_attribute("aria-disabled", if is_busy { "true" } else { "false" });
    }
}

/// How many wait to be sent, in the words of the bar's link; `None` hides it.
pub fn set_waiting(words: Option<&str>) {
    if let Some(link) = element::<HtmlElement>("net-waits") {
        link.set_hidden(words.is_none());
        link.set_text_content(words);
    }
}

/// A line that the app adds to the static page.
pub struct Line<'a> {
    pub id: &'a str,
    /// Above every screen, and not only under the text box of the first.
    pub is_everywhere: bool,
    pub class: &'a str,
    /// Said at once to those who don't see it.
    pub is_alarm: bool,
    pub words: &'a str,
    /// Address and words of a link behind it.
    pub link: Option<(&'a str, &'a str)>,
    /// Words of a button behind it; see [`on_press`].
    pub button: Option<&'a str>,
}

/// Puts a line there, or changes it; under the box nothing above it moves. Not for texts that a person wrote.
pub fn show_line(line: &Line) {
    let Some(shown) = element::<HtmlElement>(line.id).or_else(|| added(line)) else { return };
    shown.set_class_name(line.class);
    let _role = shown.set_attribute("role", if line.is_alarm { "alert" } else { "none" });
    shown.set_text_content(Some(line.words));
    if let Some((address, words)) = line.link {
        append(&shown, "a", words, &[("href", address)]);
    }
    if let Some(words) = line.button {
        append(
            &shown,
            "button",
            words,
            &[("type", "button"), ("class", "button button--plain"), ("data-press", line.id)],
        );
    }
}

pub fn hide_line(id: &str) {
    if let Some(shown) = element::<HtmlElement>(id) {
        shown.remove();
    }
}

/// Hears the button of a line, for as long as the page lives.
pub fn on_press(id: &'static str, act: impl Fn() + 'static) {
    on("content", "click", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        // A browser that translates the page puts elements of its own inside the button, and those are pressed.
        let button = ["[data-press=", id, "]"].concat();
        if target.is_some_and(|target| target.closest(&button).is_ok_and(|found| found.is_some())) {
            act();
        }
    });
}

fn added(line: &Line) -> Option<HtmlElement> {
    let document = document()?;
    let place = if line.is_everywhere { "#notices" } else { "#home .tell" };
    let place = document.query_selector(place).ok().flatten()?;
    let added: HtmlElement = document.create_element("p").ok()?.dyn_into().ok()?;
    added.set_id(line.id);
    place.append_child(&added).ok()?;
    Some(added)
}

fn append(line: &HtmlElement, tag: &str, words: &str, attributes: &[(&str, &str)]) {
    let Some(made) = document().and_then(|document| document.create_element(tag).ok()) else { return };
    for (name, value) in attributes {
        let _set = made.set_attribute(name, value);
    }
    made.set_text_content(Some(words));
    let _spaced = line.append_with_str_1(" ");
    let _added = line.append_child(&made);
}

fn element<T: JsCast>(id: &str) -> Option<T> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

fn on(id: &str, event: &str, act: impl Fn(Event) + 'static) {
    if let Some(target) = element::<HtmlElement>(id) {
        let listener = Closure::<dyn Fn(Event)>::new(act);
        let _added = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        // The first screen lives as long as the page.
        listener.forget();
    }
}
