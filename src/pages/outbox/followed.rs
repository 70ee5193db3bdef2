//! What is known of the reports of this device, and of others that are followed here: the last state with its age, and
//! what has changed since somebody looked.

use crate::{
    i18n::{fill, key, t},
    pages::ticket::status_word,
    routes,
    state::{
        Portal, following,
        language::{self, DateStyle},
        outbox::{Row, outbox},
        tracking::{self, Known},
    },
};
use leptos::prelude::*;
use tanggap_core::{following::Followed, instant::Instant, ticket::Ticket};

/// Of a report of this device, once it has a number.
pub fn of_own(portal: Portal, row: &Row) -> AnyView {
    let Some(ticket) = row.ticket_now().filter(|_| row.received_at.is_some()) else { return ().into_any() };
    let list = following::following();
    let number = ticket.digits().to_owned();
    let followed = Memo::new(move |_| list.with(|list| list.by_number.get(&number).cloned()));
    (move || followed.get().map(|followed| state(portal, &ticket, &followed))).into_any()
}

/// Those of others, or of another device.
pub fn others(portal: Portal) -> impl IntoView {
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
    move || {
        let items = numbers.get().into_iter().filter_map(|number| other(portal, &number)).collect_view();
        (!items.is_empty()).then(|| {
            view! {
                <section class="stack">
                    <h2>{t(key::FOLLOW_TITLE)}</h2>
                    <ul class="items">{items}</ul>
                </section>
            }
        })
    }
}

fn other(portal: Portal, number: &str) -> Option<AnyView> {
    let ticket = Ticket::parse(number).ok()?;
    let followed = following::of(number)?;
    let known = tracking::known(portal, &followed, true);
    let title = known.map(|known| known.report.service_name).filter(|name| !name.is_empty());
    let gone = number.to_owned();
    Some(view! {
        <li class="card item">
            <h3 class="item__title">{title.unwrap_or_else(|| t(key::OUTBOX_LABEL))}" "<span class="digits">{ticket.grouped()}</span></h3>
            {state(portal, &ticket, &followed)}
            <button class="button button--link" type="button" on:click=move |_| following::forget(portal, &gone)>{t(key::FOLLOW_STOP)}</button>
        </li>
    }
    .into_any())
}

fn state(portal: Portal, ticket: &Ticket, followed: &Followed) -> AnyView {
    let known = tracking::known(portal, followed, true);
    let address = routes::href(routes::ticket(ticket));
    let shown = known.map(|known| lines(portal, &known));
    view! {
        {shown}
        <a class="button button--plain button--small" href=address>{t(key::SENT_FOLLOW)}</a>
    }
    .into_any()
}

fn lines(portal: Portal, known: &Known) -> AnyView {
    let class = if known.report.status.is_open() { "chip chip--work" } else { "chip chip--good" };
    let at = known.as_of.and_then(Instant::from_unix_seconds);
    let at =
        at.map(|at| fill(key::FOLLOW_AS_OF, &[("time", &language::date(portal, at, DateStyle::DayAndTime))]));
    let news =
        (!known.changes.is_empty()).then(|| view! { <li class="chip chip--wait">{t(key::FOLLOW_NEWS)}</li> });
    let asked = known
        .report
        .waiting_for_reporter
        .then(|| view! { <li class="chip chip--alarm">{t(key::TICKET_ASKED_TITLE)}</li> });
    view! {
        <ul class="chips">
            <li class=class>{status_word(&known.report.status)}</li>
            {(!known.report.desk.is_empty()).then(|| view! { <li class="chip">{portal.desk_name(&known.report.desk)}</li> })}
            {news}
            {asked}
        </ul>
        {at.map(|at| view! { <p class="soft">{at}</p> })}
    }
    .into_any()
}

/// Asks after all of them.
pub fn refresh(portal: Portal) -> impl IntoView {
    let list = following::following();
    let known = Memo::new(move |_| list.with(|list| (list.by_number.is_empty(), list.asking)));
    move || {
        let (none, asking) = known.get();
        (!none).then(|| {
            let word = if asking { key::FOLLOW_ASKING } else { key::TICKET_REFRESH };
            let press = move |_| leptos::task::spawn_local(following::refresh(portal, true));
            view! {
                <div class="buttons screen-only">
                    <button class="button button--plain" type="button" aria-disabled=asking.then_some("true") on:click=press>{t(word)}</button>
                </div>
            }
        })
    }
}
