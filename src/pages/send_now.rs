//! *Send now*, and what came of it: it answers in words, also where nothing can go. The button stays while it is at work,
//! and so does the focus.

use crate::{
    i18n::{fill, key, t},
    pages::in_memory,
    state::{
        Portal, device,
        language::{self, DateStyle},
        outbox::{self, Row},
    },
    ui::fresh::fresh_by,
};
use leptos::prelude::*;
use tanggap_core::{instant::Instant, outbox::words::Word};

/// `small`: among other buttons.
pub fn send_now(portal: Portal, row: Memo<Option<Row>>, small: bool) -> AnyView {
    // The first attempt is under way by itself: the button comes once it has failed, and stays while it is tried again.
    let can = Memo::new(move |before: Option<&bool>| {
        row.with(|row| match row.as_ref().map(|row| &row.word) {
            Some(Word::NotSent) => true,
            Some(Word::Sending) => before == Some(&true),
            _ => false,
        })
    });
    fresh_by(move || can.get(), move |can| can.then(|| button(portal, row, small)))
}

fn button(portal: Portal, row: Memo<Option<Row>>, small: bool) -> AnyView {
    let sending =
        Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| row.word == Word::Sending)));
    let no_line = Memo::new(|_| device::no_line());
    // How often it was pressed, and when an attempt has ended since. One that fails at once is never seen to be going.
    let (pressed, ended) = (RwSignal::new(0_u32), RwSignal::new(None::<Instant>));
    let tried = Memo::new(move |_| row.with(|row| row.as_ref().and_then(|row| row.tried_ms)));
    let told_of = StoredValue::new(None::<u64>);
    let press = move |_| {
        // The attempt that is going counts: its end is what the person sees.
        told_of.set_value(tried.get_untracked().filter(|_| !sending.get_untracked()));
        pressed.update(|pressed| *pressed += 1);
        ended.set(None);
        outbox::tell(portal, outbox::Wish::SendNow);
    };
    Effect::new(move || {
        let (sending, tried) = (sending.get(), tried.get());
        if !sending && pressed.get_untracked() > 0 && tried != told_of.get_value() {
            told_of.set_value(tried);
            ended.set(language::now());
        }
    });
    let told = move || (pressed.get(), no_line.get(), ended.get().filter(|_| !sending.get()));
    let words = move |(pressed, no_line, ended): (u32, bool, Option<Instant>)| {
        let words = match (pressed, no_line, ended) {
            (0, ..) => return None,
            (_, true, _) => t(in_memory::either(key::OUTBOX_NO_LINE, key::OUTBOX_NO_LINE_MEMORY)),
            (_, false, Some(at)) => {
                fill(key::OUTBOX_TRIED, &[("time", &language::date(portal, at, DateStyle::Time))])
            }
            // Two tries are some seconds apart, whoever presses.
            (_, false, None) => t(key::BOOT_MOMENT),
        };
        Some(view! { <span>{words}</span> })
    };
    let class = if small { "button button--small" } else { "button" };
    view! {
        <div class="send-now screen-only">
            <button class=class type="button" aria-disabled=move || sending.get().then_some("true") on:click=press>{t(key::OUTBOX_SEND_NOW)}</button>
            <p class="soft" aria-live="polite">{fresh_by(told, words)}</p>
        </div>
    }
    .into_any()
}
