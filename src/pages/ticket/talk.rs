//! The conversation with the office: what was reported, what was said, what is on its way from this device, and what the
//! reporter may say or do now.

use super::{Case, pictures, say, unlock};
use crate::{
    i18n::{fill, key, t},
    pages::{outbox::acts::asked_once_more, photos, standing},
    state::{
        language::{self, DateStyle},
        outbox::{self, Command, Row, outbox},
        talking::{self, Talking},
        tracking::Tracking,
    },
};
use leptos::prelude::*;
use tanggap_core::{
    outbox::words::Word,
    wire::{Conversation, Said, SaidKind, Told},
};

/// Below the public part, where there can be a conversation at all.
pub fn talk(case: &Case) -> AnyView {
    let (tracking, state) = (case.tracking, case.talking);
    let has_key = {
        let ticket = case.ticket.clone();
        move || talking::key_of(&ticket).is_some()
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
    let inside = move || {
        let case = case.clone();
        (offered.get() || without_line.get()).then(|| {
            let part = match (is_open.get(), without_line.get()) {
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
    };
    inside.into_any()
}

fn opened(case: &Case) -> AnyView {
    let state = case.talking;
    let told = {
        let case = case.clone();
        move || match state.get() {
            Talking::Open(conversation) => all(&case, &conversation),
            _ => ().into_any(),
        }
    };
    view! {
        {told}
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
        <details class="card"><summary>{t(key::TALK_REPORT)}</summary>{reported(case, &conversation.told)}</details>
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
    let answers = told.answers.iter().map(|answer| {
        view! { <p><strong>{answer.question.clone()}</strong>" "{answer.values.join(", ")}</p> }
    });
    view! {
        <div class="stack stack--small">
            <p class="lines">{told.description.clone()}</p>
            {answers.collect_view()}
            {(!place.is_empty()).then(|| view! { <p><strong>{t(key::CHECK_PLACE)}</strong>" "{place.join(", ")}</p> })}
            {pictures::private(&case.ticket, &told.photos)}
        </div>
    }
    .into_any()
}

fn line(case: &Case, conversation: &Conversation, said: &Said) -> AnyView {
    let class = if said.by_reporter { "talk__line talk__line--mine" } else { "talk__line" };
    let who = if said.by_reporter { t(key::TALK_YOU) } else { case.portal.desk_name(&said.desk) };
    let when = said.at.map(|at| language::date(case.portal, at, DateStyle::DayAndTime));
    let open = said.kind == SaidKind::Question && !said.answered && !conversation.may.is_empty();
    let asked =
        said.in_reply_to.as_ref().and_then(|id| conversation.messages.iter().find(|other| other.id == *id));
    view! {
        <li class=class>
            <p class="talk__who"><strong>{who}</strong>{kind_words(&said.kind).map(|word| format!(" · {word}"))}" "<span class="soft">{when}</span></p>
            {asked.map(|asked| view! { <p class="soft talk__asked">{asked.text.clone()}</p> })}
            {(!said.text.is_empty()).then(|| view! { <p class="lines">{said.text.clone()}</p> })}
            {pictures::private(&case.ticket, &said.photos)}
            {open.then(|| view! { <p class="chip chip--wait">{t(key::TALK_WAITS)}</p> })}
        </li>
    }
    .into_any()
}

/// What a line does beside saying something.
pub fn kind_words(kind: &SaidKind) -> Option<String> {
    Some(match kind {
        SaidKind::Question => t(key::TALK_QUESTION),
        SaidKind::Answer => t(key::TALK_ANSWER),
        SaidKind::Withdraw => t(key::TALK_WITHDRAW),
        SaidKind::Satisfied => t(key::TALK_SATISFIED),
        SaidKind::Reopen => t(key::TALK_REOPEN),
        SaidKind::Other(word) => word.clone(),
        SaidKind::Message | SaidKind::Reply => return None,
    })
}

/// What was said on this device and is not with the office yet, each in R12's words.
fn pending(case: &Case) -> AnyView {
    let (mirror, ticket, state) = (outbox(), case.ticket.clone(), case.talking);
    let rows = Memo::new(move |_| {
        let known: Vec<String> = state.with(|state| match state {
            Talking::Open(told) => told.messages.iter().map(|said| said.id.clone()).collect(),
            _ => Vec::new(),
        });
        mirror.with(|outbox| {
            let of_it = outbox.messages.iter().filter(|row| row.is(ticket.digits()));
            let missing = |row: &&Row| {
                !known.iter().any(|id| id == row.uid.as_str())
                    || matches!(row.word, Word::PhotosWaiting { .. })
            };
            of_it.filter(missing).filter(|row| row.word != Word::Withdrawn).cloned().collect::<Vec<_>>()
        })
    });
    let case = case.clone();
    let shown = move || {
        let rows = rows.get();
        (!rows.is_empty()).then(|| {
            let lines = rows.iter().map(|row| waiting(&case, row)).collect_view();
            view! { <ol class="talk" aria-label=t(key::TALK_PENDING)>{lines}</ol> }
        })
    };
    shown.into_any()
}

fn waiting(case: &Case, row: &Row) -> AnyView {
    let (portal, uid) = (case.portal, row.uid.clone());
    let text = RwSignal::new(String::new());
    let of_text = uid.clone();
    leptos::task::spawn_local(async move {
        if let Some(message) = outbox::said(portal, of_text).await {
            let _gone = text.try_set(message.text);
        }
    });
    let kind = kind_words(&SaidKind::of(row.message.as_deref().unwrap_or_default()));
    let act = |word, command: fn(tanggap_core::report::Uid) -> Command| {
        let uid = uid.clone();
        view! { <button class="button button--plain button--small" type="button" on:click=move |_| outbox::tell(portal, command(uid.clone()))>{t(word)}</button> }
    };
    let again = matches!(row.word, Word::NotSent).then(|| act(key::OUTBOX_SEND_NOW, |_| Command::SendNow));
    let back = (row.may_withdraw && row.word != Word::Refused).then(|| {
        asked_once_more(
            portal,
            row.uid.clone(),
            key::OUTBOX_TAKE_BACK,
            key::SAY_TAKE_BACK_SURE,
            Command::TakeBack,
        )
    });
    let better = matches!(row.word, Word::Refused).then(|| {
        let (ticket, uid) = (case.ticket.clone(), row.uid.clone());
        let press = move |_| {
            let (ticket, uid) = (ticket.clone(), uid.clone());
            leptos::task::spawn_local(async move { talking::again(portal, &ticket, uid).await });
        };
        view! { <button class="button button--small" type="button" on:click=press>{t(key::SAY_AGAIN)}</button> }
    });
    view! {
        <li class="talk__line talk__line--mine">
            <div role="status">{standing::chip(&row.word)}</div>
            {standing::reason(row).map(|reason| view! { <p class="soft">{reason}</p> })}
            {kind.map(|kind| view! { <p><strong>{kind}</strong></p> })}
            <p class="lines">{text}</p>
            {standing::refusals(row)}
            {photos::on_their_way(portal, row)}
            <div class="item__acts">{again}{better}{back}</div>
        </li>
    }
    .into_any()
}

/// Closes it for whoever comes after on this phone. A report of this device opens again from *my reports*.
fn leave(case: &Case) -> AnyView {
    let case = case.clone();
    let press = move |_| {
        talking::forget(&case.ticket);
        case.talking.set(Talking::Closed);
    };
    view! { <button class="button button--link screen-only" type="button" on:click=press>{t(key::TALK_LEAVE)}</button> }
        .into_any()
}
