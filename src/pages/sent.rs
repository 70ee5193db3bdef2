//! The receipt: number and key at once, online or off, and the true word for where the report stands (R12). It says
//! *received* only because it was proved, and changes as that does.

mod copies;
mod keep;
mod next;

use crate::{
    i18n::{fill, key, t},
    pages::{danger, going_on, in_memory, loading, photos, pin, send_now::send_now, standing, urgent},
    routes,
    state::{
        Portal,
        device::{self, lasts},
        emergency_gate,
        language::{self, DateStyle},
        navigation,
        outbox::{self, Row, outbox},
        pin as locks, share, use_portal,
    },
    ui::{
        fresh::{fresh, fresh_by, fresh_words},
        icon::icon,
        notice::{Tone, notice, words},
        number::with_numbers,
        qr::qr,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use tanggap_core::{instant::Instant, outbox::words::Word, ticket::Ticket};

pub fn page() -> AnyView {
    let portal = use_portal();
    let fragment = use_location().hash;
    let mirror = outbox();
    let row = Memo::new(move |_| {
        fragment.with(|fragment| {
            mirror.with(|outbox| outbox.by_number(fragment.trim_start_matches('#')).cloned())
        })
    });
    // Whether it is there, and if not, whether that is known.
    let there = Memo::new(move |_| (row.with(Option::is_some), row.with(Option::is_some) || device::begun()));
    let calling = Memo::new(move |_| {
        let open = row.with(|row| row.as_ref().is_some_and(|row| emergency_gate::is_open(&row.word)));
        open && emergency_gate::is_closed()
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
    fresh(move || {
        portal.language.track();
        match (there.get(), row.get_untracked()) {
            ((true, _), Some(first)) if calling.get() => call_first(portal, &first),
            _ if locked.get() => pin::asked(portal),
            ((true, _), Some(first)) => receipt(portal, &first, Signal::derive(move || row.get())),
            ((_, false), _) => loading::loading(portal),
            _ => elsewhere(portal),
        }
    })
}

/// An emergency, and no proof in time.
fn call_first(portal: Portal, row: &Row) -> AnyView {
    let (uid, sent_later) = (row.uid.clone(), row.uid.clone());
    let later = Callback::new(move |()| emergency_gate::send_later(Some(sent_later.clone())));
    let beside = danger::beside_report(portal, row);
    let stop = Callback::new(move |()| {
        emergency_gate::stop();
        outbox::tell(portal, outbox::Wish::TakeBack(uid.clone()));
    });
    urgent::urgent(portal, key::EMERGENCY_NO_PROOF, beside, later, stop)
}

/// A number of another device, or of a report that was removed here.
fn elsewhere(portal: Portal) -> AnyView {
    navigation::arrive(portal, &t(key::SENT_TITLE));
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
    navigation::arrive(portal, &t(key::SENT_TITLE));
    let uid = first.uid.clone();
    emergency_gate::watch(uid.clone());
    // The draft has become this report: the next begins empty.
    Effect::new(move || outbox::has_receipt(portal, &uid));
    // A row that is removed leaves the page as it was until it goes.
    let last = first.clone();
    let row = Memo::new(move |before: Option<&Row>| {
        row.get().or_else(|| before.cloned()).unwrap_or_else(|| last.clone())
    });
    let name = move || t(row.with(standing::number_name));
    let number = move || row.with(standing::number);
    let said = move || {
        let _tracked = lasts();
        row.with(|row| standing_words(portal, row))
    };
    view! {
        <main class="page">
            <p class="print-only"><strong>{portal.name}</strong><br/>{share::address(portal)}</p>
            <div class=move || row.with(card_class)>
                <div class="ticket__state" role="status">
                    {fresh_by(move || (row.with(|row| row.word.clone()), lasts()), |(word, _)| standing::chip(&word))}
                    {lines(said)}
                </div>
                <h1 tabindex="-1" class="ticket__title">{fresh_words(name)}</h1>
                <p class="ticket__number" translate="no">{fresh_words(number)}</p>
                {fresh_by(move || row.with(|row| (row.renumbered.clone(), row.other_number.clone())), move |_| row.with_untracked(numbers_beside))}
                {fresh_by(move || row.with(Row::ticket_now), move |ticket| ticket.map(|ticket| code(portal, row, &ticket)))}
            </div>
            {danger::of_report(portal, row)}
            {in_memory::warning(row)}
            {send_now(portal, Memo::new(move |_| Some(row.get())), false)}
            {fresh_by(move || row.with(|row| (row.word.clone(), row.errors.clone())), move |_| row.with_untracked(|row| mend(portal, row)))}
            <div class="screen-only">{photos::on_their_way(portal, Memo::new(move |_| Some(row.get())))}</div>
            {keep::keep(portal, row)}
            {fresh_by(move || row.with(|row| row.word == Word::Refused), move |is_refused| (!is_refused).then(|| next::next(portal, row)))}
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

/// The number as a code, with what it is for, and the way to hand it to others. The key is in neither.
fn code(portal: Portal, row: Memo<Row>, ticket: &Ticket) -> AnyView {
    let share = share::can_share().then(|| {
        let press = move |_| share::share(row.with_untracked(|row| copies::share(portal, row)));
        view! { <button class="button button--plain button--small screen-only" type="button" on:click=press>{icon("share", "")}{t(key::SENT_SHARE)}</button> }
    });
    view! {
        <figure class="ticket__code">
            {qr(&share::link(portal, ticket), t(key::SENT_QR))}
            <figcaption class="soft">{t(key::SENT_QR_CAPTION)}</figcaption>
        </figure>
        {share}
    }
    .into_any()
}

/// Green only once it has arrived: what still waits must not look done.
fn card_class(row: &Row) -> &'static str {
    if standing::tone(&row.word) == Tone::Good { "ticket ticket--received" } else { "ticket" }
}

/// What the chip means.
fn standing_words(portal: Portal, row: &Row) -> Vec<String> {
    let received = row.received_at.as_ref().filter(|_| matches!(row.word, Word::Received { .. })).map(|at| {
        let at = Instant::parse(at, portal.config().utc_offset);
        let at = at.map_or_else(String::new, |at| language::date(portal, at, DateStyle::Moment));
        fill(key::SENT_WORDS, &[("desk", &portal.desk_name(&row.desk)), ("time", &at)])
    });
    [received, standing::about(&row.word), standing::reason(row)].into_iter().flatten().collect()
}

/// Each is there once, and only what has changed is said again.
fn lines(words: impl Fn() -> Vec<String> + Send + Sync + 'static) -> AnyView {
    let line = |line| view! { <p class="ticket__words">{line}</p> };
    view! { <For each=words key=String::clone children=line/> }.into_any()
}

/// Numbers that stand beside the one that counts.
fn numbers_beside(row: &Row) -> AnyView {
    let renumbered = row.renumbered.as_ref().map(|_| {
        let old = row.grouped_ticket().unwrap_or_default();
        with_numbers(&t(key::SENT_RENUMBERED), &[("old", &old)])
    });
    let other = row.other_number.as_ref();
    let other = other.map(|number| with_numbers(&t(key::OUTBOX_OTHER_NUMBER), &[("number", number)]));
    let reference = (!row.has_key()).then(|| t(key::SENT_REFERENCE_WORDS).into_any());
    let lines = [renumbered, other, reference].into_iter().flatten();
    lines.map(|line| view! { <p class="ticket__words">{line}</p> }).collect_view().into_any()
}

/// What a person can do about it, where something can be done.
fn mend(portal: Portal, row: &Row) -> AnyView {
    let uid = row.uid.clone();
    match &row.word {
        Word::Refused => {
            let inside = view! {
                {standing::refusals(row)}
                <button class="button" type="button" on:click=move |_| outbox::tell(portal, outbox::Wish::Correct(uid.clone()))>{t(key::OUTBOX_CORRECT)}</button>
            };
            notice(Tone::Alarm, Some(t(key::OUTBOX_REFUSED)), inside.into_any())
        }
        _ => ().into_any(),
    }
}

/// Following by number makes sense once somebody knows it.
fn follow(row: Memo<Row>) -> AnyView {
    let known = move || row.with(|row| row.ticket_now().filter(|_| row.received_at.is_some()));
    fresh_by(known, |known| {
        known.map(|ticket| {
            view! { <a class="button" href=routes::href(routes::ticket(&ticket))>{t(key::SENT_FOLLOW)}</a> }
        })
    })
}
