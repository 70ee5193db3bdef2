//! Everything on this device: drafts, what waits, what has arrived, and what needs somebody. Whoever opens this phone
//! sees dates and neutral words of reports here, content only when it is asked for (G1). Of drafts there are the first words:
//! they have no number to be known by.

pub mod acts;
mod content;
mod drafts;
mod followed;
mod item;
mod messages;
mod storage;

use crate::{
    i18n::{key, t},
    pages::{going_on, in_memory, loading, pin},
    routes,
    state::{device, drafts::draft_rows, following, navigation, outbox::outbox, pin as locks, use_portal},
    ui::{
        fresh::{fresh, fresh_by},
        notice::{Tone, notice, words},
    },
};
use leptos::prelude::*;

pub fn page() -> AnyView {
    let portal = use_portal();
    going_on::follow_what_opens();
    let begun = Memo::new(|_| device::begun());
    let mirror = outbox();
    let uids = Memo::new(move |_| {
        mirror.with(|outbox| outbox.rows.iter().map(|row| row.uid.clone()).collect::<Vec<_>>())
    });
    leptos::task::spawn_local(following::refresh(portal, false));
    let lock = locks::lock();
    let lock = Memo::new(move |_| lock.get());
    fresh(move || {
        portal.language.track();
        match lock.get() {
            locks::Lock::Locked => return pin::asked(portal),
            locks::Lock::Unknown => return loading::loading(portal),
            locks::Lock::None | locks::Lock::Open if !begun.get() => return loading::loading(portal),
            locks::Lock::None | locks::Lock::Open => {}
        }
        navigation::arrive(portal, &t(key::OUTBOX_TITLE));
        let nothing = move || {
            uids.with(Vec::is_empty)
                && draft_rows().with(Vec::is_empty)
                && outbox().with(|outbox| outbox.messages.is_empty())
                && following::following().with(|following| following.by_number.is_empty())
        };
        let empty = |nothing: bool| {
            nothing.then(|| {
                view! {
                    {notice(Tone::Info, None, words(t(key::OUTBOX_EMPTY)))}
                    <div class="buttons"><a class="button" href=routes::href(routes::HOME)>{t(key::SENT_ANOTHER)}</a></div>
                }
            })
        };
        view! {
            <main class="page">
                <header class="page__head">
                    <h1 tabindex="-1">{t(key::OUTBOX_TITLE)}</h1>
                    <p class="soft">{t(in_memory::either(key::OUTBOX_LEAD, key::OUTBOX_LEAD_MEMORY))}</p>
                </header>
                {storage::troubles(portal)}
                {drafts::drafts(portal)}
                {messages::messages(portal)}
                {fresh_by(nothing, empty)}
                <ul class="items">
                    <For each=move || uids.get() key=|uid| uid.as_str().to_owned() children=move |uid| item::item(portal, uid)/>
                </ul>
                {followed::others(portal)}
                {followed::refresh(portal)}
                {storage::aside()}
                {storage::promises()}
            </main>
        }
        .into_any()
    })
}
