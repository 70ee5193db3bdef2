//! One report in the list: its state in words that are announced once, what that means, and what can be done.

use super::{acts::acts, content, followed};
use crate::{
    i18n::{fill, key, t},
    pages::{in_memory, key_kept, photos, send_now::send_now, standing},
    state::{
        Portal,
        device::lasts,
        language::{self, DateStyle},
        outbox::{Row, outbox},
    },
    ui::{
        fresh::{fresh_by, fresh_words},
        notice::{Tone, notice, words},
        number::with_numbers,
    },
};
use leptos::prelude::*;
use tanggap_core::{instant::Instant, report::Uid};

pub fn item(portal: Portal, uid: Uid) -> AnyView {
    let mirror = outbox();
    let its = uid.clone();
    let row = Memo::new(move |_| mirror.with(|outbox| outbox.row(&its).cloned()));
    let mirror = outbox();
    let its = uid.clone();
    let not_done = Memo::new(move |_| mirror.with(|outbox| outbox.not_done.as_ref() == Some(&its)));
    let word = move || (row.with(|row| row.as_ref().map(|row| row.word.clone())), lasts());
    // Again only where something is different: a button that stays keeps its focus.
    let settled = Memo::new(move |_| {
        row.get().map(|row| Row { photos: Vec::new(), tried_ms: None, due_ms: None, reason: None, ..row })
    });
    let shown = move |draw: fn(Portal, &Row) -> AnyView| {
        fresh_by(move || (settled.get(), lasts()), move |(row, _)| row.map(|row| draw(portal, &row)))
    };
    view! {
        <li class="card item">
            <div class="item__line">
                <div role="status">{fresh_by(word, |(word, _)| word.map(|word| standing::chip(&word)))}</div>
                {shown(followed::own_line)}
            </div>
            {shown(heading)}
            {fresh_by(move || (row.get(), lasts()), move |(row, _)| row.map(|row| meaning(&row)))}
            {photos::on_their_way(portal, row)}
            {shown(followed::of_own)}
            {fresh_by(move || not_done.get(), |not_done| not_done.then(|| notice(Tone::Alarm, None, words(t(key::OUTBOX_NOT_DONE)))))}
            {send_now(portal, row, true)}
            {shown(acts)}
            {content::shown(portal, uid)}
        </li>
    }
    .into_any()
}

fn heading(portal: Portal, row: &Row) -> AnyView {
    let at = Instant::from_unix_seconds(row.saved_at);
    let at = at.map_or_else(String::new, |at| language::date(portal, at, DateStyle::Short));
    view! {
        <h2 class="item__title">{t(key::OUTBOX_LABEL)}" "<span class="digits" translate="no">{standing::number(row)}</span></h2>
        <p class="soft">{fill(in_memory::either(key::OUTBOX_SAVED_AT, key::OUTBOX_MADE_AT), &[("time", &at)])}</p>
        {row.has_key().then(|| view! { <div>{key_kept::chip(row.key_kept)}</div> })}
    }
    .into_any()
}

fn meaning(row: &Row) -> AnyView {
    let other = row.other_number.as_ref();
    let other = other.map(|number| with_numbers(&t(key::OUTBOX_OTHER_NUMBER), &[("number", number)]));
    let lines = [standing::about(&row.word), standing::reason(row)];
    view! {
        {lines.into_iter().flatten().map(|line| view! { <p>{line}</p> }).collect_view()}
        {other.map(|other| view! { <p>{other}</p> })}
        {standing::refusals(row)}
        {row.overdue.then(|| notice(Tone::Alarm, None, words(t(key::OUTBOX_OVERDUE))))}
        {due(row)}
    }
    .into_any()
}

/// When it is tried again by itself. Not a status: a countdown that is read out would never be quiet.
fn due(row: &Row) -> impl IntoView {
    row.due_ms.map(|due_ms| {
        let mirror = outbox();
        let minutes = Memo::new(move |_| mirror.with(|outbox| due_ms.saturating_sub(outbox.now_ms) / 60_000));
        let words = move || match minutes.get() {
            0 => t(key::OUTBOX_DUE_SOON),
            minutes => fill(key::OUTBOX_DUE_MINUTES, &[("minutes", &minutes.to_string())]),
        };
        view! { <p class="soft">{fresh_words(words)}</p> }
    })
}
