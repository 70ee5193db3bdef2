//! The public part of a report: what it is about, where it stands, what happens next, and what happened so far.

use super::{
    case::{Case, refresh},
    clock::clock,
    next, pictures,
    timeline::{status_word, timeline},
};
use crate::{
    i18n::{Key, fill, key, t},
    pages::in_memory::either,
    state::{
        conversation::Talking,
        device, following,
        language::{self, DateStyle},
        navigation,
        tracker::Known,
    },
    ui::{
        fresh::fresh_by,
        notice::{Tone, notice, words},
    },
};
use leptos::prelude::*;
use tanggap_core::{
    following::{Change, Direction},
    instant::Instant,
    web_address::WebAddress,
};

pub fn found(case: &Case, known: &Known) -> AnyView {
    let (portal, report) = (case.portal, &known.report);
    let title =
        if report.service_name.is_empty() { t(key::TICKET_TITLE) } else { report.service_name.clone() };
    let desk =
        if report.desk.is_empty() { report.agency.clone() } else { Some(portal.desk_name(&report.desk)) };
    let status_class = if report.status.is_open() { "chip chip--work" } else { "chip chip--good" };
    let line = |text: &Option<String>| text.clone().map(|text| view! { <p class="lines">{text}</p> });
    view! {
        <div class="page__head">
            <h1 tabindex="-1">{title}</h1>
            <ul class="chips">
                <li class=status_class>{status_word(&report.status)}</li>
                {report.said.clone().map(|said| view! { <li class="chip">{said}</li> })}
                {desk.map(|desk| view! { <li class="chip">{desk}</li> })}
            </ul>
        </div>
        {old(case, known)}
        {changed(case, known)}
        {report.waiting_for_reporter.then(|| asked(case))}
        {clock(case, known)}
        {next::next(&report.status)}
        {line(&report.description)}
        {line(&report.address)}
        {pictures::public(&report.photos)}
        {links(&report.links)}
        <section class="stack">
            <h2>{t(key::TICKET_HISTORY)}</h2>
            {timeline(portal, &case.ticket, report, &known.updates)}
        </section>
        {report.updated.map(|at| view! { <p class="soft">{fill(key::TICKET_UPDATED, &[("time", &language::date(portal, at, DateStyle::Short))])}</p> })}
    }
    .into_any()
}

/// Asks again, and follows it or no longer.
pub fn acts(case: &Case) -> AnyView {
    view! { <div class="buttons screen-only">{refresh(key::TICKET_REFRESH, case.again)}{follow(case)}</div> }
        .into_any()
}

/// Other people's pages: nothing is asked of them before a tap, and they don't learn from where it came.
fn links(addresses: &[WebAddress]) -> Option<AnyView> {
    let link = |address: &WebAddress| {
        let (href, words) = (address.as_str().to_owned(), address.as_str().to_owned());
        view! { <li><a href=href rel="noreferrer nofollow" target="_blank" translate="no">{words}</a></li> }
    };
    let links = addresses.iter().map(link).collect_view();
    (!addresses.is_empty()).then(|| view! { <ul>{links}</ul> }.into_any())
}

/// The office waits: for whoever has opened the report the answer is a tap away.
fn asked(case: &Case) -> AnyView {
    let talking = case.talking;
    let is_open = Memo::new(move |_| talking.with(|talking| matches!(talking, Talking::Open(_))));
    fresh_by(
        move || is_open.get(),
        |is_open| {
            let inside = if is_open {
                let press = move |_| navigation::go_to_field().run("say-answer".to_owned());
                view! { <button class="button button--plain button--small" type="button" on:click=press>{t(key::SAY_ANSWER_NOW)}</button> }.into_any()
            } else {
                words(t(key::TICKET_ASKED))
            };
            notice(Tone::Wait, Some(t(asked_title(is_open))), inside)
        },
    )
}

/// Whoever has opened the report is the reporter.
fn asked_title(is_open: bool) -> Key {
    if is_open { key::TICKET_ASKED_YOU } else { key::TICKET_ASKED_TITLE }
}

/// What is shown is not as of now.
fn old(case: &Case, known: &Known) -> Option<AnyView> {
    let at = Instant::from_unix_seconds(known.as_of?)?;
    let portal = case.portal;
    let told = move || {
        let word = match device::no_line() {
            true => key::TICKET_OLD_NO_LINE,
            false => key::TICKET_OLD,
        };
        fill(word, &[("time", &language::date(portal, at, DateStyle::Moment))])
    };
    Some(fresh_by(told, |told| notice(Tone::Wait, None, words(told))))
}

/// What is different from the last look, in words; a status that went back is said so.
fn changed(case: &Case, known: &Known) -> Option<AnyView> {
    let lines: Vec<String> = known.changes.iter().map(|change| change_words(case, change)).collect();
    if lines.is_empty() {
        return None;
    }
    let mut lines = lines;
    lines.dedup();
    let list = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    Some(notice(Tone::Info, Some(t(key::CHANGE_TITLE)), view! { <ul>{list}</ul> }.into_any()))
}

pub fn change_words(case: &Case, change: &Change) -> String {
    match change {
        Change::Status { from, to, direction } => {
            let word = if *direction == Direction::Back { key::CHANGE_BACK } else { key::CHANGE_STATUS };
            fill(word, &[("from", &status_word(from)), ("to", &status_word(to))])
        }
        Change::Desk { to, .. } => fill(key::TIMELINE_REFERRAL, &[("desk", &case.portal.desk_name(to))]),
        Change::NewUpdate(_) => t(key::CHANGE_NEW),
        Change::EditedUpdate(_) => t(key::CHANGE_EDITED),
        Change::RemovedUpdate(_) => t(key::CHANGE_REMOVED),
        Change::WithKey => t(key::CHANGE_WITH_KEY),
        Change::QuestionOpened => {
            t(asked_title(case.talking.with_untracked(|talking| matches!(talking, Talking::Open(_)))))
        }
        Change::ClockLapsed => t(key::CHANGE_LAPSED),
    }
}

/// Followed on this device, or not.
fn follow(case: &Case) -> AnyView {
    let (portal, ticket, tracking) = (case.portal, case.ticket.clone(), case.tracking);
    let list = following::following();
    let number = ticket.digits().to_owned();
    let is_followed = Memo::new(move |_| list.with(|list| list.by_number.contains_key(&number)));
    let own = ticket.digits().to_owned();
    let is_own = Memo::new(move |_| following::is_own(&own));
    fresh_by(
        move || (is_own.get(), is_followed.get()),
        move |(is_own, is_followed)| {
            let ticket = ticket.clone();
            // What this device sent is followed for as long as it is in its list.
            if is_own {
                return ().into_any();
            }
            if is_followed {
                let number = ticket.digits().to_owned();
                view! { <button class="button button--link" type="button" on:click=move |_| following::forget(portal, &number)>{t(key::FOLLOW_STOP)}</button> }.into_any()
            } else {
                let press =
                    move |_| leptos::task::spawn_local(following::follow(portal, ticket.clone(), tracking));
                view! { <button class="button button--plain" type="button" on:click=press>{t(either(key::FOLLOW_START, key::FOLLOW_START_MEMORY))}</button> }.into_any()
            }
        },
    )
}
