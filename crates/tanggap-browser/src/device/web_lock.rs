//! A lock of the browser, held until it is given back. The browser itself takes it from a page that dies.

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
    /// This browser has no locks: outside a secure context, or Safari before 15.4.
    NoLocks,
}

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
    match how {
        How::IfFree => js::set(&options, "ifAvailable", &true.into()),
        How::Steal => js::set(&options, "steal", &true.into()),
        How::WithinMs(ms) => {
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
        // Fails when somebody steals it, or when it was not to be had in time.
        if JsFuture::from(ending).await.is_err() {
            stolen.set(true);
            let _told = grant.call1(&JsValue::UNDEFINED, &false.into());
        }
    });
    let ours = JsFuture::from(granted).await.is_ok_and(|ours| ours.is_truthy());
    if let Some(timer) = timer {
        let _cleared = js::call(&js_sys::global(), "clearTimeout", &[timer]);
    }
    if ours { Asked::Ours(Held { give_back, over, lost }) } else { Asked::Busy }
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
