//! Check the answers, and send. Where nothing could be kept that is said, and everything stays open.

mod answers;
mod wrong;

use super::{draft, frame};
use crate::{
    i18n::{fill, key, t},
    pages::{danger, kept, standing},
    state::{
        Portal,
        device::device,
        emergency_gate, navigation,
        outbox::{self, NotKept, Saving, outbox},
        share,
    },
    ui::{
        back_link,
        error_summary::error_summary,
        fresh::{fresh, fresh_by, fresh_words},
        icon::icon,
        notice::{Tone, notice, words},
        summary::summary,
    },
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use tanggap_core::{journey::Step, ports::StoreFault, report::Uid};

pub fn check_page(portal: Portal) -> AnyView {
    let (service, questions) = untrack(|| (portal.service(), portal.questions.get()));
    let (Some(service), Some(definition)) = (service, questions.known().cloned()) else {
        return ().into_any();
    };
    let refused = untrack(|| wrong::refused(portal, &definition));
    if !refused.is_empty() && outbox::are_new() {
        navigation::stop(portal, &t(key::CHECK_TITLE));
    } else {
        navigation::arrive(portal, &t(key::CHECK_TITLE));
    }
    let wrong = RwSignal::new(refused);
    let mirror = outbox();
    let saving = Memo::new(move |_| mirror.with(|outbox| outbox.saving.clone()));
    let all = {
        let (service, definition) = (service.clone(), definition.clone());
        move || portal.draft.with(|draft| answers::rows(portal, draft, &service, &definition))
    };
    let text = {
        let all = all.clone();
        move || all().iter().map(answers::line).collect::<Vec<_>>().join("\n")
    };
    let rows = fresh_by(all, |rows| summary(rows, &t(key::CHECK_CHANGE), &t(key::CHECK_NONE)));
    leptos::task::spawn_local(async {
        // What could not be had when the form was opened, and can't now, is asked for again when it is needed.
        let _fetched = kept::fetch().await;
    });
    let failed = fresh(move || match saving.get() {
        Saving::NotKept(why) => not_kept(portal, why, untrack(&text)),
        Saving::Kept(uid) => number(&uid),
        _ => ().into_any(),
    });
    let send = Callback::new(move |()| {
        let found = untrack(|| wrong::missing(portal, &definition));
        let complete = found.is_empty();
        wrong.set(found);
        if complete {
            // In an emergency without a network the call comes first.
            if !untrack(|| emergency_gate::look(portal)) {
                outbox::save(portal);
            }
        } else {
            navigation::stop(portal, &t(key::CHECK_TITLE));
        }
    });
    let go = use_navigate();
    let go = Callback::new(move |address: String| go(&address, NavigateOptions::default()));
    let desk = untrack(|| portal.desk_name(&service.desk));
    let without_line = move || device().with(|device| device.no_line.then_some(device.memory_only));
    let may_send = |memory_only: Option<bool>| {
        memory_only.map(|memory_only| {
            let told = if memory_only { key::CHECK_NO_LINE_MEMORY } else { key::CHECK_NO_LINE };
            notice(Tone::Wait, None, words(t(told)))
        })
    };
    view! {
        <main class="page">
            {back_link(navigation::before(portal, &Step::Check, false), t(key::PAGE_BACK))}
            {frame::position(portal, &Step::Check)}
            {danger::told(portal)}
            {frame::behind(portal)}
            {fresh(move || error_summary(t(key::ERROR_SUMMARY), wrong.get(), go))}
            <h1 tabindex="-1">{t(key::CHECK_TITLE)}</h1>
            <p class="soft">{fill(key::CHECK_TO, &[("desk", &desk)])}</p>
            {rows}
            {fresh_by(without_line, may_send)}
            {failed}
            {button(saving, send)}
            {draft::line(portal)}
        </main>
    }
    .into_any()
}

/// Why nothing was kept, and the ways out for what was written (C1).
fn not_kept(portal: Portal, why: NotKept, text: String) -> AnyView {
    let about = match why {
        NotKept::Store(StoreFault::Quota) => key::KEPT_NOT_QUOTA,
        NotKept::UnknownDesk => key::KEPT_NOT_DESK,
        NotKept::NoPhotosThere => key::KEPT_NOT_PHOTOS,
        NotKept::Store(_) | NotKept::NoPart => key::KEPT_NOT_STORE,
    };
    let told = RwSignal::new(None::<String>);
    let sms = share::sms(portal, &text);
    let copy = move |_| share::copy(text.clone(), told, t(key::KEPT_COPIED), t(key::KEPT_NOT_COPIED));
    let inside = view! {
        <p>{t(about)}</p>
        <div class="buttons">
            <button class="button button--plain" type="button" on:click=copy>{icon("copy", "")}{t(key::KEPT_COPY)}</button>
            {sms.map(|address| view! { <a class="button button--plain" href=address>{icon("chat", "")}{t(key::KEPT_SMS)}</a> })}
        </div>
        <p role="status">{fresh_words(move || told.get().unwrap_or_default())}</p>
    };
    notice(Tone::Alarm, Some(t(key::KEPT_NOT)), inside.into_any())
}

/// Its number, should the receipt's part of the app still be on its way.
fn number(uid: &Uid) -> AnyView {
    let row = outbox().with(|outbox| outbox.row(uid).cloned());
    row.map(|row| {
        let inside = view! { <p class="digits" translate="no">{standing::number(&row)}</p> };
        notice(standing::tone(&row.word), Some(standing::word(&row.word)), inside.into_any())
    })
    .into_any()
}

fn button(saving: Memo<Saving>, send: Callback<()>) -> AnyView {
    let going = Memo::new(move |_| saving.with(|saving| *saving == Saving::Going));
    view! {
        <button class="button button--wide" type="button" aria-disabled=move || going.get().then_some("true") on:click=move |_| send.run(())>
            {fresh_words(move || t(if going.get() { key::CHECK_SENDING } else { key::CHECK_SEND }))}
        </button>
    }
    .into_any()
}
