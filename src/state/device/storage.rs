//! How sure it is that what is kept stays: asked for when there is something to keep, told as the browser answers.

use super::{Keeping, device};
use leptos::{prelude::*, task::spawn_local};
use tanggap_browser::{
    device::{Device, Health, is_persisted, persist},
    install,
};

/// At the start: what is known without asking anybody.
pub fn look(opened: &Device) {
    let memory_only = opened.health() != Health::Durable;
    device().update(|device| device.memory_only = memory_only);
    if !memory_only {
        // Not waited for: nothing depends on it, and a browser may never answer.
        spawn_local(async { tell(is_persisted().await) });
    }
}

/// The browser took the store away.
pub fn is_closed() {
    device().update(|device| device.store_closed = true);
}

/// After the first report was kept: now there is something to lose, and browsers ask the person kindly.
pub async fn ask() {
    if !device().with_untracked(|device| device.memory_only) {
        tell(is_persisted().await || persist().await);
    }
}

fn tell(persisted: bool) {
    let keeping = match persisted {
        true => Keeping::Promised,
        false if install::is_forgetful() => Keeping::SevenDays,
        false => Keeping::WhileThereIsRoom,
    };
    device().update(|device| device.keeping = keeping);
}
