//! What a person may do with a report in the list. What cannot be undone is asked once more, in its own words.

use super::content;
use crate::{
    i18n::{Key, key, t},
    routes,
    state::{
        Portal,
        outbox::{self, Row, Wish},
    },
    ui::asked,
};
use leptos::prelude::*;
use tanggap_core::{outbox::words::Word, report::Uid};

/// Buttons for the state that the report is in. Nothing here is drawn from what changes while it is in that state.
pub fn acts(portal: Portal, row: &Row) -> AnyView {
    let uid = || row.uid.clone();
    let correct = (matches!(row.word, Word::Refused) && row.whole)
        .then(|| button(key::OUTBOX_CORRECT, "button button--small", portal, uid(), Wish::Correct));
    let again = (matches!(row.word, Word::Uncertain) && row.whole).then(|| {
        asked_once_more(portal, uid(), key::OUTBOX_SEND_AGAIN, key::OUTBOX_SEND_AGAIN_SURE, Wish::SendAgain)
    });
    let back = row.may_withdraw.then(|| {
        asked_once_more(portal, uid(), key::OUTBOX_TAKE_BACK, key::OUTBOX_TAKE_BACK_SURE, Wish::TakeBack)
    });
    let may_forget =
        !matches!(row.word, Word::NotSent | Word::Sending | Word::TakingBack | Word::SendingAgain { .. });
    let forget = may_forget
        .then(|| asked_once_more(portal, uid(), key::OUTBOX_FORGET, key::OUTBOX_FORGET_SURE, Wish::Forget));
    view! {
        <div class="item__acts">
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

fn button(words: Key, class: &'static str, portal: Portal, uid: Uid, wish: fn(Uid) -> Wish) -> AnyView {
    view! {
        <button class=class type="button" on:click=move |_| outbox::tell(portal, wish(uid.clone()))>{t(words)}</button>
    }
    .into_any()
}

/// A grave act: pressed, it says what follows, and only then does it.
pub fn asked_once_more(portal: Portal, uid: Uid, words: Key, sure: Key, wish: fn(Uid) -> Wish) -> AnyView {
    let act = Callback::new(move |()| outbox::tell(portal, wish(uid.clone())));
    asked::asked_once_more(t(words), t(sure), t(key::OUTBOX_KEEP), act)
}
