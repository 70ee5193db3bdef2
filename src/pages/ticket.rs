//! Where a report stands: its status, its clock, and what happened so far. The number is in the fragment.

mod timeline;

use crate::{
    form::problem,
    i18n::{fill, key, t},
    routes,
    state::{
        Portal, going,
        language::{self, DateStyle},
        tracking::{Tracking, track},
        use_portal,
    },
    ui::{
        back_link,
        notice::{Tone, notice, words},
    },
};
use leptos::prelude::*;
use leptos_router::{LazyRoute, hooks::use_location, lazy_route};
use tanggap_core::{
    instant::Instant,
    ticket::Ticket,
    wire::{ClockReading, Tracked, Update},
};
use timeline::{status_word, timeline};

pub struct TicketPage {
    fragment: Memo<String>,
}

#[lazy_route]
impl LazyRoute for TicketPage {
    fn data() -> Self {
        Self { fragment: use_location().hash }
    }

    fn view(this: Self) -> AnyView {
        let portal = use_portal();
        (move || {
            portal.language.track();
            going::arrive(portal, &t(key::TICKET_TITLE));
            match Ticket::parse(this.fragment.get().trim_start_matches('#')) {
                Ok(ticket) => followed(portal, ticket),
                Err(fault) => page(
                    None,
                    view! {
                        <h1 tabindex="-1">{t(key::TICKET_TITLE)}</h1>
                        {notice(Tone::Wait, None, words(problem::ticket_words(fault)))}
                    }
                    .into_any(),
                ),
            }
        })
        .into_any()
    }
}

fn page(ticket: Option<&Ticket>, inside: AnyView) -> AnyView {
    let number = ticket.map(|ticket| view! { <p class="soft digits">{ticket.grouped()}</p> });
    view! {
        <main class="page">
            {back_link(routes::href(routes::TRACK), t(key::TICKET_OTHER))}
            {number}
            {inside}
        </main>
    }
    .into_any()
}

fn followed(portal: Portal, ticket: Ticket) -> AnyView {
    let state = RwSignal::new(Tracking::Asking);
    let ask = {
        let ticket = ticket.clone();
        move || leptos::task::spawn_local(track(portal, ticket.clone(), state))
    };
    ask();
    // The answer brings a heading of its own, and the one that had the focus is gone.
    Effect::new(move || {
        if state.with(|state| *state != Tracking::Asking) {
            going::arrive(portal, &t(key::TICKET_TITLE));
        }
    });
    let again = Callback::new(move |()| ask());
    let inside = move || {
        match state.get() {
        Tracking::Asking => {
            view! { <h1 tabindex="-1">{t(key::TICKET_TITLE)}</h1><p class="soft" role="status">{t(key::PAGE_LOADING)}</p> }.into_any()
        }
        Tracking::Unknown => silent(key::TICKET_UNKNOWN_TITLE, key::TICKET_UNKNOWN, again),
        Tracking::NoAnswer => silent(key::TICKET_NO_ANSWER_TITLE, key::TICKET_NO_ANSWER, again),
        Tracking::Found { report, updates } => found(portal, &report, &updates, again),
    }
    };
    page(Some(&ticket), inside.into_any())
}

fn silent(title: crate::i18n::Key, about: crate::i18n::Key, again: Callback<()>) -> AnyView {
    view! {
        <h1 tabindex="-1">{t(title)}</h1>
        {notice(Tone::Wait, None, words(t(about)))}
        {refresh(key::PAGE_AGAIN, again)}
    }
    .into_any()
}

fn refresh(word: crate::i18n::Key, again: Callback<()>) -> AnyView {
    view! {
        <div class="buttons"><button class="button button--plain" type="button" on:click=move |_| again.run(())>{t(word)}</button></div>
    }
    .into_any()
}

fn found(portal: Portal, report: &Tracked, updates: &[Update], again: Callback<()>) -> AnyView {
    let title =
        if report.service_name.is_empty() { t(key::TICKET_TITLE) } else { report.service_name.clone() };
    let desk =
        (!report.desk.is_empty()).then(|| view! { <li class="chip">{portal.desk_name(&report.desk)}</li> });
    let status_class = if report.status.is_open() { "chip chip--work" } else { "chip chip--good" };
    let line = |text: &Option<String>| text.clone().map(|text| view! { <p>{text}</p> });
    view! {
        <div class="page__head">
            <h1 tabindex="-1">{title}</h1>
            <ul class="chips"><li class=status_class>{status_word(&report.status)}</li>{desk}</ul>
        </div>
        {report.clock.as_ref().filter(|_| report.status.is_open()).map(|clock| clock_card(portal, clock))}
        {line(&report.description)}
        {line(&report.address)}
        <section class="stack">
            <h2>{t(key::TICKET_HISTORY)}</h2>
            {timeline(portal, report, updates)}
        </section>
        {report.updated.map(|at| view! { <p class="soft">{updated(portal, at)}</p> })}
        {refresh(key::TICKET_REFRESH, again)}
    }
    .into_any()
}

fn updated(portal: Portal, at: Instant) -> String {
    fill(key::TICKET_UPDATED, &[("time", &language::date(portal, at, DateStyle::DayAndTime))])
}

/// Days gone by and the last day, in words and as a bar.
fn clock_card(portal: Portal, clock: &ClockReading) -> AnyView {
    let late = clock.day > clock.days;
    let day = clock.day.min(clock.days);
    let (left, over) = (clock.days - day, clock.day.saturating_sub(clock.days));
    let all = clock.days.to_string();
    let words = match (late, left, clock.working) {
        (true, _, true) => fill(key::CLOCK_LATE_WORKING, &[("days", &over.to_string())]),
        (true, _, false) => fill(key::CLOCK_LATE, &[("days", &over.to_string())]),
        (false, 0, _) => t(key::CLOCK_LAST),
        (false, left, true) => fill(key::CLOCK_LEFT_WORKING, &[("days", &left.to_string()), ("all", &all)]),
        (false, left, false) => fill(key::CLOCK_LEFT, &[("days", &left.to_string()), ("all", &all)]),
    };
    let due = Instant::from_unix_seconds(
        clock.due.midnight().assume_offset(portal.config().utc_offset).unix_timestamp(),
    );
    let due = due.map_or_else(String::new, |due| language::date(portal, due, DateStyle::Day));
    let (card, meter) =
        if late { ("card clock clock--late", "meter meter--late") } else { ("card clock", "meter") };
    view! {
        <section class=card aria-labelledby="clock-day">
            <div class="clock__head">
                <h2 class="clock__day" id="clock-day">{words}</h2>
                <p class="clock__due">{fill(key::CLOCK_DUE, &[("date", &due)])}</p>
            </div>
            <progress class=meter max=all value=day.to_string() aria-labelledby="clock-day"></progress>
        </section>
    }
    .into_any()
}
