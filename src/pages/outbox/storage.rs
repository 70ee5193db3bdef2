//! What the device itself did or may do with what is kept here, said plainly (R10, R11, C12, C13).

use crate::{
    i18n::{fill, key, t},
    state::{
        Portal,
        device::{Keeping, device},
        outbox::{self, outbox},
        share,
    },
    ui::{
        fresh::fresh,
        notice::{Tone, notice, words},
    },
};
use leptos::prelude::*;

/// Lost reports, a store that cannot be read, a browser without one.
pub fn troubles(portal: Portal) -> AnyView {
    let (outbox, device) = (outbox(), device());
    let known = Memo::new(move |_| {
        let (lost, unreadable) = outbox.with(|outbox| (outbox.lost, outbox.unreadable));
        device.with(|device| (lost, unreadable, device.memory_only, device.store_closed))
    });
    fresh(move || {
        let (lost, unreadable, memory_only, closed) = known.get();
        view! {
            {(lost > 0).then(|| self::lost(portal, lost))}
            {closed.then(|| notice(Tone::Alarm, None, words(t(key::OUTBOX_CLOSED))))}
            {unreadable.then(|| self::unreadable(portal))}
            {memory_only.then(|| notice(Tone::Alarm, Some(t(key::OUTBOX_MEMORY_TITLE)), words(t(key::OUTBOX_MEMORY))))}
        }
    })
}

fn lost(portal: Portal, count: usize) -> AnyView {
    let inside = view! {
        <p>{fill(key::OUTBOX_LOST_COUNT, &[("count", &count.to_string())])}</p>
        <button class="button button--plain button--small" type="button" on:click=move |_| outbox::tell(portal, outbox::Wish::LossSeen)>{t(key::OUTBOX_LOST_SEEN)}</button>
    };
    notice(Tone::Alarm, Some(t(key::OUTBOX_LOST_TITLE)), inside.into_any())
}

fn unreadable(portal: Portal) -> AnyView {
    let inside = view! {
        <p>{t(key::OUTBOX_UNREADABLE)}</p>
        <button class="button button--plain button--small" type="button" on:click=move |_| outbox::tell(portal, outbox::Wish::SendNow)>{t(key::PAGE_AGAIN)}</button>
    };
    notice(Tone::Alarm, Some(t(key::OUTBOX_UNREADABLE_TITLE)), inside.into_any())
}

/// Records that are left as they are, each to be saved as a file.
pub fn aside() -> AnyView {
    let mirror = outbox();
    let aside = Memo::new(move |_| mirror.with(|outbox| outbox.aside.clone()));
    fresh(move || {
        let records = aside.get();
        (!records.is_empty()).then(|| {
            let line = |(key, text): (String, String)| {
                let name = format!("{key}.json");
                let save = move |_| {
                    let _saved = share::save_file(&name, &text);
                };
                view! { <button class="button button--plain button--small" type="button" on:click=save>{t(key::OUTBOX_EXPORT)}</button> }
            };
            view! {
                <section class="stack">
                    <h2>{t(key::OUTBOX_ASIDE_TITLE)}</h2>
                    <p>{t(key::OUTBOX_ASIDE)}</p>
                    <div class="buttons">{records.into_iter().map(line).collect_view()}</div>
                </section>
            }
        })
    })
}

/// What the browser promises, and what it does not.
pub fn promises() -> AnyView {
    let keeping = Memo::new(move |_| device().with(|device| device.keeping));
    fresh(move || {
        let promise = match keeping.get() {
            Keeping::Unknown => None,
            Keeping::Promised => Some(key::OUTBOX_PERSISTED),
            Keeping::WhileThereIsRoom => Some(key::OUTBOX_NOT_PERSISTED),
            Keeping::SevenDays => Some(key::OUTBOX_SEVEN_DAYS),
        };
        view! {
            <section class="stack stack--small soft">
                {promise.map(|words| view! { <p>{t(words)}</p> })}
                <p>{t(key::OUTBOX_PRIVATE)}</p>
            </section>
        }
    })
}
