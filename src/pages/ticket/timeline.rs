//! What happened so far, oldest first; a hand-over between desks is an event of its own.

use super::pictures;
use crate::{
    i18n::{fill, key, t},
    state::{
        Portal,
        language::{self, DateStyle},
    },
    ui::icon::icon,
};
use leptos::prelude::*;
use tanggap_core::{
    instant::Instant,
    status::Status,
    ticket::Ticket,
    wire::{Tracked, Update, UpdateKind},
};

/// A status in the current language; a word that nobody knows is shown as the backend says it.
pub fn status_word(status: &Status) -> String {
    match status {
        Status::Received => t(key::STATUS_RECEIVED),
        Status::Verified => t(key::STATUS_VERIFIED),
        Status::Referred => t(key::STATUS_REFERRED),
        Status::InProgress => t(key::STATUS_IN_PROGRESS),
        Status::Answered => t(key::STATUS_ANSWERED),
        Status::Closed => t(key::STATUS_CLOSED),
        Status::Rejected => t(key::STATUS_REJECTED),
        Status::Duplicate => t(key::STATUS_DUPLICATE),
        Status::Reopened => t(key::STATUS_REOPENED),
        Status::Withdrawn => t(key::STATUS_WITHDRAWN),
        Status::Other(word) => word.clone(),
    }
}

pub fn timeline(portal: Portal, ticket: &Ticket, report: &Tracked, updates: &[Update]) -> AnyView {
    let told = |update: &Update| matches!(update.kind, UpdateKind::Status(Status::Received));
    // A backend without a timeline still says when it was received.
    let received = (!updates.iter().any(told)).then(|| {
        let desk = updates.first().map_or(report.desk.as_str(), |update| update.desk.as_str());
        let desk = desk_name(portal, desk);
        item(portal, t(key::STATUS_RECEIVED), desk, report.received, ().into_any(), updates.is_empty())
    });
    let items = updates.iter().enumerate();
    let items = items.map(|(index, update)| event(portal, ticket, update, index + 1 == updates.len()));
    view! { <ol class="timeline">{received}{items.collect_view()}</ol> }.into_any()
}

fn event(portal: Portal, ticket: &Ticket, update: &Update, last: bool) -> AnyView {
    let says = update.note.is_some() || !update.photos.is_empty();
    let only = (update.for_reporter && says)
        .then(|| view! { <p class="chip">{icon("lock", "")}{t(key::TIMELINE_FOR_REPORTER)}</p> });
    let pictures = match update.for_reporter {
        true => pictures::private(ticket, &update.photos),
        false => pictures::public(&update.photos),
    };
    let inside = view! {
        {only}
        {update.note.clone().map(|note| view! { <p class="timeline__note">{note}</p> })}
        {pictures}
    };
    let desk = if update.by_reporter { t(key::TIMELINE_REPORTER) } else { desk_name(portal, &update.desk) };
    let earlier = (update.earlier > 0).then(|| {
        let told = fill(key::TIMELINE_EARLIER, &[("count", &update.earlier.to_string())]);
        view! { <li class="timeline__item soft">{told}</li> }
    });
    let item = item(portal, event_words(portal, update), desk, update.at, inside.into_any(), last);
    view! { {earlier}{item} }.into_any()
}

/// What an event is, in words; a backend's own word is shown beside ours where it says more.
pub fn event_words(portal: Portal, update: &Update) -> String {
    let what = match &update.kind {
        UpdateKind::Status(status) => status_word(status),
        UpdateKind::Referral { to_desk } => {
            fill(key::TIMELINE_REFERRAL, &[("desk", &portal.desk_name(to_desk))])
        }
        UpdateKind::Note => t(key::TIMELINE_NOTE),
    };
    update.said.as_ref().map_or(what.clone(), |said| format!("{what} ({said})"))
}

fn desk_name(portal: Portal, desk: &str) -> String {
    if desk.is_empty() { String::new() } else { portal.desk_name(desk) }
}

fn item(
    portal: Portal,
    what: String,
    who: String,
    at: Option<Instant>,
    inside: AnyView,
    last: bool,
) -> AnyView {
    let who = (!who.is_empty()).then(|| view! { " "<span class="timeline__who">"· "{who}</span> });
    let when = at.map(|at| {
        view! {
            <p class="timeline__when"><time datetime=at.rfc3339()>{language::date(portal, at, DateStyle::Short)}</time></p>
        }
    });
    let class = if last { "timeline__item timeline__item--now" } else { "timeline__item" };
    view! {
        <li class=class>
            <p class="timeline__what">{what}{who}</p>
            {when}
            {inside}
        </li>
    }
    .into_any()
}
