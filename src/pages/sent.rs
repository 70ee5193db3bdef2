//! The receipt: the number, the key, and what happens next. It says *received* because it was proved.

use crate::{
    i18n::{fill, key, t},
    routes,
    state::{
        Portal, going,
        installing::{self, Installing},
        keeping,
        language::{self, DateStyle},
        outgoing::{self, Parcel, State},
        use_portal,
    },
    ui::{icon::icon, qr::qr},
};
use leptos::prelude::*;
use leptos_router::{LazyRoute, NavigateOptions, components::Redirect, lazy_route};
use tanggap_core::{instant::Instant, ticket::Ticket, wire::Receipt};

pub struct SentPage;

#[lazy_route]
impl LazyRoute for SentPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let portal = use_portal();
        (move || {
            portal.language.track();
            let sent = portal.outgoing.with(|outgoing| (outgoing.parcel.clone(), outgoing.state.clone()));
            match sent {
                (Some(parcel), State::Received(receipt)) => receipt_page(portal, &parcel, &receipt),
                _ => {
                    // In place of this address: Back would else lead here again.
                    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
                    view! { <Redirect path=routes::HOME options/> }.into_any()
                }
            }
        })
        .into_any()
    }
}

fn receipt_page(portal: Portal, parcel: &Parcel, receipt: &Receipt) -> AnyView {
    going::arrive(portal, &t(key::SENT_TITLE));
    let desk = portal.desk_name(&parcel.desk);
    let at = Instant::parse(&receipt.received_at, portal.config().utc_offset);
    let at = at.map_or_else(String::new, |at| language::date(portal, at, DateStyle::DayAndTime));
    let renumbered = receipt.renumbered.then(|| {
        let values = [("old", parcel.ticket.grouped())];
        view! { <p class="ticket__words">{fill(key::SENT_RENUMBERED, &values.each_ref().map(|(name, text)| (*name, text.as_str())))}</p> }
    });
    Effect::new(move || outgoing::let_go_of_draft(portal));
    view! {
        <main class="page">
            <div class="ticket">
                <p class="chip chip--good">{icon("check", "")}{t(key::SENT_RECEIVED)}</p>
                <h1 tabindex="-1" class="ticket__title">{t(key::SENT_NUMBER)}</h1>
                <p class="ticket__number">{receipt.ticket.grouped()}</p>
                <p class="ticket__words">{fill(key::SENT_WORDS, &[("desk", &desk), ("service", &parcel.service_name), ("time", &at)])}</p>
                {renumbered}
            </div>
            {key_card(portal, parcel, &receipt.ticket)}
            {keep(parcel, &receipt.ticket)}
            {next(portal, parcel, &receipt.ticket)}
            {install()}
            <div class="buttons">
                <a class="button" href=routes::href(routes::ticket(&receipt.ticket))>{t(key::SENT_FOLLOW)}</a>
                <a class="button button--plain" href=routes::href(routes::HOME)>{t(key::SENT_ANOTHER)}</a>
            </div>
        </main>
    }
    .into_any()
}

/// The key, hidden until asked for: somebody may look over a shoulder.
fn key_card(portal: Portal, parcel: &Parcel, ticket: &Ticket) -> AnyView {
    let shown = RwSignal::new(false);
    let grouped = parcel.key.grouped();
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

fn keep(parcel: &Parcel, ticket: &Ticket) -> AnyView {
    let copied = RwSignal::new(None::<bool>);
    let text = fill(key::SENT_COPY_TEXT, &[("ticket", &ticket.grouped()), ("key", &parcel.key.grouped())]);
    let copy = move |_| leptos::task::spawn_local(keeping::copy(text.clone(), copied));
    let outcome =
        move || copied.get().map(|done| t(if done { key::SENT_COPIED } else { key::SENT_NOT_COPIED }));
    view! {
        <div class="buttons">
            <button class="button button--plain" type="button" on:click=copy>{icon("copy", "")}{t(key::SENT_COPY)}</button>
            <button class="button button--plain" type="button" on:click=|_| keeping::print()>{icon("print", "")}{t(key::SENT_PRINT)}</button>
        </div>
        <p class="soft" role="status">{outcome}</p>
    }
    .into_any()
}

/// The home screen, now that there is something to come back to.
fn install() -> AnyView {
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

/// What happens next and by when, as the desk's own clock for this service says.
fn next(portal: Portal, parcel: &Parcel, ticket: &Ticket) -> AnyView {
    let by = parcel.clock.as_ref().map(|clock| {
        let unit = if clock.working { key::CLOCK_WORKING_DAYS } else { key::CLOCK_DAYS };
        fill(key::SENT_NEXT_BY, &[("days", &fill(unit, &[("days", &clock.days.to_string())]))])
    });
    let desk = portal.desk_name(&parcel.desk);
    view! {
        <section class="stack">
            <h2>{t(key::SENT_NEXT)}</h2>
            <ol class="timeline">
                <li class="timeline__item timeline__item--next"><p class="timeline__what">{fill(key::SENT_NEXT_READ, &[("desk", &desk)])}</p></li>
                <li class="timeline__item timeline__item--next">
                    <p class="timeline__what">{t(key::SENT_NEXT_ANSWER)}</p>
                    {by.map(|by| view! { <p class="timeline__when">{by}</p> })}
                </li>
                <li class="timeline__item timeline__item--next">
                    <p class="timeline__what">{t(key::SENT_NEXT_FOLLOW)}</p>
                    <p class="timeline__when digits">{ticket.grouped()}</p>
                </li>
            </ol>
        </section>
    }
    .into_any()
}
