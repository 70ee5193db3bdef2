//! What was said on this device and is not with the office yet.

use super::{case::Case, said::kind_words};
use crate::{
    i18n::{key, t},
    pages::{outbox::acts::asked_once_more, photos, send_now::send_now, standing},
    state::{
        conversation::{self, Talking},
        outbox::{self, Row, outbox},
    },
    ui::fresh::{fresh_by, fresh_words},
};
use leptos::prelude::*;
use tanggap_core::{outbox::words::Word, report::Uid, wire::SaidKind};

/// Each in R12's words.
pub fn pending(case: &Case) -> AnyView {
    let (mirror, ticket, state) = (outbox(), case.ticket.clone(), case.talking);
    let rows = move || {
        let known: Vec<String> = state.with(|state| match state {
            Talking::Open(told) => told.messages.iter().map(|said| said.id.clone()).collect(),
            _ => Vec::new(),
        });
        mirror.with(|outbox| {
            let of_it = outbox.messages.iter().filter(|row| row.is(ticket.digits()));
            let missing = |row: &&Row| {
                !known.iter().any(|id| id == row.uid.as_str())
                    || matches!(row.word, Word::PhotosWaiting { .. })
            };
            let shown = of_it.filter(missing).filter(|row| row.word != Word::Withdrawn);
            shown.map(|row| row.uid.clone()).collect::<Vec<_>>()
        })
    };
    let uids = Memo::new(move |_| rows());
    let case = case.clone();
    let one = move |uid: Uid| waiting(&case, uid);
    let shown = move |any: bool| {
        any.then(|| {
            view! {
                <ol class="talk" aria-label=t(key::TALK_PENDING)>
                    <For each=move || uids.get() key=|uid| uid.as_str().to_owned() children=one.clone()/>
                </ol>
            }
        })
    };
    fresh_by(move || uids.with(|uids| !uids.is_empty()), shown)
}

fn waiting(case: &Case, uid: Uid) -> AnyView {
    let portal = case.portal;
    let text = RwSignal::new(String::new());
    let of_text = uid.clone();
    leptos::task::spawn_local(async move {
        if let Some(message) = outbox::said(portal, of_text).await {
            let _gone = text.try_set(message.text);
        }
    });
    let mirror = outbox();
    let row =
        Memo::new(move |_| mirror.with(|outbox| outbox.messages.iter().find(|row| row.uid == uid).cloned()));
    // How far its photos are changes oftener than what can be done with it.
    let settled =
        move || row.get().map(|row| Row { photos: Vec::new(), tried_ms: None, due_ms: None, ..row });
    let case = case.clone();
    let state = move |row: Option<Row>| row.map(|row| state(&row));
    let acts = move |row: Option<Row>| row.map(|row| acts(&case, &row));
    view! {
        <li class="talk__line talk__line--mine">
            {fresh_by(settled, state)}
            <p class="lines" translate="no">{fresh_words(move || text.get())}</p>
            {photos::on_their_way(portal, row)}
            {send_now(portal, row, true)}
            {fresh_by(settled, acts)}
        </li>
    }
    .into_any()
}

/// Where a message stands, and what it does beside saying something.
fn state(row: &Row) -> AnyView {
    let kind = kind_words(&SaidKind::of(row.message.as_deref().unwrap_or_default()));
    view! {
        <div role="status">{standing::chip(&row.word)}</div>
        {standing::reason(row).map(|reason| view! { <p class="soft">{reason}</p> })}
        {kind.map(|kind| view! { <p><strong>{kind}</strong></p> })}
        {standing::refusals(row)}
    }
    .into_any()
}

fn acts(case: &Case, row: &Row) -> AnyView {
    let portal = case.portal;
    let back = (row.may_withdraw && row.word != Word::Refused).then(|| {
        asked_once_more(
            portal,
            row.uid.clone(),
            key::OUTBOX_TAKE_BACK,
            key::SAY_TAKE_BACK_SURE,
            outbox::Wish::TakeBack,
        )
    });
    let better = matches!(row.word, Word::Refused).then(|| {
        let (ticket, uid) = (case.ticket.clone(), row.uid.clone());
        let press = move |_| {
            let (ticket, uid) = (ticket.clone(), uid.clone());
            leptos::task::spawn_local(async move { conversation::again(portal, &ticket, uid).await });
        };
        view! { <button class="button button--small" type="button" on:click=press>{t(key::SAY_AGAIN)}</button> }
    });
    view! { <div class="item__acts">{better}{back}</div> }.into_any()
}
