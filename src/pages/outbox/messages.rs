//! Messages that have not arrived, whichever report they are about: their state and what can be done, nothing of what they
//! say. They are read, and written better, where the report is.

use super::acts::asked_once_more;
use crate::{
    i18n::{fill, key, t},
    pages::standing,
    routes,
    state::{
        Portal,
        outbox::{self, Command, Row, outbox},
        talking,
    },
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use tanggap_core::{
    outbox::{Numbers, words::Word},
    ticket::Ticket,
};

pub fn messages(portal: Portal) -> impl IntoView {
    let mirror = outbox();
    let rows = Memo::new(move |_| {
        mirror.with(|outbox| {
            let owed =
                |row: &&Row| !matches!(row.word, Word::Received { .. } | Word::Withdrawn | Word::Erased);
            outbox.messages.iter().filter(owed).cloned().collect::<Vec<_>>()
        })
    });
    let navigate = use_navigate();
    let go = Callback::new(move |ticket: Ticket| {
        navigate(&routes::ticket(&ticket), NavigateOptions::default());
    });
    move || {
        let items = rows.get().iter().map(|row| message(portal, row, go)).collect_view();
        (!items.is_empty()).then(|| {
            view! {
                <section class="stack">
                    <h2>{t(key::TALK_PENDING)}</h2>
                    <ul class="items">{items}</ul>
                </section>
            }
        })
    }
}

fn message(portal: Portal, row: &Row, go: Callback<Ticket>) -> AnyView {
    let uid = || row.uid.clone();
    let Numbers::Ours { ticket, key: secret } = row.numbers.clone() else { return ().into_any() };
    let about = fill(key::TALK_ABOUT, &[("number", &ticket.grouped())]);
    // Whoever wrote it here had the key; the report opens with it for this visit.
    let read = move |_| {
        talking::take_key(&ticket, secret.clone());
        go.run(ticket.clone());
    };
    let now = matches!(row.word, Word::NotSent).then(|| {
        view! { <button class="button button--small" type="button" on:click=move |_| outbox::tell(portal, Command::SendNow)>{t(key::OUTBOX_SEND_NOW)}</button> }
    });
    let waits = row.may_withdraw && row.word != Word::Refused;
    let back = waits.then(|| {
        asked_once_more(portal, uid(), key::OUTBOX_TAKE_BACK, key::SAY_TAKE_BACK_SURE, Command::TakeBack)
    });
    let may_forget = matches!(row.word, Word::Refused | Word::IdentityTaken | Word::Lost);
    let forget = may_forget
        .then(|| asked_once_more(portal, uid(), key::OUTBOX_FORGET, key::SAY_FORGET_SURE, Command::Forget));
    view! {
        <li class="card item">
            <div role="status">{standing::chip(&row.word)}</div>
            <p class="digits">{about}</p>
            {standing::reason(row).map(|reason| view! { <p class="soft">{reason}</p> })}
            <div class="item__acts">
                {now}
                <button class="button button--plain button--small" type="button" on:click=read>{t(key::TALK_READ)}</button>
                {back}
                {forget}
            </div>
        </li>
    }
    .into_any()
}
