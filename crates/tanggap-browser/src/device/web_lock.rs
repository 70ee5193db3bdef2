//! A lock of the browser, held until it is given back. The browser itself takes it from a page that dies.
//!
//! A browser may have the interface and no locks: Chromium rejects every request where site data is blocked and in a
//! sandboxed frame, and one that is broken may never answer. Both count as no locks at all: a page that waited for such
//! a lock, or took it for somebody else's, could do nothing.

use crate::js;
use js_sys::{Function, Promise};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// A lock that is ours. Dropping it gives it back.
pub struct Held {
    give_back: Function,
    /// Settles when it is really free again, or stolen.
    over: Promise,
    lost: Rc<Cell<bool>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Only where it is free now.
    IfFree,
    /// From whoever has it.
    Steal,
    /// When its turn comes, but no later than this.
    WithinMs(u32),
}

/// What came of asking.
pub enum Asked {
    Ours(Held),
    Busy,
    /// There are no locks here: outside a secure context, in Safari before 15.4, or where the browser refuses them.
    NoLocks,
}

/// A browser answers at once whether a lock is free. Whoever waits for a turn gets this on top.
const ANSWER_MS: u32 = 3_000;

pub async fn ask(name: &str, how: How) -> Asked {
    let Some(locks) = js::global("navigator.locks") else { return Asked::NoLocks };
    let (held, give_back) = js::deferred();
    let (granted, grant) = js::deferred();
    let (given, asked) = (held.clone(), grant.clone());
    // Called with the lock, or with null where it is busy; what it returns is how long the lock is held.
    let callback = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        let ours = !lock.is_null();
        let _told = asked.call1(&JsValue::UNDEFINED, &ours.into());
        if ours { given.into() } else { JsValue::UNDEFINED }
    });
    let options = js::object(&[]);
    let mut timer = None;
    let mut answer_ms = ANSWER_MS;
    match how {
        How::IfFree => js::set(&options, "ifAvailable", &true.into()),
        How::Steal => js::set(&options, "steal", &true.into()),
        How::WithinMs(ms) => {
            answer_ms += ms;
            if let Some((signal, handle)) = abort_after(ms) {
                js::set(&options, "signal", &signal);
                timer = Some(handle);
            }
        }
    }
    let Ok(over) = js::call(&locks, "request", &[name.into(), options, callback]) else {
        return Asked::NoLocks;
    };
    let over = Promise::resolve(&over);
    let lost = Rc::new(Cell::new(false));
    let (ending, stolen) = (over.clone(), lost.clone());
    spawn_local(async move {
        if let Err(fault) = JsFuture::from(ending).await {
            stolen.set(true);
            // Somebody stole it, or it was not to be had in time; every other fault is a browser without locks.
            let is_busy = js::error_name(&fault) == "AbortError";
            let answer = if is_busy { JsValue::FALSE } else { JsValue::UNDEFINED };
            let _told = grant.call1(&JsValue::UNDEFINED, &answer);
        }
    });
    let answer = js::settled_within(answer_ms, |resolve, _| {
        let _waits = js::call(&granted, "then", &[resolve.clone().into()]);
    })
    .await;
    if let Some(timer) = timer {
        let _cleared = js::call(&js_sys::global(), "clearTimeout", &[timer]);
    }
    // Where nothing comes of it, a lock that is granted after all is given back as soon as it comes.
    let lock = Held { give_back, over, lost };
    match answer.ok().and_then(|answer| answer.as_bool()) {
        Some(true) => Asked::Ours(lock),
        Some(false) => Asked::Busy,
        None => Asked::NoLocks,
    }
}

/// A signal and the timer behind it; the timer must be stopped once the lock is ours.
fn abort_after(ms: u32) -> Option<(JsValue, JsValue)> {
    let controller = js::construct("AbortController", &[]).ok()?;
    let signal = js::get(&controller, "signal");
    let abort = js::call(&js::get(&controller, "abort"), "bind", &[controller]).ok()?;
    let timer = js::call(&js_sys::global(), "setTimeout", &[abort, ms.into()]).ok()?;
    Some((signal, timer))
}

impl Held {
    pub fn is_ours(&self) -> bool {
        !self.lost.get()
    }

    /// Gives it back and waits until it is free: who asks next, even we, finds it so.
    pub async fn give_back(self) {
        let over = self.over.clone();
        drop(self);
        let _over = JsFuture::from(over).await;
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let _given = self.give_back.call0(&JsValue::UNDEFINED);
    }
}
