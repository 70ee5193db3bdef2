//! What the bar says on every screen: that there is no internet, and how many reports and messages wait to be sent. It is
//! quiet when all is well.

use crate::{
    i18n::{fill, key},
    state::{
        Portal,
        device::{device, line},
        outbox::{Row, outbox},
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::cell::RefCell;
use tanggap_browser::{clock, home, page};
use tanggap_core::outbox::words::Word;

/// What goes at once is not worth a word.
const PATIENCE_MS: i32 = 1_000;

thread_local! {
    /// What the link says now.
    static SAID: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// From now on, whatever screen is shown.
pub fn begin(portal: Portal) {
    let (device, outbox) = (device(), outbox());
    let known = Memo::new(move |_| {
        (device.with(|device| device.no_line), outbox.with(|outbox| waiting(outbox.all())))
    });
    Effect::new(move |before: Option<usize>| {
        portal.language.track();
        let (_, count) = known.get();
        if before.unwrap_or_default() == 0 && count > 0 {
            spawn_local(async {
                clock::wait(PATIENCE_MS).await;
                show();
            });
        } else {
            show();
        }
        count
    });
}

/// As it is now.
pub fn show() {
    let no_line = line::is_down();
    let count = outbox().with_untracked(|outbox| waiting(outbox.all()));
    let words = (count > 0).then(|| fill(key::BAR_WAITING, &[("count", &count.to_string())]));
    // The same words set again would be read out again.
    if SAID.with(|said| *said.borrow() != words) {
        home::set_waiting(words.as_deref());
        SAID.with(|said| *said.borrow_mut() = words);
    }
    // The style sheet follows this; `boot.js` sets it before anything here runs.
    page::set_attribute(
        "data-net",
        match (no_line, count) {
            (false, 0) => "",
            (false, _) => "waits",
            (true, _) => "off",
        },
    );
}

/// How many have not gone yet.
fn waiting<'a>(rows: impl Iterator<Item = &'a Row>) -> usize {
    rows.filter(|row| {
        matches!(
            row.word,
            Word::NotSent
                | Word::Sending
                | Word::PhotosWaiting { .. }
                | Word::SendingAgain { .. }
                | Word::TakingBack
        )
    })
    .count()
}
