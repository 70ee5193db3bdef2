//! Whether anything gets through from here. The browser's *offline* is sure, its *online* is not: so the portal's own
//! server is asked whenever something was not answered, and every few seconds until it answers. A portal that is opened from
//! what the device keeps learns it from its service worker, which asks for what is new anyway (`public/worker/`).

use super::device;
use crate::state::Portal;
use leptos::{prelude::*, task::spawn_local};
use std::cell::{Cell, RefCell};
use tanggap_browser::{
    device::{Line, ask_line, watch_network},
    page,
};

/// What is heard of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// The browser says that there is one again. It may be wrong.
    MayBeBack,
    /// `DeviceState::no_line` is different now: there is an answer, or there is none.
    Changed { answers: bool },
}

type Listener = Box<dyn Fn(Heard)>;

thread_local! {
    /// Whether a doubt is being looked into: many things fail at once.
    static IS_ASKED: Cell<bool> = const { Cell::new(false) };
    static LISTENER: RefCell<Option<Listener>> = const { RefCell::new(None) };
}

/// From now on, as long as the page lives. `is_stuck`: whether something waits for an answer that did not come.
pub fn watch(portal: Portal, is_stuck: fn() -> bool, listener: impl Fn(Heard) + 'static) {
    LISTENER.replace(Some(Box::new(listener)));
    if page::is_offline() {
        told(false);
    }
    let is_wanted = move || is_down() || is_stuck();
    std::mem::forget(watch_network(portal.base, is_wanted, move |line| heard(portal, line)));
}

fn heard(portal: Portal, line: Line) {
    match line {
        Line::MayBeBack => {
            tell(Heard::MayBeBack);
            if is_down() {
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
    let answers = ask_line(portal.base).await == Line::Answers;
    told(answers);
    answers
}

pub fn is_down() -> bool {
    device().with_untracked(|device| device.no_line)
}

fn told(answers: bool) {
    if is_down() == answers {
        device().update(|device| device.no_line = !answers);
        tell(Heard::Changed { answers });
    }
}

fn tell(heard: Heard) {
    LISTENER.with_borrow(|listener| {
        if let Some(listener) = listener {
            listener(heard);
        }
    });
}
