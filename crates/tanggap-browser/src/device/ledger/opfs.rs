//! A small text file in the origin's private file system. A writing takes effect as a whole when it is closed.

use crate::js;
use wasm_bindgen::JsValue;

/// Whether this page may write files there. Private windows of some browsers have the methods and refuse.
pub async fn can_be_written() -> bool {
    js::global("FileSystemFileHandle.prototype.createWritable").is_some() && folder().await.is_some()
}

/// `None` when it cannot be read; an absent file is an empty one.
pub async fn read(name: &str) -> Option<String> {
    let file = js::call_async(&handle(name).await?, "getFile", &[]).await.ok()?;
    js::call_async(&file, "text", &[]).await.ok()?.as_string()
}

pub async fn write(name: &str, text: &str) -> Option<()> {
    let writing = js::call_async(&handle(name).await?, "createWritable", &[]).await.ok()?;
    js::call_async(&writing, "write", &[text.into()]).await.ok()?;
    js::call_async(&writing, "close", &[]).await.ok().map(drop)
}

async fn handle(name: &str) -> Option<JsValue> {
    let create = js::object(&[("create", true.into())]);
    js::call_async(&folder().await?, "getFileHandle", &[name.into(), create]).await.ok()
}

async fn folder() -> Option<JsValue> {
    js::call_async(&js::global("navigator.storage")?, "getDirectory", &[]).await.ok()
}
