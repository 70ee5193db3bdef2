//! How the draft at hand is kept, on every step of the form; and what stands instead of a step where another tab has
//! the draft.

use crate::{
    i18n::{fill, key, t},
    pages::{danger, going_on},
    routes,
    state::{
        Portal,
        device::{self, device},
        drafts::{self, DraftState},
        language::{self, DateStyle},
        navigation,
    },
    ui::{
        asked::asked_once_more,
        choices::switch,
        fresh::{fresh, fresh_by, fresh_words},
        notice::{Tone, notice, words},
    },
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use tanggap_core::{instant::Instant, ports::StoreFault};

/// Under a step: how the draft is kept, and far from *Continue* how to be rid of it.
pub fn line(portal: Portal) -> AnyView {
    let (known, kept_here) = (drafts::drafts(), device());
    let state = Memo::new(move |_| {
        (known.with(|drafts| drafts.state.clone()), kept_here.with(|device| device.memory_only))
    });
    let closed = Memo::new(move |_| device().with(|device| device.store_closed));
    let closed = fresh(move || closed.get().then(|| notice(Tone::Alarm, None, words(t(key::OUTBOX_CLOSED)))));
    let sensitive = untrack(|| drafts::is_sensitive(portal)).then(|| sensitive(portal));
    let shown = move |state| match state {
        (_, true) => notice(Tone::Alarm, Some(t(key::OUTBOX_MEMORY_TITLE)), words(t(key::OUTBOX_MEMORY))),
        (DraftState::Saving, _) => soft(t(key::DRAFT_SAVING)),
        (DraftState::Kept { saved_at }, _) => soft(kept(portal, key::DRAFT_KEPT, saved_at, DateStyle::Time)),
        (DraftState::Restored { saved_at, .. }, _) => {
            soft(kept(portal, key::DRAFT_RESTORED, saved_at, DateStyle::Moment))
        }
        (DraftState::NotKept(StoreFault::Quota), _) => {
            notice(Tone::Alarm, None, words(t(key::DRAFT_NOT_KEPT)))
        }
        (DraftState::NotKept(_), _) => notice(Tone::Alarm, None, words(t(key::KEPT_NOT_STORE))),
        (DraftState::Unkept | DraftState::MemoryOnly | DraftState::Elsewhere { .. }, _) => ().into_any(),
    };
    view! {
        <div class="stack stack--small">{sensitive}{closed}{fresh_by(move || state.get(), shown)}</div>
        {ways_out(portal)}
    }
    .into_any()
}

fn soft(words: String) -> AnyView {
    view! { <p class="soft">{words}</p> }.into_any()
}

fn kept(portal: Portal, words: crate::i18n::Key, saved_at: i64, style: DateStyle) -> String {
    let at = Instant::from_unix_seconds(saved_at);
    let at = at.map_or_else(String::new, |at| language::date(portal, at, style));
    fill(words, &[("time", &at)])
}

/// Begins another, or deletes this one, as at the end of a visit to somebody else's phone (G8). Drawn anew only where there
/// is something else to do: with every key the question would be gone.
fn ways_out(portal: Portal) -> AnyView {
    let mirror = drafts::drafts();
    let known = Memo::new(move |_| {
        let lasts = device::lasts();
        mirror.with(|drafts| match &drafts.state {
            DraftState::Restored { .. } => Some((true, !lasts)),
            DraftState::Saving | DraftState::Kept { .. } | DraftState::NotKept(_) => Some((false, !lasts)),
            DraftState::MemoryOnly => Some((false, true)),
            DraftState::Unkept | DraftState::Elsewhere { .. } => None,
        })
    });
    let navigate = use_navigate();
    let go_home = Callback::new(move |replace| {
        navigate(routes::HOME, NavigateOptions { replace, ..NavigateOptions::default() });
    });
    let start_anew = move |_| {
        drafts::tell(portal, drafts::Wish::StartAnew);
        go_home.run(false);
    };
    let delete = Callback::new(move |()| {
        if let Some(uid) = drafts::uid_at_hand() {
            drafts::tell(portal, drafts::Wish::Delete(uid));
        }
        go_home.run(true);
    });
    let buttons = move |known: Option<(bool, bool)>| {
        known.map(|(is_restored, in_memory)| {
            let anew = is_restored.then(|| {
                view! { <button class="button button--link" type="button" on:click=start_anew>{t(key::DRAFT_ANEW)}</button> }
            });
            // What lies nowhere is not deleted from the device.
            let words = t(if in_memory { key::DRAFT_DELETE } else { key::DRAFT_DELETE_THIS });
            let sure = t(key::DRAFT_DELETE_SURE);
            view! {
                <div class="apart">
                    {anew}
                    {asked_once_more(words, sure, t(key::OUTBOX_KEEP), delete)}
                </div>
            }
        })
    };
    fresh_by(move || known.get(), buttons)
}

/// Drafts about the police stay in memory, unless the person says otherwise (R14).
fn sensitive(portal: Portal) -> AnyView {
    let turn = Callback::new(move |keep| drafts::want_kept(portal, keep));
    // A browser that keeps nothing can't be asked to.
    let kept = move |lasts: bool| {
        lasts.then(|| {
            let (question, name) = (t(key::DRAFT_MEMORY), t(key::DRAFT_MEMORY_KEEP));
            switch("keep-draft", question, name, String::new(), drafts::is_wanted_kept(portal), turn)
        })
    };
    view! {
        {fresh_by(device::lasts, kept)}
        {soft(t(key::CLEAR_BROWSER))}
    }
    .into_any()
}

/// Whether another tab has the draft: then no step is shown, so that nothing can be overwritten (D3).
pub fn is_elsewhere() -> Memo<bool> {
    let mirror = drafts::drafts();
    Memo::new(move |_| mirror.with(|drafts| matches!(drafts.state, DraftState::Elsewhere { .. })))
}

/// What stands there instead: its words to read, and the way to go on here once the other tab has let go.
pub fn elsewhere(portal: Portal) -> AnyView {
    navigation::arrive(portal, &t(key::DRAFT_ELSEWHERE_TITLE));
    going_on::follow_what_opens();
    let mirror = drafts::drafts();
    let is_free = Memo::new(move |_| {
        mirror.with(|drafts| matches!(drafts.state, DraftState::Elsewhere { is_free: true, .. }))
    });
    let text = move || portal.draft.with(|draft| draft.description.clone());
    let navigate = use_navigate();
    let anew = move |_| {
        drafts::tell(portal, drafts::Wish::StartAnew);
        navigate(routes::HOME, NavigateOptions::default());
    };
    let take_over = move |is_free: bool| {
        is_free.then(|| {
            view! {
                <p role="status">{t(key::DRAFT_FREE)}</p>
                <button class="button" type="button" on:click=move |_| drafts::tell(portal, drafts::Wish::TakeOver)>{t(key::DRAFT_TAKE_OVER)}</button>
            }
        })
    };
    view! {
        <main class="page">
            {danger::told(portal)}
            <h1 tabindex="-1">{t(key::DRAFT_ELSEWHERE_TITLE)}</h1>
            {notice(Tone::Info, None, words(t(key::DRAFT_ELSEWHERE)))}
            <p class="card item__words" translate="no">{fresh_words(text)}</p>
            <div class="stack">{fresh_by(move || is_free.get(), take_over)}</div>
            <div class="buttons">
                <button class="button button--plain" type="button" on:click=anew>{t(key::DRAFT_ANEW)}</button>
                <a class="button button--plain" href=routes::href(routes::OUTBOX)>{t(key::OUTBOX_TITLE)}</a>
            </div>
        </main>
    }
    .into_any()
}
