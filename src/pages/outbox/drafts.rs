//! Drafts of this device: when they were kept, nothing of what they say (G1).

use super::acts;
use crate::{
    i18n::{fill, key, t},
    state::{
        Portal,
        language::{self, DateStyle},
        outbox::{self, Command, DraftRow, outbox},
    },
};
use leptos::prelude::*;
use tanggap_core::instant::Instant;

pub fn drafts(portal: Portal) -> impl IntoView {
    let mirror = outbox();
    let rows = Memo::new(move |_| mirror.with(|outbox| outbox.drafts.clone()));
    move || {
        let rows = rows.get();
        (!rows.is_empty()).then(|| {
            view! {
                <section class="stack">
                    <h2>{t(key::DRAFT_TITLE)}</h2>
                    <ul class="items">{rows.into_iter().map(|row| draft(portal, &row)).collect_view()}</ul>
                </section>
            }
        })
    }
}

fn draft(portal: Portal, row: &DraftRow) -> AnyView {
    let at = Instant::from_unix_seconds(row.saved_at);
    let at = at.map_or_else(String::new, |at| language::date(portal, at, DateStyle::DayAndTime));
    let uid = row.uid.clone();
    view! {
        <li class="card item">
            <p>{fill(key::OUTBOX_SAVED_AT, &[("time", &at)])}</p>
            <div class="item__acts">
                <button class="button button--small" type="button" on:click=move |_| outbox::tell(portal, Command::GoOn(uid.clone()))>{t(key::DRAFT_GO_ON)}</button>
                {acts::asked_once_more(portal, row.uid.clone(), key::DRAFT_DELETE, key::DRAFT_DELETE_SURE, Command::DeleteDraft)}
            </div>
        </li>
    }
    .into_any()
}
