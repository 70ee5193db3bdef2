//! What is known of the reports of this device, and of others that are followed here: the last state with its age, and
//! what has changed since somebody looked.

use crate::{
    i18n::{Key, fill, key, t},
    pages::ticket::status_word,
    routes,
    state::{
        Portal, device, following,
        language::{self, DateStyle},
        outbox::{Row, outbox},
        tracker::{self, Known},
    },
    ui::fresh::{fresh_by, fresh_words},
};
use leptos::prelude::*;
use tanggap_core::{instant::Instant, status::Status, ticket::Ticket};

/// Where a report of this device stands at the office, behind the word for its delivery; nothing before it has a number.
pub fn own_line(portal: Portal, row: &Row) -> AnyView {
    let Some(ticket) = own(row) else { return ().into_any() };
    let known = known(portal, &ticket);
    fresh_by(move || known().flatten(), move |known| known.map(|known| at_the_office(portal, &known)))
}

/// What is new about a report of this device, and the way to it.
pub fn of_own(portal: Portal, row: &Row) -> AnyView {
    let Some(ticket) = own(row) else { return ().into_any() };
    let known = known(portal, &ticket);
    let known = Memo::new(move |_| known());
    let address = routes::href(routes::ticket(&ticket));
    let follow = move |is_followed: bool| is_followed.then(|| link(address.clone()));
    let about = move |known: Option<Known>| known.map(|known| news(portal, &known, key::TICKET_ASKED_YOU));
    view! {
        {fresh_by(move || known.get().flatten(), about)}
        {fresh_by(move || known.with(Option::is_some), follow)}
    }
    .into_any()
}

fn own(row: &Row) -> Option<Ticket> {
    row.ticket_now().filter(|_| row.received_at.is_some())
}

/// What is known of a report that is followed; `None` where it isn't.
fn known(portal: Portal, ticket: &Ticket) -> impl Fn() -> Option<Option<Known>> + Send + Sync + use<> {
    let (list, number) = (following::following(), ticket.digits().to_owned());
    move || {
        let followed = list.with(|list| list.by_number.get(&number).cloned())?;
        Some(tracker::known(portal, &followed, true))
    }
}

fn shown(portal: Portal, known: Memo<Option<Option<Known>>>) -> AnyView {
    let draw = move |known: Known| {
        let class = if known.report.status.is_open() { "chip chip--work" } else { "chip chip--good" };
        view! {
            <div class="item__line">
                <p class=class>{status_word(&known.report.status)}</p>
                <p>{desk_name(portal, &known)}</p>
            </div>
            {news(portal, &known, key::TICKET_ASKED_TITLE)}
        }
    };
    fresh_by(move || known.get().flatten(), move |known| known.map(draw))
}

fn link(address: String) -> AnyView {
    view! { <p><a class="button button--plain button--small" href=address>{t(key::SENT_FOLLOW)}</a></p> }
        .into_any()
}

/// Those of others, or of another device.
pub fn others(portal: Portal) -> AnyView {
    let (list, mirror) = (following::following(), outbox());
    let numbers = Memo::new(move |_| {
        let own = mirror.with(|outbox| {
            outbox
                .rows
                .iter()
                .filter_map(|row| Some(row.ticket_now()?.digits().to_owned()))
                .collect::<Vec<_>>()
        });
        list.with(|list| {
            list.by_number.keys().filter(|number| !own.contains(number)).cloned().collect::<Vec<_>>()
        })
    });
    let section = move |any: bool| {
        any.then(|| {
            view! {
                <section class="stack">
                    <h2>{t(key::FOLLOW_TITLE)}</h2>
                    <ul class="items"><For each=move || numbers.get() key=String::clone children=move |number| other(portal, &number)/></ul>
                </section>
            }
        })
    };
    fresh_by(move || numbers.with(|numbers| !numbers.is_empty()), section)
}

fn other(portal: Portal, number: &str) -> Option<AnyView> {
    let ticket = Ticket::parse(number).ok()?;
    let known = known(portal, &ticket);
    let known = Memo::new(move |_| known());
    let title = move || {
        let name = known.get().flatten().map(|known| known.report.service_name);
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| t(key::OUTBOX_LABEL))
    };
    let gone = number.to_owned();
    Some(view! {
        <li class="card item">
            <h3 class="item__title">{fresh_words(title)}" "<span class="digits" translate="no">{ticket.grouped()}</span></h3>
            {shown(portal, known)}
            {link(routes::href(routes::ticket(&ticket)))}
            <button class="button button--link" type="button" on:click=move |_| following::forget(portal, &gone)>{t(key::FOLLOW_STOP)}</button>
        </li>
    }
    .into_any())
}

/// Status and desk in a few words. That it was received says the word for its delivery already.
fn at_the_office(portal: Portal, known: &Known) -> AnyView {
    let status = Some(&known.report.status).filter(|status| **status != Status::Received).map(status_word);
    let words: Vec<String> = status.into_iter().chain(desk_name(portal, known)).collect();
    view! { <p>{words.join(" · ")}</p> }.into_any()
}

fn desk_name(portal: Portal, known: &Known) -> Option<String> {
    (!known.report.desk.is_empty()).then(|| portal.desk_name(&known.report.desk))
}

/// What has changed since somebody looked, what the office asks, and how old all of it is.
fn news(portal: Portal, known: &Known, asked: Key) -> AnyView {
    let at = known.as_of.and_then(Instant::from_unix_seconds);
    let at =
        at.map(|at| fill(key::FOLLOW_AS_OF, &[("time", &language::date(portal, at, DateStyle::Moment))]));
    let changed = !known.changes.is_empty();
    let waits = known.report.waiting_for_reporter;
    let chips = (changed || waits).then(|| {
        view! {
            <ul class="chips">
                {changed.then(|| view! { <li class="chip chip--wait">{t(key::FOLLOW_NEWS)}</li> })}
                {waits.then(|| view! { <li class="chip chip--alarm">{t(asked)}</li> })}
            </ul>
        }
    });
    view! { {chips}{at.map(|at| view! { <p class="soft">{at}</p> })} }.into_any()
}

/// Asks after all of them.
pub fn refresh(portal: Portal) -> AnyView {
    let list = following::following();
    let known = Memo::new(move |_| list.with(|list| (list.by_number.is_empty(), list.asking)));
    let asking = move || known.get().1;
    let pressed = RwSignal::new(0_u32);
    let no_line = Memo::new(|_| device::no_line());
    // Said once more for whoever asks once more.
    let old = move || (pressed.get(), no_line.get());
    let told = |(_, no_line): (u32, bool)| no_line.then(|| view! { <span>{t(key::FOLLOW_NO_LINE)}</span> });
    let button = move |none: bool| {
        (!none).then(|| {
            let words = move || t(if asking() { key::FOLLOW_ASKING } else { key::TICKET_REFRESH });
            let press = move |_| {
                pressed.update(|pressed| *pressed += 1);
                leptos::task::spawn_local(following::refresh(portal, true));
            };
            view! {
                <p class="soft" role="status">{fresh_by(old, told)}</p>
                <div class="buttons screen-only">
                    <button class="button button--plain" type="button" aria-disabled=move || asking().then_some("true") on:click=press>{fresh_words(words)}</button>
                </div>
            }
        })
    };
    fresh_by(move || known.get().0, button)
}
