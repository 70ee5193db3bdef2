//! Whether anything gets through from here. The browser's *offline* is sure, its *online* is not: so the portal's own
//! server is asked whenever something was not answered, and every few seconds until it answers. A portal that is opened from
//! what the device keeps learns it from its service worker, which asks for what is new anyway (`public/worker/`).

use super::{bar, engine, kicks, mirror, outbox};
use crate::state::Portal;
use leptos::{prelude::*, task::spawn_local};
use std::cell::Cell;
use tanggap_browser::{
    device::{self, Line},
    page,
};
use tanggap_core::outbox::Why;

thread_local! {
    /// Whether a doubt is being looked into: many things fail at once.
    static IS_ASKED: Cell<bool> = const { Cell::new(false) };
}

/// From now on, as long as the page lives.
pub fn watch(portal: Portal) {
    if page::is_offline() {
        told(false);
    }
    let is_wanted = || is_down() || kicks::is_stuck();
    std::mem::forget(device::watch_network(portal.base, is_wanted, move |line| heard(portal, line)));
}

fn heard(portal: Portal, line: Line) {
    match line {
        Line::MayBeBack => {
            engine::kick(Why::Online);
            if is_down() {
                // `boot.js` has taken the word of the browser, and the bar says so already.
                bar::show();
                spawn_local(async move {
                    let _answers = ask(portal).await;
                });
            }
        }
        // What has not come may be one file of many, or a server between two builds: the line is asked before it is said.
        Line::InDoubt if is_down() || IS_ASKED.replace(true) => {}
        Line::InDoubt => spawn_local(async move {
            let _answers = ask(portal).await;
            IS_ASKED.set(false);
        }),
        Line::Down => told(false),
        Line::Answers => told(true),
    }
}

/// Asks now. Whether there is an answer.
pub async fn ask(portal: Portal) -> bool {
    let answers = device::ask_line(portal.base).await == Line::Answers;
    told(answers);
    answers
}

pub fn is_down() -> bool {
    outbox().with_untracked(|outbox| outbox.no_line)
}

fn told(answers: bool) {
    if is_down() != answers {
        return;
    }
    outbox().update(|outbox| outbox.no_line = !answers);
    // Why something was not sent reads otherwise now.
    if let Some((_, machine)) = engine::machine() {
        mirror::refresh(&machine);
    }
    // Only an answer after none ends pauses: a desk that is down beside a portal that is up keeps its back-off.
    if answers {
        engine::kick(Why::Online);
    }
}
