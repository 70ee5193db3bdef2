//! Keeping number and key: saved as a picture, shown, copied, saved as a file, printed. What was done with the key is
//! remembered with the report.

use super::copies;
use crate::{
    i18n::{Key, key, t},
    pages::key_kept,
    state::{
        Portal, device,
        install_offer::{self, Installing},
        outbox::{self, Row},
        share,
    },
    ui::{
        fresh::{fresh_by, fresh_words},
        icon::icon,
    },
};
use leptos::prelude::*;
use tanggap_core::outbox::{KeyKept, Numbers};

/// The key, hidden until asked for: somebody may look over a shoulder. Of a report without one only the buttons.
pub fn keep(portal: Portal, row: Memo<Row>) -> AnyView {
    let shown = RwSignal::new(false);
    let Numbers::Ours { key: secret, .. } = row.with_untracked(|row| row.numbers.clone()) else {
        return buttons(portal, row, shown, None);
    };
    let grouped = secret.grouped();
    let number = move || {
        if shown.get() {
            grouped.clone()
        } else {
            "•••• •••• •••• •••• ••••".to_owned()
        }
    };
    let hint = |lasts| view! { <span>{t(if lasts { key::SENT_KEY_HINT } else { key::SENT_KEY_HINT_MEMORY })}</span> };
    view! {
        <section class="card key" aria-labelledby="key-title">
            <h2 id="key-title">{t(key::SENT_KEY_TITLE)}</h2>
            <p class="soft">{fresh_by(device::lasts, hint)}</p>
            <p class="key__number" id="key" translate="no">{fresh_words(number)}</p>
            <div class="screen-only" role="status">{fresh_by(move || (row.with(|row| row.key_kept), device::lasts()), |(kept, _)| key_kept::chip(kept))}</div>
            {buttons(portal, row, shown, Some(toggle(portal, row, shown)))}
        </section>
    }
    .into_any()
}

/// Remembers the surest that was done.
fn done(portal: Portal, row: Memo<Row>, how: KeyKept) {
    outbox::tell(portal, outbox::Wish::KeyKept(row.with_untracked(|row| row.uid.clone()), how));
}

fn toggle(portal: Portal, row: Memo<Row>, shown: RwSignal<bool>) -> AnyView {
    let press = move |_| {
        shown.update(|shown| *shown = !*shown);
        done(portal, row, KeyKept::Shown);
    };
    let picture = move |shown| icon(if shown { "eye-off" } else { "eye" }, "");
    let words = move || t(if shown.get() { key::SENT_KEY_HIDE } else { key::SENT_KEY_SHOW });
    view! {
        <button class="button button--plain" type="button" aria-controls="key" on:click=press>
            {fresh_by(move || shown.get(), picture)}{fresh_words(words)}
        </button>
    }
    .into_any()
}

fn buttons(portal: Portal, row: Memo<Row>, key_shown: RwSignal<bool>, toggle: Option<AnyView>) -> AnyView {
    let has_key = toggle.is_some();
    let told = RwSignal::new(None::<Key>);
    let saved = move |made: bool, word: Key| {
        told.set(Some(if made { word } else { key::SENT_FILE_NO }));
        if made {
            done(portal, row, KeyKept::Saved);
        }
    };
    let name = move |ending: &str| {
        format!("{}-{}.{ending}", t(key::SENT_FILE_NAME), row.with_untracked(|row| row.number().to_owned()))
    };
    let picture = move |_| {
        let made = row.with_untracked(|row| untrack(|| copies::picture(portal, row, &name("png"))));
        saved(made, if has_key { key::SENT_PICTURE_MADE } else { key::FILE_MADE });
    };
    let file = move |_| {
        let text = row.with_untracked(|row| untrack(|| copies::file(portal, row)));
        let made = share::save_file(&name("txt"), &text);
        saved(made, if has_key { key::SENT_FILE_MADE } else { key::FILE_MADE });
    };
    let copy = move |_| {
        let text = row.with_untracked(copies::text);
        leptos::task::spawn_local(async move {
            let copied = share::copied(&text).await;
            if copied {
                done(portal, row, KeyKept::Copied);
            }
            let word = match (copied, has_key) {
                (true, true) => key::SENT_COPIED,
                (true, false) => key::BOOT_COPIED,
                (false, true) => key::SENT_NOT_COPIED,
                (false, false) => key::KEPT_NOT_COPIED,
            };
            let _gone = told.try_set(Some(word));
        });
    };
    let print = move |_| {
        // Paper is asked for on purpose, and the key is what it is for. Whether any came no page is told.
        key_shown.set(true);
        done(portal, row, KeyKept::Shown);
        request_animation_frame(share::print);
    };
    let copy_word = if has_key { key::SENT_COPY } else { key::SENT_COPY_NUMBER };
    view! {
        <div class="buttons">
            <button class="button" type="button" on:click=picture>{icon("download", "")}{t(key::SENT_PICTURE)}</button>
            {toggle}
            <button class="button button--plain" type="button" on:click=copy>{icon("copy", "")}{t(copy_word)}</button>
            <button class="button button--plain" type="button" on:click=print>{icon("print", "")}{t(key::SENT_PRINT)}</button>
            <button class="button button--plain" type="button" on:click=file>{icon("download", "")}{t(key::SENT_FILE)}</button>
        </div>
        <p class="soft screen-only" role="status">{fresh_words(move || told.get().map_or_else(String::new, t))}</p>
    }
    .into_any()
}

/// The home screen, now that there is something to come back to.
pub fn install() -> AnyView {
    let shown = RwSignal::new(install_offer::now());
    let offer = move |now| {
        match now {
        Installing::Nothing => ().into_any(),
        Installing::ByHand => view! { <p class="soft">{t(key::INSTALL_IOS)}</p> }.into_any(),
        Installing::Offered => view! {
            <section class="card stack">
                <h2>{t(key::INSTALL_TITLE)}</h2>
                <p class="soft">{t(key::INSTALL_WHY)}</p>
                <button class="button button--plain" type="button" on:click=move |_| install_offer::offer(shown)>{t(key::INSTALL_GO)}</button>
            </section>
        }
        .into_any(),
    }
    };
    // Where nothing is kept there is nothing to come back to.
    fresh_by(move || if device::lasts() { shown.get() } else { Installing::Nothing }, offer)
}
