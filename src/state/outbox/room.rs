//! How sure it is that what is kept stays: asked for when there is something to keep, told as the browser answers.

use super::{Keeping, engine::Machine, outbox};
use leptos::{prelude::*, task::spawn_local};
use tanggap_browser::{
    device::{self, Health},
    install,
};

/// At the start: what is known without asking anybody.
pub fn look(machine: &Machine) {
    let memory_only = machine.ports().device().health() != Health::Durable;
    outbox().update(|outbox| outbox.memory_only = memory_only);
    if !memory_only {
        // Not waited for: nothing depends on it, and a browser may never answer.
        spawn_local(async { tell(device::is_persisted().await) });
    }
}

/// After the first report was kept: now there is something to lose, and browsers ask the person kindly.
pub async fn ask() {
    let memory_only = outbox().with_untracked(|outbox| outbox.memory_only);
    if !memory_only {
        tell(device::is_persisted().await || device::persist().await);
    }
}

fn tell(persisted: bool) {
    let keeping = match persisted {
        true => Keeping::Promised,
        false if install::is_forgetful() => Keeping::SevenDays,
        false => Keeping::WhileThereIsRoom,
    };
    outbox().update(|outbox| outbox.keeping = keeping);
}
