//! Does what is wanted of the device.

use super::{Wish, line, ready};
use crate::state::Portal;
use leptos::task::spawn_local;
use std::rc::Rc;
use tanggap_browser::device::Device;

pub fn take(portal: Portal, wish: Wish) {
    spawn_local(async move {
        let device = match &wish {
            // It may be asked again where it was not done.
            Wish::RemoveEverything(_) => ready::when_ready().await.or_else(ready::now),
            _ => ready::when_ready().await,
        };
        if let Some(device) = device {
            act(portal, device, wish).await;
        }
    });
}

/// Whoever asked may have been dropped: an answer that nobody hears is no fault.
async fn act(portal: Portal, device: Rc<Device>, wish: Wish) {
    match wish {
        Wish::Setting(name, sender) => {
            let _gone = sender.send(device.setting(&name).await);
        }
        Wish::Set(name, value) => {
            let _kept = device.set(&name, &value).await;
        }
        Wish::SetAndTell(name, value, sender) => {
            let _gone = sender.send(device.set(&name, &value).await.is_ok());
        }
        Wish::Photo(uid, slot, sender) => {
            let _gone = sender.send(device.photo(&uid, &slot).await.ok().flatten());
        }
        Wish::AskLine(sender) => {
            let _gone = sender.send(line::ask(portal).await);
        }
        Wish::RemoveEverything(sender) => {
            ready::stop();
            let done = device.remove_everything().await.is_ok();
            if !done {
                ready::resume();
            }
            let _gone = sender.send(done);
        }
    }
}
