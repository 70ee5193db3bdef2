//! How much room there is, and whether the browser may take it back when the device runs short.

use crate::js;

/// What the browser estimates, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    pub used: u64,
    pub quota: u64,
}

/// `None` where the browser does not say.
pub async fn room() -> Option<Room> {
    let estimate = js::call_async(&js::global("navigator.storage")?, "estimate", &[]).await.ok()?;
    Some(Room { used: js::number(&estimate, "usage")? as u64, quota: js::number(&estimate, "quota")? as u64 })
}

/// Asks that nothing be thrown away to make room; some browsers ask the person. `false` is common and no fault.
pub async fn persist() -> bool {
    ask("persist").await
}

pub async fn is_persisted() -> bool {
    ask("persisted").await
}

async fn ask(method: &str) -> bool {
    let Some(storage) = js::global("navigator.storage") else { return false };
    js::call_async(&storage, method, &[]).await.is_ok_and(|answer| answer.is_truthy())
}
