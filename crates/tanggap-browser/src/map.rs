//! The map with a pin in its middle, in a script that is loaded when it is asked for (`public/map.js`).

use crate::{boot, js};
use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// What a map needs to be drawn.
pub struct MapOptions<'a> {
    /// The id of the element that becomes the map.
    pub id: &'a str,
    pub lat: f64,
    pub long: f64,
    pub zoom: f64,
    /// With `{z}`, `{x}`, `{y}`.
    pub tiles: &'a str,
    pub attribution: &'a str,
    /// Words of the two zoom buttons.
    pub nearer: &'a str,
    pub farther: &'a str,
}

/// An open map; it closes when this is dropped.
pub struct Map {
    handle: JsValue,
    _moved: Closure<dyn Fn(f64, f64)>,
}

/// Whether this portal was built with a map.
pub fn is_there() -> bool {
    boot::given("data-map").is_some_and(|url| !url.is_empty())
}

/// Loads the map and draws it; `moved` hears of every point that a person chooses. `None` when it can't be had.
pub async fn open(options: &MapOptions<'_>, moved: impl Fn(f64, f64) + 'static) -> Option<Map> {
    let module = boot::load(&boot::given("data-map")?).await?;
    let styled: Promise = js::call(&module, "styled", &[]).ok()?.dyn_into().ok()?;
    JsFuture::from(styled).await.ok()?;
    let given = Object::new();
    for (name, text) in [
        ("tiles", options.tiles),
        ("attribution", options.attribution),
        ("nearer", options.nearer),
        ("farther", options.farther),
    ] {
        Reflect::set(&given, &name.into(), &text.into()).ok()?;
    }
    for (name, number) in [("lat", options.lat), ("long", options.long), ("zoom", options.zoom)] {
        Reflect::set(&given, &name.into(), &number.into()).ok()?;
    }
    let moved = Closure::<dyn Fn(f64, f64)>::new(moved);
    let arguments = [options.id.into(), given.into(), moved.as_ref().clone()];
    let handle = js::call(&module, "open", &arguments).ok()?;
    Some(Map { handle, _moved: moved })
}

impl Map {
    /// Moves the map so that this point is under the pin.
    pub fn show(&self, lat: f64, long: f64) {
        let _shown = js::call(&self.handle, "show", &[lat.into(), long.into()]);
    }
}

impl Drop for Map {
    fn drop(&mut self) {
        let _closed = js::call(&self.handle, "close", &[]);
    }
}
