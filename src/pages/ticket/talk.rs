//! The conversation with the office: what was reported, what was said, and what the reporter may say or do now.

use super::{case::Case, pending::pending, pictures, said::kind_words, say, unlock};
use crate::{
    i18n::{fill, key, t},
    state::{
        conversation::{self, Talking},
        language::{self, DateStyle},
        tracker::Tracking,
    },
    ui::{fresh::fresh_by, map_link::map_link},
};
use leptos::prelude::*;
use tanggap_core::wire::{Conversation, Said, SaidKind, Told};

/// Below the public part, where there can be a conversation at all.
pub fn talk(case: &Case) -> AnyView {
    let (tracking, state) = (case.tracking, case.talking);
    let has_key = {
        let ticket = case.ticket.clone();
        move || conversation::key_of(&ticket).is_some()
    };
    let offered = Memo::new(move |_| {
        let by_server = tracking.with(|tracking| match tracking {
            Tracking::Found(known) => known.report.conversation,
            Tracking::NeedsKey => true,
            _ => false,
        });
        by_server || state.with(|state| *state != Talking::Closed && *state != Talking::NotOffered)
    });
    let is_open = Memo::new(move |_| state.with(|state| matches!(state, Talking::Open(_))));
    // A key of this device that cannot be used now, without a line: what is written goes later.
    let without_line = Memo::new(move |_| state.with(|state| *state == Talking::NoAnswer) && has_key());
    let case = case.clone();
    let known = move || (offered.get(), is_open.get(), without_line.get());
    fresh_by(known, move |(offered, is_open, without_line)| {
        (offered || without_line).then(|| {
            let part = match (is_open, without_line) {
                (true, _) => opened(&case),
                (false, true) => view! { {pending(&case)}{say::without_line(&case)} }.into_any(),
                (false, false) => unlock::unlock(&case),
            };
            view! {
                <section class="stack" aria-labelledby="talk-title">
                    <h2 id="talk-title" tabindex="-1">{t(key::TALK_TITLE)}</h2>
                    {part}
                </section>
            }
        })
    })
}

fn opened(case: &Case) -> AnyView {
    let state = case.talking;
    let open = move |state: &Talking| match state {
        Talking::Open(conversation) => Some(conversation.clone()),
        _ => None,
    };
    let (of_report, of_talk) = (case.clone(), case.clone());
    let told = move |told: Option<Told>| {
        told.map(|told| {
            view! { <details class="card"><summary>{t(key::TALK_REPORT)}</summary>{reported(&of_report, &told)}</details> }
        })
    };
    view! {
        {fresh_by(move || state.with(open).map(|conversation| conversation.told), told)}
        {fresh_by(move || state.with(open), move |conversation| conversation.map(|conversation| all(&of_talk, &conversation)))}
        {pending(case)}
        {say::say(case)}
        {leave(case)}
    }
    .into_any()
}

fn all(case: &Case, conversation: &Conversation) -> AnyView {
    let lines = conversation.messages.iter().map(|said| line(case, conversation, said)).collect_view();
    let empty = conversation.messages.is_empty().then(|| view! { <p class="soft">{t(key::TALK_EMPTY)}</p> });
    let earlier = (conversation.earlier > 0).then(|| {
        view! { <p class="soft">{fill(key::TALK_EARLIER, &[("count", &conversation.earlier.to_string())])}</p> }
    });
    view! {
        {empty}
        {earlier}
        <ol class="talk" aria-label=t(key::TALK_TITLE)>{lines}</ol>
    }
    .into_any()
}

/// What was reported, as the office has it.
fn reported(case: &Case, told: &Told) -> AnyView {
    let place: Vec<&str> =
        [told.address.as_str(), told.area.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    let map = told.point.map(|point| {
        view! { <p><span class="digits" translate="no">{point.readable()}</span>" "{map_link(point, t(key::PLACE_OPEN_MAP))}</p> }
    });
    let answers = told.answers.iter().map(|answer| {
        view! { <p><strong>{answer.question.clone()}</strong>" "{answer.values.join(", ")}</p> }
    });
    view! {
        <div class="stack stack--small">
            <p class="lines" translate="no">{told.description.clone()}</p>
            {answers.collect_view()}
            {(!place.is_empty()).then(|| view! { <p><strong>{t(key::CHECK_PLACE)}</strong>" "{place.join(", ")}</p> })}
            {map}
            {pictures::private(&case.ticket, &told.photos)}
        </div>
    }
    .into_any()
}

fn line(case: &Case, conversation: &Conversation, said: &Said) -> AnyView {
    let class = if said.by_reporter { "talk__line talk__line--mine" } else { "talk__line" };
    let who = if said.by_reporter { t(key::TALK_YOU) } else { case.portal.desk_name(&said.desk) };
    let when = said.at.map(|at| language::date(case.portal, at, DateStyle::Short));
    // The person's own words stay the person's own.
    let own = said.by_reporter.then_some("no");
    let open = said.kind == SaidKind::Question && !said.answered && !conversation.may.is_empty();
    let asked =
        said.in_reply_to.as_ref().and_then(|id| conversation.messages.iter().find(|other| other.id == *id));
    view! {
        <li class=class>
            <p class="talk__who"><strong>{who}</strong>{kind_words(&said.kind).map(|word| format!(" · {word}"))}" "<span class="soft">{when}</span></p>
            {asked.map(|asked| view! { <p class="soft talk__asked">{asked.text.clone()}</p> })}
            {(!said.text.is_empty()).then(|| view! { <p class="lines" translate=own>{said.text.clone()}</p> })}
            {pictures::private(&case.ticket, &said.photos)}
            {open.then(|| view! { <p class="chip chip--wait">{t(key::TALK_WAITS)}</p> })}
        </li>
    }
    .into_any()
}

/// Closes it for whoever comes after on this phone. A report of this device opens again from *my reports*.
fn leave(case: &Case) -> AnyView {
    let case = case.clone();
    let press = move |_| {
        conversation::forget(&case.ticket);
        case.talking.set(Talking::Closed);
    };
    view! { <button class="button button--link screen-only" type="button" on:click=press>{t(key::TALK_LEAVE)}</button> }
        .into_any()
}
