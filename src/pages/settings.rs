//! What this device is told to do and to keep: the language, photos on Wi-Fi, a PIN, and how to remove everything.

use crate::{
    i18n::{fill, key, t},
    pages::{photos::wifi_switch, pin},
    state::{
        Portal, device,
        drafts::draft_rows,
        erase_device,
        erase_device::Clearing,
        language, navigation,
        outbox::{Row, outbox},
        use_portal,
    },
    ui::{
        fresh::{fresh, fresh_by, fresh_words},
        notice::{Tone, notice, words},
    },
};
use leptos::prelude::*;
use tanggap_core::{localized::language_name, outbox::words::Word};

pub fn page() -> AnyView {
    let portal = use_portal();
    // What the device keeps is not known before.
    let begun = Memo::new(|_| device::begun());
    fresh(move || {
        portal.language.track();
        navigation::arrive(portal, &t(key::SETTINGS_TITLE));
        view! {
            <main class="page">
                <h1 tabindex="-1">{t(key::SETTINGS_TITLE)}</h1>
                {languages(portal)}
                {fresh_by(move || begun.get(), move |begun| begun.then(|| view! { {wifi_switch(portal)}{pin::settings(portal)}{everything(portal)} }))}
            </main>
        }
        .into_any()
    })
}

fn languages(portal: Portal) -> AnyView {
    let one = |code: &String| {
        let now = portal.language.get_untracked() == *code;
        let (pick, lang) = (code.clone(), code.clone());
        let class = if now { "button" } else { "button button--plain" };
        view! {
            <button class=class type="button" lang=lang translate="no" aria-pressed=now.to_string() on:click=move |_| language::choose(&pick)>{language_name(code).to_owned()}</button>
        }
    };
    view! {
        <section class="stack" aria-labelledby="language-title">
            <h2 id="language-title">{t(key::SETTINGS_LANGUAGE)}</h2>
            <div class="buttons">{portal.config().languages.iter().map(one).collect_view()}</div>
        </section>
    }
    .into_any()
}

/// How much is kept, and the way to be rid of all of it.
fn everything(portal: Portal) -> AnyView {
    let state = RwSignal::new(Clearing::Idle);
    let (used, mirror) = (erase_device::used(), outbox());
    let counts = Memo::new(move |_| {
        let drafts = draft_rows().with(Vec::len);
        mirror.with(|outbox| {
            let unsent = outbox.all().filter(|row| is_owed(row)).count();
            (outbox.rows.len(), drafts, unsent)
        })
    });
    let size =
        move || used.get().map(|bytes| fill(key::CLEAR_SIZE, &[("size", &(bytes / 1_000).to_string())]));
    let kept = move || {
        let (reports, drafts, _) = counts.get();
        fill(key::CLEAR_KEPT, &[("reports", &reports.to_string()), ("drafts", &drafts.to_string())])
    };
    let unsent = move |unsent: usize| {
        (unsent > 0).then(|| {
            notice(Tone::Alarm, None, words(fill(key::CLEAR_UNSENT, &[("count", &unsent.to_string())])))
        })
    };
    let buttons = move |state_now| {
        match state_now {
        Clearing::Idle => view! {
            <button class="button button--danger" type="button" on:click=move |_| state.set(Clearing::Asked)>{t(key::CLEAR_ALL)}</button>
        }
        .into_any(),
        Clearing::Asked => view! {
            <div class="item__sure" role="group" aria-label=t(key::CLEAR_ALL)>
                <p>{t(key::CLEAR_SURE_ABOUT)}</p>
                <button class="button button--danger" type="button" autofocus on:click=move |_| erase_device::everything(portal, state)>{t(key::CLEAR_SURE)}</button>
                <button class="button button--plain" type="button" on:click=move |_| state.set(Clearing::Idle)>{t(key::OUTBOX_KEEP)}</button>
            </div>
        }
        .into_any(),
        Clearing::Going => view! { <p role="status">{t(key::CLEAR_GOING)}</p> }.into_any(),
        Clearing::Failed => view! {
            {notice(Tone::Alarm, None, words(t(key::CLEAR_FAILED)))}
            <button class="button button--danger" type="button" on:click=move |_| erase_device::everything(portal, state)>{t(key::CLEAR_SURE)}</button>
        }
        .into_any(),
    }
    };
    view! {
        <section class="stack" aria-labelledby="clear-title">
            <h2 id="clear-title">{t(key::CLEAR_TITLE)}</h2>
            <p>{fresh_words(kept)}</p>
            {fresh_by(size, |size| size.map(|size| view! { <p class="soft">{size}</p> }))}
            <p class="soft">{t(key::CLEAR_ABOUT)}</p>
            <p class="soft">{t(key::CLEAR_BROWSER)}</p>
            {fresh_by(move || counts.get().2, unsent)}
            {fresh_by(move || state.get(), buttons)}
        </section>
    }
    .into_any()
}

/// Whether it, or a photo of it, would be lost with the device's copy.
fn is_owed(row: &Row) -> bool {
    matches!(
        row.word,
        Word::NotSent | Word::Sending | Word::PhotosWaiting { .. } | Word::Uncertain | Word::Refused
    )
}
