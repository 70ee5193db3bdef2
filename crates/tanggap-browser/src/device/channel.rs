//! What the tabs and the worker of one portal say to each other. Hints only: whoever misses one finds out by the
//! store's expectations.

use crate::{clock, js};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;

/// What somebody else changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elsewhere {
    Outbox,
    Drafts,
    /// Everything was removed: what a page still has in memory is not to be written again.
    Cleared,
}

impl Elsewhere {
    fn word(self) -> &'static str {
        match self {
            Self::Outbox => "outbox",
            Self::Drafts => "drafts",
            Self::Cleared => "cleared",
        }
    }
}

/// One `BroadcastChannel`; it never hears itself. Messages: `{changed: "outbox" | "drafts" | "cleared"}` after a commit, and
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
        let told: Told = Rc::default();
        let on_change: Rc<dyn Fn(Elsewhere)> = Rc::new(on_change);
        let listener = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            let data = js::get(&event, "data");
            if js::get(&data, "beat").is_truthy() {
                heard.set(heard.get() + 1);
            }
            let changed = js::text(&data, "changed");
            let known = [Elsewhere::Outbox, Elsewhere::Drafts, Elsewhere::Cleared].into_iter();
            if let Some(what) = known.into_iter().find(|what| changed.as_deref() == Some(what.word())) {
                tell_soon(what, &told, &on_change);
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

/// Which news is about to be told.
type Told = Rc<[Cell<bool>; 3]>;

/// Whoever hears of a change reads the store again: a queue that drains elsewhere is told a few times a second and
/// not with each of its commits.
const GATHER_MS: i32 = 200;

fn tell_soon(what: Elsewhere, told: &Told, on_change: &Rc<dyn Fn(Elsewhere)>) {
    let at = what as usize;
    if told[at].replace(true) {
        return;
    }
    let (told, on_change) = (told.clone(), on_change.clone());
    spawn_local(async move {
        clock::wait(GATHER_MS).await;
        told[at].set(false);
        on_change(what);
    });
}

impl Drop for Channel {
    fn drop(&mut self) {
        if let Some(port) = &self.port {
            let _closed = js::call(port, "close", &[]);
        }
    }
}
