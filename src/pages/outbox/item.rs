//! One report in the list: its state in words that are announced once, what that means, and what can be done.

use super::{acts::acts, content, followed};
use crate::{
    i18n::{fill, key, t},
    pages::{photos, standing},
    state::{
        Portal,
        language::{self, DateStyle},
        outbox::{Row, outbox},
    },
    ui::notice::{Tone, notice, words},
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
    let shown = move |draw: fn(Portal, &Row) -> AnyView| {
        // Again only where something is different: a button that stays keeps its focus.
        move || row.with(|row| row.as_ref().map(|row| draw(portal, row)))
    };
    view! {
        <li class="card item">
            <div role="status">{shown(|_, row| standing::chip(&row.word))}</div>
            {shown(heading)}
            {shown(meaning)}
            {shown(photos::on_their_way)}
            {shown(followed::of_own)}
            {move || not_done.get().then(|| notice(Tone::Alarm, None, words(t(key::OUTBOX_NOT_DONE))))}
            {shown(acts)}
            {content::shown(portal, uid)}
        </li>
    }
    .into_any()
}

fn heading(portal: Portal, row: &Row) -> AnyView {
    let at = Instant::from_unix_seconds(row.saved_at);
    let at = at.map_or_else(String::new, |at| language::date(portal, at, DateStyle::DayAndTime));
    view! {
        <h2 class="item__title">{t(key::OUTBOX_LABEL)}" "<span class="digits">{standing::number(row)}</span></h2>
        <p class="soft">{fill(key::OUTBOX_SAVED_AT, &[("time", &at)])}</p>
    }
    .into_any()
}

fn meaning(_portal: Portal, row: &Row) -> AnyView {
    let other = row.other_number.as_ref().map(|number| fill(key::OUTBOX_OTHER_NUMBER, &[("number", number)]));
    let lines = [standing::about(&row.word), standing::reason(row), other];
    view! {
        {lines.into_iter().flatten().map(|line| view! { <p>{line}</p> }).collect_view()}
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
        view! { <p class="soft">{words}</p> }
    })
}
