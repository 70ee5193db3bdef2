//! What a person may do with a report in the list. What cannot be undone is asked once more, in its own words.

use super::content;
use crate::{
    i18n::{Key, key, t},
    routes,
    state::{
        Portal,
        outbox::{self, Command, Row},
    },
};
use leptos::prelude::*;
use tanggap_core::{outbox::words::Word, report::Uid};

/// Buttons for the state that the report is in.
pub fn acts(portal: Portal, row: &Row) -> AnyView {
    let uid = || row.uid.clone();
    let send_now = matches!(row.word, Word::NotSent)
        .then(|| button(key::OUTBOX_SEND_NOW, "button button--small", portal, uid(), |_| Command::SendNow));
    let correct = (matches!(row.word, Word::Refused) && row.whole)
        .then(|| button(key::OUTBOX_CORRECT, "button button--small", portal, uid(), Command::Correct));
    let again = (matches!(row.word, Word::Uncertain) && row.whole).then(|| {
        asked_once_more(
            portal,
            uid(),
            key::OUTBOX_SEND_AGAIN,
            key::OUTBOX_SEND_AGAIN_SURE,
            Command::SendAgain,
        )
    });
    let back = row.may_withdraw.then(|| {
        asked_once_more(portal, uid(), key::OUTBOX_TAKE_BACK, key::OUTBOX_TAKE_BACK_SURE, Command::TakeBack)
    });
    let may_forget =
        !matches!(row.word, Word::NotSent | Word::Sending | Word::TakingBack | Word::SendingAgain { .. });
    let forget = may_forget.then(|| {
        asked_once_more(portal, uid(), key::OUTBOX_FORGET, key::OUTBOX_FORGET_SURE, Command::Forget)
    });
    view! {
        <div class="item__acts">
            {send_now}
            {correct}
            <a class="button button--plain button--small" href=routes::href(routes::sent(row.number()))>{t(key::OUTBOX_RECEIPT)}</a>
            {row.whole.then(|| content::look(portal, row.uid.clone()))}
            {content::export(portal, row)}
            {again}
            {back}
            {forget}
        </div>
    }
    .into_any()
}

fn button(words: Key, class: &'static str, portal: Portal, uid: Uid, command: fn(Uid) -> Command) -> AnyView {
    view! {
        <button class=class type="button" on:click=move |_| outbox::tell(portal, command(uid.clone()))>{t(words)}</button>
    }
    .into_any()
}

/// A grave act: pressed, it says what follows, and only then does it.
pub fn asked_once_more(
    portal: Portal,
    uid: Uid,
    words: Key,
    sure: Key,
    command: fn(Uid) -> Command,
) -> AnyView {
    let asking = RwSignal::new(false);
    let inside = move || {
        let uid = uid.clone();
        if asking.get() {
            view! {
                <div class="item__sure" role="group" aria-label=t(words)>
                    <button class="button button--danger button--small" type="button" autofocus
                        on:click=move |_| { asking.set(false); outbox::tell(portal, command(uid.clone())) }>{t(sure)}</button>
                    <button class="button button--plain button--small" type="button" on:click=move |_| asking.set(false)>{t(key::OUTBOX_KEEP)}</button>
                </div>
            }
            .into_any()
        } else {
            view! { <button class="button button--link" type="button" on:click=move |_| asking.set(true)>{t(words)}</button> }
                .into_any()
        }
    };
    inside.into_any()
}
