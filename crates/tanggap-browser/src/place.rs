//! Where the device is, asked once and only when a person taps for it.

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::PositionOptions;

/// WGS84 degrees and the radius in metres.
pub struct Position {
    pub lat: f64,
    pub long: f64,
    pub accuracy_m: f64,
}

/// Why there is no position; each has its own words on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPosition {
    /// The person or the browser said no.
    Denied,
    /// Switched off, no signal, or too slow.
    Unavailable,
}

const DENIED: f64 = 1.0;

/// Asks the device, for 15 seconds at most.
pub async fn current() -> Result<Position, NoPosition> {
    let options = PositionOptions::new();
    options.set_enable_high_accuracy(true);
    options.set_timeout(15_000);
    options.set_maximum_age(60_000);
    let asking = Promise::new(&mut |resolve, reject| {
        let geolocation = web_sys::window().and_then(|window| window.navigator().geolocation().ok());
        // The browser calls exactly one of the two, once; the other is freed with the promise.
        let found = Closure::once_into_js(move |position: JsValue| {
            resolve.call1(&JsValue::NULL, &position).map(drop).unwrap_or(())
        });
        let failed = {
            let reject = reject.clone();
            Closure::once_into_js(move |error: JsValue| {
                reject.call1(&JsValue::NULL, &error).map(drop).unwrap_or(())
            })
        };
        let asked = geolocation.map(|geolocation| {
            geolocation.get_current_position_with_error_callback_and_options(
                found.unchecked_ref(),
                Some(failed.unchecked_ref()),
                &options,
            )
        });
        if !matches!(asked, Some(Ok(_))) {
            let _rejected = reject.call0(&JsValue::NULL);
        }
    });
    let position = JsFuture::from(asking).await.map_err(|error| {
        if number(&error, "code") == Some(DENIED) { NoPosition::Denied } else { NoPosition::Unavailable }
    })?;
    let coordinates = Reflect::get(&position, &"coords".into()).map_err(|_| NoPosition::Unavailable)?;
    let (lat, long) = (number(&coordinates, "latitude"), number(&coordinates, "longitude"));
    let (Some(lat), Some(long)) = (lat, long) else { return Err(NoPosition::Unavailable) };
    Ok(Position { lat, long, accuracy_m: number(&coordinates, "accuracy").unwrap_or(f64::NAN) })
}

fn number(object: &JsValue, name: &str) -> Option<f64> {
    Reflect::get(object, &name.into()).ok()?.as_f64()
}
