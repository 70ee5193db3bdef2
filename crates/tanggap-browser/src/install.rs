//! Whether and how this device can put the portal on its home screen. What installing means for what is kept here
//! is said on the help page.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The browser has offered it; `boot.js` holds the offer until somebody has a reason to say yes.
pub fn can_offer() -> bool {
    offer_held().is_some()
}

/// Asks the person. True when the portal is being installed; the browser lets an offer be made once only.
pub async fn offer() -> bool {
    let Some(held) = offer_held() else { return false };
    let _taken = Reflect::set(&boot(), &"install".into(), &JsValue::NULL);
    let ask = || -> Option<Promise> {
        let prompt: Function = Reflect::get(&held, &"prompt".into()).ok()?.dyn_into().ok()?;
        prompt.call0(&held).ok()?;
        Reflect::get(&held, &"userChoice".into()).ok()?.dyn_into().ok()
    };
    let Some(choice) = ask() else { return false };
    let Ok(choice) = JsFuture::from(choice).await else { return false };
    let outcome = Reflect::get(&choice, &"outcome".into()).ok().and_then(|outcome| outcome.as_string());
    outcome.as_deref() == Some("accepted")
}

/// Safari on iOS as a page and not from the home screen: seven days without a visit, and what is kept is gone (C13).
/// Only Safari on iOS says whether it stands alone.
pub fn is_forgetful() -> bool {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).unwrap_or(JsValue::UNDEFINED);
    Reflect::get(&navigator, &"standalone".into()).ok().and_then(|alone| alone.as_bool()) == Some(false)
}

fn offer_held() -> Option<JsValue> {
    Reflect::get(&boot(), &"install".into()).ok().filter(JsValue::is_object)
}

fn boot() -> JsValue {
    Reflect::get(&js_sys::global(), &"tanggapBoot".into()).unwrap_or(JsValue::UNDEFINED)
}
