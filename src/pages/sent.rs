//! The receipt: number and key at once, online or off, and the true word for where the report stands (R12). It says
//! *received* only because it was proved, and changes as that does.

mod keep;
mod next;

use crate::{
    i18n::{fill, key, t},
    pages::{going_on, loading, photos, pin, standing, urgent},
    routes,
    state::{
        Portal, calling, drafts, going,
        language::{self, DateStyle},
        outbox::{self, Command, Row, outbox},
        pin as locks, use_portal,
    },
    ui::notice::{Tone, notice, words},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use tanggap_core::{instant::Instant, outbox::words::Word};

pub fn page() -> AnyView {
    let portal = use_portal();
    let fragment = use_location().hash;
    let mirror = outbox();
    let row = Memo::new(move |_| {
        fragment.with(|fragment| {
            mirror.with(|outbox| outbox.by_number(fragment.trim_start_matches('#')).cloned())
        })
    });
    let mirror = outbox();
    // Whether it is there, and if not, whether that is known.
    let there = Memo::new(move |_| {
        (row.with(Option::is_some), row.with(Option::is_some) || mirror.with(|outbox| outbox.begun))
    });
    let mirror = outbox();
    let calling = Memo::new(move |_| {
        let open = row.with(|row| row.as_ref().is_some_and(|row| calling::is_open(&row.word)));
        open && mirror.with(|outbox| outbox.call_first)
    });
    going_on::follow_what_opens();
    let lock = locks::lock();
    let mirror = outbox();
    // Who has just sent it sees its number, whoever has set a PIN on this phone.
    let locked = Memo::new(move |_| {
        let sent_here = row.with(|row| {
            mirror.with(|outbox| row.as_ref().is_some_and(|row| outbox.sent_here.contains(row.uid.as_str())))
        });
        lock.get() == locks::Lock::Locked && !sent_here
    });
    (move || {
        portal.language.track();
        match (there.get(), row.get_untracked()) {
            ((true, _), Some(first)) if calling.get() => call_first(portal, &first),
            _ if locked.get() => pin::asked(portal),
            ((true, _), Some(first)) => receipt(portal, &first, Signal::derive(move || row.get())),
            ((_, false), _) => loading::loading(portal),
            _ => elsewhere(portal),
        }
    })
    .into_any()
}

/// An emergency, and no proof in time.
fn call_first(portal: Portal, row: &Row) -> AnyView {
    let uid = row.uid.clone();
    let stop = Callback::new(move |()| {
        calling::stop();
        outbox::tell(portal, Command::TakeBack(uid.clone()));
    });
    urgent::urgent(portal, key::EMERGENCY_NO_PROOF, Callback::new(|()| calling::send_later()), stop)
}

/// A number of another device, or of a report that was removed here.
fn elsewhere(portal: Portal) -> AnyView {
    going::arrive(portal, &t(key::SENT_TITLE));
    view! {
        <main class="page">
            <h1 tabindex="-1">{t(key::SENT_TITLE)}</h1>
            {notice(Tone::Info, None, words(t(key::SENT_ELSEWHERE)))}
            <div class="buttons">
                <a class="button" href=routes::href(routes::TRACK)>{t(key::TRACK_TITLE)}</a>
                <a class="button button--plain" href=routes::href(routes::OUTBOX)>{t(key::OUTBOX_TITLE)}</a>
            </div>
        </main>
    }
    .into_any()
}

fn receipt(portal: Portal, first: &Row, row: Signal<Option<Row>>) -> AnyView {
    going::arrive(portal, &t(key::SENT_TITLE));
    let uid = first.uid.clone();
    calling::watch(uid.clone());
    // The draft has become this report: the next begins empty.
    Effect::new(move || {
        if drafts::uid_at_hand().as_ref() == Some(&uid) {
            drafts::let_go(portal);
        }
        outbox().update(|outbox| outbox.saving = outbox::Saving::Not);
    });
    // A row that is removed leaves the page as it was until it goes.
    let last = first.clone();
    let row = Memo::new(move |before: Option<&Row>| {
        row.get().or_else(|| before.cloned()).unwrap_or_else(|| last.clone())
    });
    let key_shown = RwSignal::new(false);
    let name = move || t(row.with(standing::number_name));
    let number = move || row.with(standing::number);
    view! {
        <main class="page">
            <div class=move || row.with(card_class)>
                <div class="ticket__state" role="status">{move || row.with(standing_words(portal))}</div>
                <h1 tabindex="-1" class="ticket__title">{name}</h1>
                <p class="ticket__number">{number}</p>
                {move || row.with(numbers_beside)}
            </div>
            {move || row.with(|row| mend(portal, row))}
            <div class="screen-only">{move || row.with(|row| photos::on_their_way(portal, row))}</div>
            {first.has_key().then(|| keep::key_card(portal, first, key_shown))}
            {keep::keep(portal, row, key_shown)}
            {next::next(portal, row)}
            {keep::install()}
            <div class="buttons">
                {first.has_key().then(|| follow(row))}
                <a class="button button--plain" href=routes::href(routes::OUTBOX)>{t(key::OUTBOX_TITLE)}</a>
                <a class="button button--plain" href=routes::href(routes::HOME)>{t(key::SENT_ANOTHER)}</a>
            </div>
        </main>
    }
    .into_any()
}

/// Green only once it has arrived: what still waits must not look done.
fn card_class(row: &Row) -> &'static str {
    if standing::tone(&row.word) == Tone::Good { "ticket ticket--received" } else { "ticket" }
}

/// Chip, and a line that says what it means. Only what has changed is said again.
fn standing_words(portal: Portal) -> impl Fn(&Row) -> AnyView {
    move |row| {
        let received =
            row.received_at.as_ref().filter(|_| matches!(row.word, Word::Received { .. })).map(|at| {
                let at = Instant::parse(at, portal.config().utc_offset);
                let at = at.map_or_else(String::new, |at| language::date(portal, at, DateStyle::DayAndTime));
                fill(key::SENT_WORDS, &[("desk", &portal.desk_name(&row.desk)), ("time", &at)])
            });
        let lines = [received, standing::about(&row.word), standing::reason(row)];
        view! {
            {standing::chip(&row.word)}
            {lines.into_iter().flatten().map(|line| view! { <p class="ticket__words">{line}</p> }).collect_view()}
        }
        .into_any()
    }
}

/// Numbers that stand beside the one that counts.
fn numbers_beside(row: &Row) -> AnyView {
    let renumbered = row.renumbered.as_ref().map(|_| {
        let old = row.grouped_ticket().unwrap_or_default();
        fill(key::SENT_RENUMBERED, &[("old", &old)])
    });
    let other = row.other_number.as_ref().map(|number| fill(key::OUTBOX_OTHER_NUMBER, &[("number", number)]));
    let reference = (!row.has_key()).then(|| t(key::SENT_REFERENCE_WORDS));
    let lines = [renumbered, other, reference].into_iter().flatten();
    lines.map(|line| view! { <p class="ticket__words">{line}</p> }).collect_view().into_any()
}

/// What a person can do about it, where something can be done.
fn mend(portal: Portal, row: &Row) -> AnyView {
    let uid = row.uid.clone();
    match &row.word {
        Word::NotSent => view! {
            <div class="buttons screen-only">
                <button class="button" type="button" on:click=move |_| outbox::tell(portal, Command::SendNow)>{t(key::OUTBOX_SEND_NOW)}</button>
            </div>
        }
        .into_any(),
        Word::Refused => {
            let inside = view! {
                {standing::refusals(row)}
                <button class="button" type="button" on:click=move |_| outbox::tell(portal, Command::Correct(uid.clone()))>{t(key::OUTBOX_CORRECT)}</button>
            };
            notice(Tone::Alarm, Some(t(key::OUTBOX_REFUSED)), inside.into_any())
        }
        _ => ().into_any(),
    }
}

/// Following by number makes sense once somebody knows it.
fn follow(row: Memo<Row>) -> impl IntoView {
    move || {
        let row = row.get();
        let known = row.received_at.is_some();
        row.ticket_now().filter(|_| known).map(|ticket| {
            view! { <a class="button" href=routes::href(routes::ticket(&ticket))>{t(key::SENT_FOLLOW)}</a> }
        })
    }
}
