//! Messages that have not arrived, whichever report they are about: their state and what can be done, nothing of what they
//! say. They are read, and written better, where the report is.

use super::acts::asked_once_more;
use crate::{
    i18n::{key, t},
    pages::{send_now::send_now, standing},
    routes,
    state::{
        Portal, conversation,
        outbox::{Row, Wish, outbox},
    },
    ui::{fresh::fresh_by, number::with_numbers},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use tanggap_core::{
    outbox::{Numbers, words::Word},
    report::Uid,
    ticket::Ticket,
};

pub fn messages(portal: Portal) -> AnyView {
    let mirror = outbox();
    let rows = Memo::new(move |_| {
        mirror.with(|outbox| {
            let owed =
                |row: &&Row| !matches!(row.word, Word::Received { .. } | Word::Withdrawn | Word::Erased);
            let owed = outbox.messages.iter().filter(owed);
            owed.map(|row| Row { photos: Vec::new(), tried_ms: None, due_ms: None, ..row.clone() })
                .collect::<Vec<_>>()
        })
    });
    let navigate = use_navigate();
    let go = Callback::new(move |ticket: Ticket| {
        navigate(&routes::ticket(&ticket), NavigateOptions::default());
    });
    let uids = move || rows.with(|rows| rows.iter().map(|row| row.uid.clone()).collect::<Vec<_>>());
    let one = move |uid: Uid| {
        let row = Memo::new(move |_| rows.with(|rows| rows.iter().find(|row| row.uid == uid).cloned()));
        let settled = move || row.get().map(|row| Row { reason: None, ..row });
        let acts = move |row: Option<Row>| row.map(|row| acts(portal, &row, go));
        view! {
            <li class="card item">
                {fresh_by(move || row.get(), |row| row.map(|row| head(&row)))}
                {send_now(portal, row, true)}
                {fresh_by(settled, acts)}
            </li>
        }
    };
    let list = move |any: bool| {
        any.then(|| {
            view! {
                <section class="stack">
                    <h2>{t(key::TALK_PENDING)}</h2>
                    <ul class="items"><For each=uids key=|uid| uid.as_str().to_owned() children=one/></ul>
                </section>
            }
        })
    };
    fresh_by(move || rows.with(|rows| !rows.is_empty()), list)
}

fn head(row: &Row) -> AnyView {
    let Numbers::Ours { ticket, .. } = &row.numbers else { return ().into_any() };
    let about = with_numbers(&t(key::TALK_ABOUT), &[("number", &ticket.grouped())]);
    view! {
        <div role="status">{standing::chip(&row.word)}</div>
        <p class="digits">{about}</p>
        {standing::reason(row).map(|reason| view! { <p class="soft">{reason}</p> })}
    }
    .into_any()
}

fn acts(portal: Portal, row: &Row, go: Callback<Ticket>) -> AnyView {
    let uid = || row.uid.clone();
    let Numbers::Ours { ticket, key: secret } = row.numbers.clone() else { return ().into_any() };
    // Whoever wrote it here had the key; the report opens with it for this visit.
    let read = move |_| {
        conversation::take_key(&ticket, secret.clone());
        go.run(ticket.clone());
    };
    let waits = row.may_withdraw && row.word != Word::Refused;
    let back = waits.then(|| {
        asked_once_more(portal, uid(), key::OUTBOX_TAKE_BACK, key::SAY_TAKE_BACK_SURE, Wish::TakeBack)
    });
    let may_forget = matches!(row.word, Word::Refused | Word::IdentityTaken | Word::Lost);
    let forget = may_forget
        .then(|| asked_once_more(portal, uid(), key::OUTBOX_FORGET, key::SAY_FORGET_SURE, Wish::Forget));
    view! {
        <div class="item__acts">
                <button class="button button--plain button--small" type="button" on:click=read>{t(key::TALK_READ)}</button>
                {back}
                {forget}
            </div>
    }
    .into_any()
}
