//! What the tabs and the worker of one portal say to each other. Hints only: whoever misses one finds out by the
//! store's expectations.

use crate::js;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsValue, closure::Closure};

/// What somebody else changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elsewhere {
    Outbox,
    Drafts,
}

impl Elsewhere {
    fn word(self) -> &'static str {
        match self {
            Self::Outbox => "outbox",
            Self::Drafts => "drafts",
        }
    }
}

/// One `BroadcastChannel`; it never hears itself. Messages: `{changed: "outbox" | "drafts"}` after a commit, and
/// `{beat: true}` from whoever holds the outbox's lock.
pub struct Channel {
    /// None where the browser has none (Safari before 15.4).
    port: Option<JsValue>,
    beats: Rc<Cell<u64>>,
    _listener: Closure<dyn FnMut(JsValue)>,
}

impl Channel {
    pub fn open(name: &str, on_change: impl Fn(Elsewhere) + 'static) -> Rc<Self> {
        let port = js::construct("BroadcastChannel", &[name.into()]).ok();
        let beats = Rc::new(Cell::new(0));
        let heard = beats.clone();
        let listener = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            let data = js::get(&event, "data");
            if js::get(&data, "beat").is_truthy() {
                heard.set(heard.get() + 1);
            }
            let changed = js::text(&data, "changed");
            let known = [Elsewhere::Outbox, Elsewhere::Drafts].into_iter();
            if let Some(what) = known.into_iter().find(|what| changed.as_deref() == Some(what.word())) {
                on_change(what);
            }
        });
        if let Some(port) = &port {
            js::set(port, "onmessage", listener.as_ref());
        }
        Rc::new(Self { port, beats, _listener: listener })
    }

    pub fn changed(&self, what: Elsewhere) {
        self.post("changed", what.word().into());
    }

    /// Says that the holder of the lock lives.
    pub fn beat(&self) {
        self.post("beat", true.into());
    }

    /// How many beats of others were heard: a count that stands still is a holder that is frozen or gone (A11).
    pub fn beats_heard(&self) -> u64 {
        self.beats.get()
    }

    fn post(&self, name: &str, value: JsValue) {
        if let Some(port) = &self.port {
            let _posted = js::call(port, "postMessage", &[js::object(&[(name, value)])]);
        }
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        if let Some(port) = &self.port {
            let _closed = js::call(port, "close", &[]);
        }
    }
}
