//! Photos from the person's files to bytes that may leave the phone. The work is done by `public/photo.js`, in a worker
//! where there can be one; the rules are the core's ([`tanggap_core::photo`]).

use crate::{boot, js};
use js_sys::{Array, Uint8Array};
use tanggap_core::photo::{self, HEAD_BYTES, Plan, Refusal};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// A file that a person took or chose. Not yet read: it may be gone by the time it is.
pub struct Picked {
    file: JsValue,
    pub name: String,
    pub bytes: u64,
}

impl Picked {
    pub(crate) fn file(&self) -> &JsValue {
        &self.file
    }
}

/// A photo as it will be sent: pixels only.
pub struct Photo {
    pub bytes: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

/// Why no photo came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    Refused(Refusal),
    /// The person gave it up.
    Stopped,
    /// What does the work could not be loaded: no network, and never used before.
    NotLoaded,
}

/// What a file input holds; the input is emptied, so that the same file may be chosen again.
pub fn picked(input_id: &str) -> Vec<Picked> {
    let Some(input) = js::global("document")
        .and_then(|document| js::call(&document, "getElementById", &[input_id.into()]).ok())
    else {
        return Vec::new();
    };
    let files = Array::from(&js::get(&input, "files"));
    let picked = files.iter().map(|file| Picked {
        name: js::text(&file, "name").unwrap_or_default(),
        bytes: js::number(&file, "size").unwrap_or(0.0) as u64,
        file,
    });
    let picked = picked.collect();
    js::set(&input, "value", &"".into());
    picked
}

/// Makes photos small, one after the other; what it holds is given back when it is dropped.
pub struct Shrinker(JsValue);

impl Shrinker {
    pub async fn open() -> Option<Self> {
        let module = boot::load(&boot::given("data-photo")?).await?;
        js::call(&module, "open", &[]).ok().map(Self)
    }

    /// Gives up what is under way.
    pub fn stop(&self) {
        let _closed = js::call(&self.0, "close", &[]);
    }

    pub async fn photo_of(&self, picked: &Picked) -> Result<Photo, Fault> {
        let gone = |_| Fault::Refused(Refusal::Gone);
        let head = js::call(&picked.file, "slice", &[0.into(), (HEAD_BYTES as f64).into()]).map_err(gone)?;
        let head = bytes_of(&js::call_async(&head, "arrayBuffer", &[]).await.map_err(gone)?);
        let media_type = js::text(&picked.file, "type").unwrap_or_default();
        photo::may_decode(&head, picked.bytes, &media_type).map_err(Fault::Refused)?;
        self.shrink(&picked.file, Plan::FIRST).await.map_err(|fault| match fault {
            Fault::Refused(Refusal::Unreadable) => Fault::Refused(photo::undecodable(&head)),
            fault => fault,
        })
    }

    /// A photo of ours again, smaller: a desk found it too large.
    pub async fn smaller(&self, photo: &[u8], plan: Plan) -> Result<Photo, Fault> {
        let blob = blob(photo).ok_or(Fault::NotLoaded)?;
        self.shrink(&blob, plan).await
    }

    async fn shrink(&self, blob: &JsValue, plan: Plan) -> Result<Photo, Fault> {
        let pair = |step: &photo::Step| JsValue::from(Array::of2(&step.side.into(), &step.quality.into()));
        let steps = plan.steps.iter().map(pair).collect::<Array>();
        let plan = js::object(&[("steps", steps.into()), ("bytes", (plan.bytes as f64).into())]);
        let made = js::call_async(&self.0, "shrink", &[blob.clone(), plan]).await;
        let made = made.map_err(|fault| match &*js::error_name(&fault) {
            "Stopped" => Fault::Stopped,
            _ => Fault::Refused(Refusal::Unreadable),
        })?;
        let pixels = |name| js::number(&made, name).unwrap_or(0.0) as u32;
        Ok(Photo {
            bytes: bytes_of(&js::get(&made, "buffer")),
            width: pixels("width"),
            height: pixels("height"),
        })
    }
}

impl Drop for Shrinker {
    fn drop(&mut self) {
        self.stop();
    }
}

/// An address under which the page can show bytes; it is good until this is dropped.
pub struct Shown(String);

impl Shown {
    pub fn new(photo: &[u8]) -> Option<Self> {
        let url = js::call(&js::global("URL")?, "createObjectURL", &[blob(photo)?]).ok()?;
        url.as_string().map(Self)
    }

    pub fn url(&self) -> &str {
        &self.0
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        if let Some(class) = js::global("URL") {
            let _revoked = js::call(&class, "revokeObjectURL", &[self.0.as_str().into()]);
        }
    }
}

/// Only for as long as it is shown or worked on: what is stored are bytes, because Safari has lost stored blobs.
fn blob(photo: &[u8]) -> Option<JsValue> {
    let parts = Array::of1(&Uint8Array::from(photo));
    js::construct("Blob", &[parts.into(), js::object(&[("type", photo::TYPE.into())])]).ok()
}

fn bytes_of(buffer: &JsValue) -> Vec<u8> {
    buffer.dyn_ref::<js_sys::ArrayBuffer>().map(|buffer| Uint8Array::new(buffer).to_vec()).unwrap_or_default()
}

/// Whether this device is on Wi-Fi: `None` where the browser doesn't say, which most don't.
pub fn is_on_wifi() -> Option<bool> {
    let kind = js::text(&js::global("navigator.connection")?, "type")?;
    match &*kind {
        "wifi" | "ethernet" => Some(true),
        "unknown" | "other" | "mixed" => None,
        _ => Some(false),
    }
}

/// Calls when the device goes from one kind of network to another, where the browser says so. For good.
pub fn on_network_kind(changed: impl FnMut() + 'static) {
    let Some(connection) = js::global("navigator.connection") else { return };
    let listener = Closure::<dyn FnMut()>::new(changed);
    let _added = js::call(&connection, "addEventListener", &["change".into(), listener.as_ref().clone()]);
    listener.forget();
}
