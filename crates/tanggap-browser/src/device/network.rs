//! Notices that the network goes and comes back: the browser says so, the page is seen again, or the portal's own server
//! answers a question, or doesn't.

use crate::{document, fetch, js};
use std::rc::Rc;
use wasm_bindgen::{JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;

const PROBE_EVERY_MS: i32 = 5_000;
const PROBE_MS: u32 = 4_000;
/// Stands at the page where something had not come before anybody listened.
const UNANSWERED: &str = "data-unanswered";

type Listener = Closure<dyn FnMut(JsValue)>;

/// Goes on for as long as it is kept.
pub struct Watching {
    listeners: [(JsValue, &'static str, Listener); 4],
    _tick: Listener,
    timer: JsValue,
}

/// What is known of the way to the portal's server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The browser says that it is back, or the page is seen again: sending may work.
    MayBeBack,
    /// Something that was asked for behind a page has not come (`public/offline.js`).
    InDoubt,
    /// The browser says that there is none, or a question was not answered by the portal: by nobody, or by the login page
    /// of a network.
    Down,
    Answers,
}

/// Tells whatever it notices. `is_wanted`: nothing was answered lately. Only then, and only while the page is seen, the
/// portal's server is asked every 5 s.
pub fn watch_network(
    base: &str,
    is_wanted: impl Fn() -> bool + 'static,
    on_line: impl Fn(Line) + 'static,
) -> Watching {
    let on_line: Rc<dyn Fn(Line)> = Rc::new(on_line);
    let document = js::global("document").unwrap_or_default();
    let window: JsValue = js_sys::global().into();
    let (seen, online, offline, in_doubt) =
        (on_line.clone(), on_line.clone(), on_line.clone(), on_line.clone());
    if document::attribute(UNANSWERED).is_some() {
        in_doubt(Line::InDoubt);
    }
    let listeners = [
        (window.clone(), "online", Listener::new(move |_| online(Line::MayBeBack))),
        (window.clone(), "offline", Listener::new(move |_| offline(Line::Down))),
        (document.clone(), "tanggap:unanswered", Listener::new(move |_| in_doubt(Line::InDoubt))),
        (
            document,
            "visibilitychange",
            Listener::new(move |_| {
                if is_seen() {
                    seen(Line::MayBeBack);
                }
            }),
        ),
    ];
    for (target, event, listener) in &listeners {
        let _added = js::call(target, "addEventListener", &[(*event).into(), listener.as_ref().clone()]);
    }
    let base = base.to_owned();
    let tick = Listener::new(move |_| {
        if !is_seen() || !is_wanted() {
            return;
        }
        let (base, on_line) = (base.clone(), on_line.clone());
        spawn_local(async move { on_line(ask_line(&base).await) });
    });
    let arguments = [tick.as_ref().clone(), PROBE_EVERY_MS.into()];
    let timer = js::call(&window, "setInterval", &arguments).unwrap_or_default();
    Watching { listeners, _tick: tick, timer }
}

/// Asks the portal's own server for the headers of `config.json`. A page in its place, or the way to one, comes from the
/// login of a network, which lets nothing through; an error of the server is an answer.
pub async fn ask_line(base: &str) -> Line {
    match fetch::head(&[base, "config.json"].concat(), PROBE_MS).await {
        Ok((0, _)) | Err(_) => Line::Down,
        Ok((200..300, kind)) if kind.starts_with("text/html") => Line::Down,
        Ok(_) => Line::Answers,
    }
}

fn is_seen() -> bool {
    js::global("document.visibilityState").and_then(|state| state.as_string()).as_deref() == Some("visible")
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _cleared = js::call(&js_sys::global(), "clearInterval", std::slice::from_ref(&self.timer));
        for (target, event, listener) in &self.listeners {
            let arguments = [(*event).into(), listener.as_ref().clone()];
            let _removed = js::call(target, "removeEventListener", &arguments);
        }
    }
}
