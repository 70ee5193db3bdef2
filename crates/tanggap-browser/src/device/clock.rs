//! Two clocks and one timer.

use crate::{clock, js};
use std::cell::RefCell;
use tanggap_core::ports::Clock;
use wasm_bindgen::{JsValue, closure::Closure};

/// The longest that a browser's timer can be set for; the outbox asks again.
const LONGEST_MS: u64 = i32::MAX as u64;

pub struct DeviceClock {
    ring: Closure<dyn FnMut(JsValue)>,
    timer: RefCell<JsValue>,
}

impl DeviceClock {
    pub(super) fn calling(on_time: impl Fn() + 'static) -> Self {
        let ring = Closure::<dyn FnMut(JsValue)>::new(move |_| on_time());
        Self { ring, timer: RefCell::new(JsValue::UNDEFINED) }
    }

    fn stop(&self) {
        let timer = self.timer.replace(JsValue::UNDEFINED);
        let _cleared = js::call(&js_sys::global(), "clearTimeout", &[timer]);
    }
}

impl Clock for DeviceClock {
    fn wall_s(&self) -> i64 {
        clock::now_unix_seconds()
    }

    fn mono_ms(&self) -> u64 {
        let performance = js::get(&js_sys::global(), "performance");
        js::call(&performance, "now", &[]).ok().and_then(|now| now.as_f64()).unwrap_or(0.0) as u64
    }

    fn wake_in(&self, ms: u64) {
        self.stop();
        let arguments = [self.ring.as_ref().clone(), (ms.min(LONGEST_MS) as f64).into()];
        let timer = js::call(&js_sys::global(), "setTimeout", &arguments).unwrap_or_default();
        *self.timer.borrow_mut() = timer;
    }
}

impl Drop for DeviceClock {
    fn drop(&mut self) {
        self.stop();
    }
}
