//! Keeping number and key: shown, copied, shared, printed, saved as a file.

use crate::{
    i18n::{fill, key, t},
    pages::standing,
    state::{
        Portal,
        installing::{self, Installing},
        keeping,
        language::{self, DateStyle},
        outbox::Row,
    },
    ui::{icon::icon, qr::qr},
};
use leptos::prelude::*;
use tanggap_core::{instant::Instant, outbox::Numbers};

/// The key, hidden until asked for: somebody may look over a shoulder.
pub fn key_card(portal: Portal, row: &Row, shown: RwSignal<bool>) -> AnyView {
    let Numbers::Ours { ticket, key: secret } = &row.numbers else { return ().into_any() };
    let grouped = secret.grouped();
    let number = move || {
        if shown.get() {
            grouped.clone()
        } else {
            "•••• •••• •••• •••• ••••".to_owned()
        }
    };
    let toggle = move || {
        let (picture, words) =
            if shown.get() { ("eye-off", key::SENT_KEY_HIDE) } else { ("eye", key::SENT_KEY_SHOW) };
        view! { {icon(picture, "")}{t(words)} }
    };
    view! {
        <section class="card key">
            {qr(&keeping::link(portal, ticket), t(key::SENT_QR))}
            <div class="key__text">
                <h2>{t(key::SENT_KEY_TITLE)}</h2>
                <p class="soft">{t(key::SENT_KEY_HINT)}</p>
                <p class="key__number" id="key">{number}</p>
                <button class="button button--plain button--small" type="button" aria-controls="key" on:click=move |_| shown.update(|shown| *shown = !*shown)>
                    {toggle}
                </button>
            </div>
        </section>
    }
    .into_any()
}

pub fn keep(portal: Portal, row: Memo<Row>, key_shown: RwSignal<bool>) -> AnyView {
    let told = RwSignal::new(None::<String>);
    let copy = move |_| {
        let text = row.with_untracked(copy_text);
        keeping::copy(text, told, t(key::SENT_COPIED), t(key::SENT_NOT_COPIED));
    };
    let file = move |_| {
        let row = row.get_untracked();
        let name = format!("{}-{}.txt", t(key::SENT_FILE_NAME), row.number());
        let made = keeping::save_file(&name, &untrack(|| file_text(portal, &row)));
        told.set(Some(t(if made { key::SENT_FILE_MADE } else { key::SENT_FILE_NO })));
    };
    let print = move |_| {
        // Paper is asked for on purpose, and the key is what it is for.
        key_shown.set(true);
        request_animation_frame(keeping::print);
    };
    let share = keeping::can_share().then(|| {
        let share = move |_| {
            let text = row.with_untracked(|row| share_text(portal, row));
            keeping::share(text);
        };
        view! { <button class="button button--plain" type="button" on:click=share>{icon("share", "")}{t(key::SENT_SHARE)}</button> }
    });
    view! {
        <div class="buttons">
            <button class="button button--plain" type="button" on:click=copy>{icon("copy", "")}{t(key::SENT_COPY)}</button>
            <button class="button button--plain" type="button" on:click=file>{icon("download", "")}{t(key::SENT_FILE)}</button>
            <button class="button button--plain" type="button" on:click=print>{icon("print", "")}{t(key::SENT_PRINT)}</button>
            {share}
        </div>
        <p class="soft" role="status">{move || told.get()}</p>
    }
    .into_any()
}

fn key_of(row: &Row) -> String {
    match &row.numbers {
        Numbers::Ours { key, .. } => key.grouped(),
        Numbers::Reference(_) => "–".to_owned(),
    }
}

fn copy_text(row: &Row) -> String {
    fill(key::SENT_COPY_TEXT, &[("ticket", &standing::number(row)), ("key", &key_of(row))])
}

/// Without the key: who shares, shares with others.
fn share_text(portal: Portal, row: &Row) -> String {
    let link = row.ticket_now().map(|ticket| keeping::link(portal, &ticket)).unwrap_or_default();
    fill(key::SENT_SHARE_TEXT, &[("ticket", &standing::number(row)), ("link", &link)])
}

fn file_text(portal: Portal, row: &Row) -> String {
    let at = Instant::from_unix_seconds(row.saved_at);
    let at = at.map_or_else(String::new, |at| language::date(portal, at, DateStyle::DayAndTime));
    let link = row.ticket_now().map(|ticket| keeping::link(portal, &ticket)).unwrap_or_default();
    let values = [
        ("portal", portal.name),
        ("ticket", &standing::number(row)),
        ("key", &key_of(row)),
        ("desk", &portal.desk_name(&row.desk)),
        ("time", &at),
        ("word", &standing::word(&row.word)),
        ("link", &link),
    ];
    fill(key::SENT_FILE_TEXT, &values)
}

/// The home screen, now that there is something to come back to.
pub fn install() -> AnyView {
    let shown = RwSignal::new(installing::now());
    (move || match shown.get() {
        Installing::Nothing => ().into_any(),
        Installing::ByHand => view! { <p class="soft">{t(key::INSTALL_IOS)}</p> }.into_any(),
        Installing::Offered => view! {
            <section class="card stack">
                <h2>{t(key::INSTALL_TITLE)}</h2>
                <p class="soft">{t(key::INSTALL_WHY)}</p>
                <button class="button button--plain" type="button" on:click=move |_| installing::offer(shown)>{t(key::INSTALL_GO)}</button>
            </section>
        }
        .into_any(),
    })
    .into_any()
}
