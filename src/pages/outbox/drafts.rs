//! Drafts of this device: what each is about, how it begins, and when it was written last.

use crate::{
    i18n::{Key, fill, key, t},
    pages::in_memory::either,
    state::{
        Portal,
        drafts::{self, DraftRow, DraftTrouble, draft_rows},
        language::{self, DateStyle},
    },
    ui::{
        asked::asked_once_more,
        fresh::fresh_by,
        notice::{Tone, notice, words},
    },
};
use leptos::prelude::*;
use tanggap_core::{instant::Instant, service::ServiceKind, stored::Listed};

pub fn drafts(portal: Portal) -> AnyView {
    let list = draft_rows();
    let rows = Memo::new(move |_| list.get());
    let key = |row: &DraftRow| (row.uid.as_str().to_owned(), row.saved_at, row.trouble, row.listed.clone());
    let list = move |any: bool| {
        any.then(|| {
            view! {
                <section class="stack">
                    <h2>{t(key::DRAFT_TITLE)}</h2>
                    <ul class="items"><For each=move || rows.get() key=key children=move |row| draft(portal, &row)/></ul>
                </section>
            }
        })
    };
    fresh_by(move || rows.with(|rows| !rows.is_empty()), list)
}

fn draft(portal: Portal, row: &DraftRow) -> AnyView {
    let at = Instant::from_unix_seconds(row.saved_at);
    let at = at.map_or_else(String::new, |at| language::date(portal, at, DateStyle::Short));
    let (uid, deleted) = (row.uid.clone(), row.uid.clone());
    let delete = Callback::new(move |()| drafts::tell(portal, drafts::Wish::Delete(deleted.clone())));
    view! {
        <li class="card item">
            {about(portal, row.listed.clone())}
            <p class="soft">{fill(either(key::OUTBOX_SAVED_AT, key::OUTBOX_MADE_AT), &[("time", &at)])}</p>
            {row.trouble.map(|trouble| notice(Tone::Alarm, None, words(t(trouble_words(trouble)))))}
            <div class="item__acts">
                <button class="button button--small" type="button" on:click=move |_| drafts::tell(portal, drafts::Wish::GoOn(uid.clone()))>{t(key::DRAFT_GO_ON)}</button>
                {asked_once_more(t(key::DRAFT_DELETE), t(key::DRAFT_DELETE_SURE), t(key::OUTBOX_KEEP), delete)}
            </div>
        </li>
    }
    .into_any()
}

/// Why it was not deleted.
fn trouble_words(trouble: DraftTrouble) -> Key {
    match trouble {
        DraftTrouble::Elsewhere => key::DRAFT_ELSEWHERE_TITLE,
        DraftTrouble::NotDone => key::OUTBOX_NOT_DONE,
    }
}

/// Its service by name, once the catalogue is there, and its first words, where they may be read.
fn about(portal: Portal, listed: Listed) -> AnyView {
    let service = listed.service().cloned();
    let known = move || {
        let (desk, code) = service.as_ref()?;
        portal.catalogue.with(|catalogue| {
            catalogue.service(desk, code).map(|service| (service.name.clone(), service.kind))
        })
    };
    let shown = move |known: Option<(String, ServiceKind)>| {
        let (name, kind) = known.unzip();
        let told = listed.words().to_owned();
        listed.may_be_read(kind).then(|| {
            view! {
                {name.map(|name| view! { <h3 class="item__title">{name}</h3> })}
                {(!told.is_empty()).then(|| view! { <p translate="no">{told}</p> })}
            }
        })
    };
    fresh_by(known, shown)
}
