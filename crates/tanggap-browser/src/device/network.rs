//! Notices that the network is back: the browser says so, the page is seen again, or a question that was not
//! answered before is answered now. The outbox then ends its own pauses, never the server's.

use crate::{fetch, js};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;

const PROBE_EVERY_MS: i32 = 5_000;
const PROBE_MS: u32 = 4_000;

type Listener = Closure<dyn FnMut(JsValue)>;

/// Goes on for as long as it is kept.
pub struct Watching {
    listeners: [(JsValue, &'static str, Listener); 2],
    _tick: Listener,
    timer: JsValue,
}

/// Calls `on_back` when sending may work again: `Kick(Online)`. `is_wanted`: something waits because nothing was
/// answered. Only then, and only while the page is seen, the portal's own `config.json` is asked for its headers
/// every 5 s; an answer counts only after one that failed to come, so that a desk which is down beside a portal
/// that is up keeps its back-off.
pub fn watch_network(
    base: &str,
    is_wanted: impl Fn() -> bool + 'static,
    on_back: impl Fn() + 'static,
) -> Watching {
    let on_back: Rc<dyn Fn()> = Rc::new(on_back);
    let down = Rc::new(Cell::new(false));
    let document = js::global("document").unwrap_or_default();
    let window: JsValue = js_sys::global().into();
    let seen = on_back.clone();
    let online = on_back.clone();
    let listeners = [
        (window.clone(), "online", Listener::new(move |_| online())),
        (
            document,
            "visibilitychange",
            Listener::new(move |_| {
                if is_seen() {
                    seen();
                }
            }),
        ),
    ];
    for (target, event, listener) in &listeners {
        let _added = js::call(target, "addEventListener", &[(*event).into(), listener.as_ref().clone()]);
    }
    let address = [base, "config.json"].concat();
    let tick = Listener::new(move |_| {
        if !is_seen() || !is_wanted() {
            return;
        }
        let (address, down, on_back) = (address.clone(), down.clone(), on_back.clone());
        spawn_local(async move {
            let reached = fetch::reaches(&address, PROBE_MS).await;
            if down.replace(!reached) && reached {
                on_back();
            }
        });
    });
    let arguments = [tick.as_ref().clone(), PROBE_EVERY_MS.into()];
    let timer = js::call(&window, "setInterval", &arguments).unwrap_or_default();
    Watching { listeners, _tick: tick, timer }
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
