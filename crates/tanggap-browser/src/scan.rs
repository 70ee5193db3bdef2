//! QR codes from a picture or from the camera, by a script that is loaded when somebody asks (`public/scan.js`).

use crate::{boot, js, photo};
use wasm_bindgen::{JsValue, closure::Closure};

/// Why nothing could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// There is no code in it.
    NoCode,
    /// The file is no picture that this browser can read.
    NotAPicture,
    /// The person, or the system, does not let the page see the camera.
    NotAllowed,
    /// There is none, or another program has it.
    NoCamera,
    /// What reads codes could not be loaded.
    NotLoaded,
}

async fn module() -> Result<JsValue, Fault> {
    let address = boot::given("data-scan").ok_or(Fault::NotLoaded)?;
    boot::load(&address).await.ok_or(Fault::NotLoaded)
}

/// What the code says in the picture that was chosen in this file input.
pub async fn picture(input_id: &str) -> Result<String, Fault> {
    // Read before anything is waited for: the input is emptied by it.
    let file = photo::picked(input_id).into_iter().next().ok_or(Fault::NotAPicture)?;
    let text = js::call_async(&module().await?, "picture", &[file.file().clone()]).await;
    let text = text.map_err(|fault| match &*js::error_name(&fault) {
        "TypeError" => Fault::NotLoaded,
        _ => Fault::NotAPicture,
    })?;
    text.as_string().ok_or(Fault::NoCode)
}

/// The open camera; it is let go of when this is dropped.
pub struct Camera {
    handle: JsValue,
    _found: Closure<dyn FnMut(String)>,
}

/// Shows the camera in the `video` with this id; `found` hears what each code says that comes into view.
pub async fn camera(video_id: &str, found: impl FnMut(String) + 'static) -> Result<Camera, Fault> {
    let module = module().await?;
    let video = js::global("document")
        .and_then(|document| js::call(&document, "getElementById", &[video_id.into()]).ok())
        .filter(JsValue::is_object)
        .ok_or(Fault::NoCamera)?;
    let found = Closure::<dyn FnMut(String)>::new(found);
    let opened = js::call_async(&module, "camera", &[video, found.as_ref().clone()]).await;
    let handle = opened.map_err(|fault| match &*js::error_name(&fault) {
        "NotAllowedError" | "SecurityError" => Fault::NotAllowed,
        // `import()` of the library, without a line.
        "TypeError" => Fault::NotLoaded,
        _ => Fault::NoCamera,
    })?;
    Ok(Camera { handle, _found: found })
}

/// Whether a page may ask for a camera here at all: not without https, and not in old browsers.
pub fn has_camera() -> bool {
    js::global("navigator.mediaDevices.getUserMedia").is_some()
}

impl Drop for Camera {
    fn drop(&mut self) {
        let _closed = js::call(&self.handle, "close", &[]);
    }
}
