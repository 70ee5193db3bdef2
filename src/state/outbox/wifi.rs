//! *Photos on Wi-Fi only*: the person's switch is a setting of this device, and the machine is told of it and of the
//! network whenever either changes.

use super::{
    feed::feed,
    machine::{self, Machine},
    outbox,
};
use leptos::{prelude::*, task::spawn_local};
use std::rc::Rc;
use tanggap_browser::photo;
use tanggap_core::outbox::{Event, Wifi};

const SETTING: &str = "photos";

/// From now on, as long as the page lives.
pub async fn begin(machine: &Rc<Machine>) {
    let kept = machine.ports().device().setting(SETTING).await.ok().flatten();
    outbox().update(|outbox| outbox.wifi_only = kept.is_some_and(|json| Wifi::read_switch(&json)));
    feed(machine.clone(), told()).await;
    photo::on_network_kind(|| {
        if let Some((_, machine)) = machine::machine() {
            spawn_local(feed(machine, told()));
        }
    });
}

fn told() -> Event {
    let only = outbox().with_untracked(|outbox| outbox.wifi_only);
    Event::Wifi(Wifi { only, on: photo::is_on_wifi() == Some(true) })
}

/// The person's switch. It counts for this visit also where it can't be kept.
pub async fn set(machine: &Machine, only: bool) {
    outbox().update(|outbox| outbox.wifi_only = only);
    let _kept = machine.ports().device().set(SETTING, &Wifi::switch_json(only)).await;
}
