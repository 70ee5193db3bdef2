//! How the draft at hand is kept, on every step of the form; and what stands instead of a step where another tab has
//! the draft.

use crate::{
    i18n::{fill, key, t},
    pages::going_on,
    routes,
    state::{
        Portal, drafts, going,
        language::{self, DateStyle},
        outbox::{self, Command, DraftState, outbox},
    },
    ui::{
        choices::switch,
        notice::{Tone, notice, words},
    },
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use tanggap_core::{instant::Instant, ports::StoreFault};

/// The line under a step.
pub fn line(portal: Portal) -> AnyView {
    let mirror = outbox();
    let state = Memo::new(move |_| mirror.with(|outbox| (outbox.draft.clone(), outbox.memory_only)));
    let mirror = outbox();
    let closed = Memo::new(move |_| mirror.with(|outbox| outbox.store_closed));
    let closed = move || closed.get().then(|| notice(Tone::Alarm, None, words(t(key::OUTBOX_CLOSED))));
    let sensitive = untrack(|| drafts::is_sensitive(portal)).then(|| sensitive(portal));
    let delete = delete(portal);
    let shown = move || match state.get() {
        (_, true) => notice(Tone::Alarm, Some(t(key::OUTBOX_MEMORY_TITLE)), words(t(key::OUTBOX_MEMORY))),
        (DraftState::Kept { saved_at }, _) => kept(portal, key::DRAFT_KEPT, saved_at, delete, false),
        (DraftState::Restored { saved_at, .. }, _) => {
            kept(portal, key::DRAFT_RESTORED, saved_at, delete, true)
        }
        (DraftState::NotKept(StoreFault::Quota), _) => {
            notice(Tone::Alarm, None, words(t(key::DRAFT_NOT_KEPT)))
        }
        (DraftState::NotKept(_), _) => notice(Tone::Alarm, None, words(t(key::KEPT_NOT_STORE))),
        (DraftState::Unkept | DraftState::MemoryOnly | DraftState::Elsewhere { .. }, _) => ().into_any(),
    };
    view! { <div class="stack stack--small">{sensitive}{closed}{shown}</div> }.into_any()
}

fn kept(
    portal: Portal,
    words: crate::i18n::Key,
    saved_at: i64,
    delete: Callback<()>,
    restored: bool,
) -> AnyView {
    let at = Instant::from_unix_seconds(saved_at);
    let style = if restored { DateStyle::DayAndTime } else { DateStyle::Time };
    let at = at.map_or_else(String::new, |at| language::date(portal, at, style));
    let navigate = use_navigate();
    let anew = restored.then(|| {
        let press = move |_| {
            outbox::tell(portal, Command::StartAnew);
            navigate(routes::HOME, NavigateOptions::default());
        };
        view! { <button class="button button--link" type="button" on:click=press>{t(key::DRAFT_ANEW)}</button> }
    });
    view! {
        <p class="soft">{fill(words, &[("time", &at)])}</p>
        <div class="buttons">
            {anew}
            <button class="button button--link" type="button" on:click=move |_| delete.run(())>{t(key::DRAFT_DELETE_THIS)}</button>
        </div>
    }
    .into_any()
}

/// Deletes the draft at hand, as at the end of a visit to somebody else's phone (G8).
fn delete(portal: Portal) -> Callback<()> {
    let navigate = use_navigate();
    Callback::new(move |()| {
        if let Some(uid) = drafts::uid_at_hand() {
            outbox::tell(portal, Command::DeleteDraft(uid));
        }
        navigate(routes::HOME, NavigateOptions { replace: true, ..NavigateOptions::default() });
    })
}

/// Drafts about the police stay in memory, unless the person says otherwise (R14).
fn sensitive(portal: Portal) -> AnyView {
    let turn = Callback::new(move |keep| drafts::want_kept(portal, keep));
    let (question, name) = (t(key::DRAFT_MEMORY), t(key::DRAFT_MEMORY_KEEP));
    switch("keep-draft", question, name, String::new(), drafts::is_wanted_kept(), turn)
}

/// Whether another tab has the draft: then no step is shown, so that nothing can be overwritten (D3).
pub fn is_elsewhere() -> Memo<bool> {
    let mirror = outbox();
    Memo::new(move |_| mirror.with(|outbox| matches!(outbox.draft, DraftState::Elsewhere { .. })))
}

/// What stands there instead: its words to read, and the way to go on here once the other tab has let go.
pub fn elsewhere(portal: Portal) -> AnyView {
    going::arrive(portal, &t(key::DRAFT_ELSEWHERE_TITLE));
    going_on::follow_what_opens();
    let mirror = outbox();
    let is_free = Memo::new(move |_| {
        mirror.with(|outbox| matches!(outbox.draft, DraftState::Elsewhere { is_free: true, .. }))
    });
    let text = move || portal.draft.with(|draft| draft.description.clone());
    let navigate = use_navigate();
    let anew = move |_| {
        outbox::tell(portal, Command::StartAnew);
        navigate(routes::HOME, NavigateOptions::default());
    };
    let take_over = move || {
        is_free.get().then(|| {
            view! {
                <p role="status">{t(key::DRAFT_FREE)}</p>
                <button class="button" type="button" on:click=move |_| outbox::tell(portal, Command::TakeOver)>{t(key::DRAFT_TAKE_OVER)}</button>
            }
        })
    };
    view! {
        <main class="page">
            <h1 tabindex="-1">{t(key::DRAFT_ELSEWHERE_TITLE)}</h1>
            {notice(Tone::Info, None, words(t(key::DRAFT_ELSEWHERE)))}
            <p class="card item__words">{text}</p>
            <div class="stack">{take_over}</div>
            <div class="buttons">
                <button class="button button--plain" type="button" on:click=anew>{t(key::DRAFT_ANEW)}</button>
                <a class="button button--plain" href=routes::href(routes::OUTBOX)>{t(key::OUTBOX_TITLE)}</a>
            </div>
        </main>
    }
    .into_any()
}
