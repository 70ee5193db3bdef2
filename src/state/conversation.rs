//! The private part of a report: opened with its key for a while, and written to. Keys and sessions are in memory only;
//! a key of a report of this device stays in the outbox, where it was made and where the PIN hides it.

mod album;
mod unsent;
mod writing;

pub use unsent::keep_words;
pub use writing::{Writing, again, writing};

use crate::state::{Portal, addressee, device, following, outbox, pin, tracker};
use leptos::prelude::*;
use std::{cell::RefCell, collections::BTreeMap};
use tanggap_browser::{device::FetchSender, fetch, photo::Shown};
use tanggap_core::{
    outbox::Numbers,
    ports::{Request, Sender},
    ticket::{Key, Ticket},
    wire::{self, Conversation, Opening},
};

/// How far the private part is open.
#[derive(Clone, Default, PartialEq)]
pub enum Talking {
    #[default]
    Closed,
    Opening,
    Open(Box<Conversation>),
    /// Number and key do not belong together, or there is no such report: nobody is told which.
    NoMatch,
    /// Too many wrong keys from here; minutes to wait.
    TooMany(Option<u32>),
    NotOffered,
    NoAnswer,
}

const TIMEOUT_MS: i32 = 20_000;

/// What this visit knows of one report's private part.
#[derive(Clone, Default)]
struct Visit {
    key: Option<Key>,
    /// The token of the session, while there is one.
    session: Option<String>,
    /// Base URL of the server where it was opened.
    api: Option<String>,
}

thread_local! {
    /// By the ticket's digits.
    static VISITS: RefCell<BTreeMap<String, Visit>> = const { RefCell::new(BTreeMap::new()) };
}

fn visit(ticket: &Ticket) -> Visit {
    VISITS.with(|visits| visits.borrow().get(ticket.digits()).cloned()).unwrap_or_default()
}

fn note(ticket: &Ticket, change: impl FnOnce(&mut Visit)) {
    VISITS.with(|visits| change(visits.borrow_mut().entry(ticket.digits().to_owned()).or_default()));
}

/// Takes a key for this visit.
pub fn take_key(ticket: &Ticket, key: Key) {
    note(ticket, |visit| visit.key = Some(key));
}

/// The key of a report: of this visit, or of this device's own report.
pub fn key_of(ticket: &Ticket) -> Option<Key> {
    // Behind the PIN this device's own keys are out of reach, too.
    visit(ticket).key.or_else(|| own_key(ticket).filter(|_| !pin::is_locked()))
}

fn own_key(ticket: &Ticket) -> Option<Key> {
    outbox::outbox().with_untracked(|outbox| match &outbox.by_number(ticket.digits())?.numbers {
        Numbers::Ours { key, .. } => Some(key.clone()),
        Numbers::Reference(_) => None,
    })
}

/// Opens it as soon as a key is known: now, or when the device has been read. Made in a screen, it ends with it.
pub fn open_when_known(portal: Portal, ticket: Ticket, state: RwSignal<Talking>) {
    let device = device::device();
    let begun = Memo::new(move |_| device.with(|device| device.begun));
    Effect::new(move || {
        let _now = begun.get();
        if state.with_untracked(|state| *state == Talking::Closed)
            && let Some(key) = key_of(&ticket)
        {
            leptos::task::spawn_local(open(portal, ticket.clone(), key, state));
        }
    });
}

/// Closes everything that was opened in this visit.
pub fn forget_all() {
    VISITS.with(|visits| visits.borrow_mut().clear());
    following::forget_named();
    writing::forget(None);
}

/// Closes it again on this screen, for who leaves a shared phone.
pub fn forget(ticket: &Ticket) {
    writing::forget(Some(ticket));
    VISITS.with(|visits| {
        let mut visits = visits.borrow_mut();
        let session = visits.remove(ticket.digits()).and_then(|visit| visit.session);
        // The same report may be open under its other number.
        visits.retain(|_, visit| session.is_none() || visit.session != session);
    });
}

/// Somebody else is asked from now on: what was opened elsewhere is closed. The key stays, for the desk that is named.
pub fn close(ticket: &Ticket) {
    note(ticket, |visit| (visit.session, visit.api) = (None, None));
}

/// Opens it, or reads it again where it is open. What is shown stays until there is something else to show. Nothing is
/// sent before it is known to whom the key may be shown.
pub async fn open(portal: Portal, ticket: Ticket, key: Key, state: RwSignal<Talking>) {
    let Some(api) = addressee::api(portal, ticket.digits()).await else { return };
    if !matches!(state.try_get_untracked(), Some(Talking::Open(_))) {
        let _gone = state.try_set(Talking::Opening);
    }
    let outcome = open_at(portal, &api, &ticket, &key).await;
    if outcome == Talking::NoAnswer {
        device::ask_line(portal).await;
    }
    if addressee::api_now(portal, ticket.digits()).as_ref() != Some(&api) {
        // The person has named another desk meanwhile: that one's answer counts.
        return;
    }
    // What is open stays so until there is something else to show, or number and key no longer fit.
    let fails = matches!(outcome, Talking::NoAnswer | Talking::TooMany(_) | Talking::NotOffered);
    if fails && matches!(state.try_get_untracked(), Some(Talking::Open(_))) {
        return;
    }
    if let Talking::Open(told) = &outcome {
        if own_key(&ticket).as_ref() != Some(&key) {
            take_key(&ticket, key);
        }
        if let Ok(own) = Ticket::parse(&told.tracked.number) {
            // It may have another number than the one that was asked for: under that it is open as well.
            let opened = visit(&ticket);
            note(&own, |visit| *visit = opened);
        }
    }
    let _gone = state.try_set(outcome);
}

async fn open_at(portal: Portal, api: &str, ticket: &Ticket, key: &Key) -> Talking {
    let Visit { session: known, api: opened, .. } = visit(ticket);
    // A session goes to who gave it, and to no other desk.
    if let Some(token) = known.filter(|_| opened.as_deref() == Some(api))
        && let Some(outcome) = read(portal, api, ticket, &token).await
    {
        return outcome;
    }
    match session(api, ticket, key).await {
        Opening::Opened(session) => {
            note(ticket, |visit| {
                visit.session = Some(session.token.clone());
                visit.api = Some(api.to_owned());
            });
            read(portal, api, ticket, &session.token).await.unwrap_or(Talking::NoAnswer)
        }
        Opening::NoMatch => Talking::NoMatch,
        Opening::TooMany { retry_after_s } => Talking::TooMany(retry_after_s.map(|wait| wait.div_ceil(60))),
        Opening::NotOffered => Talking::NotOffered,
        Opening::NoAnswer => Talking::NoAnswer,
    }
}

async fn session(api: &str, ticket: &Ticket, key: &Key) -> Opening {
    let request = Request {
        method: "POST",
        url: wire::track_address(api),
        headers: vec![("content-type".into(), "application/json".into())],
        bytes: wire::write_track(ticket, &key.proof()),
        timeout_ms: TIMEOUT_MS as u32,
    };
    match FetchSender.send(&request).await {
        Ok(answer) => wire::opening(&answer),
        Err(_) => Opening::NoAnswer,
    }
}

/// `None`: the session is over.
async fn read(portal: Portal, api: &str, ticket: &Ticket, token: &str) -> Option<Talking> {
    let url = wire::ticket_address(api, ticket, &portal.language.get_untracked());
    let answer = fetch::get_with(&url, &[(wire::SESSION_HEADER, token)], TIMEOUT_MS).await;
    let Ok((answer, _)) = answer else { return Some(Talking::NoAnswer) };
    match answer.status {
        401 | 403 => {
            note(ticket, |visit| visit.session = None);
            None
        }
        200 => {
            let told = wire::conversation(&answer.body, portal.config().utc_offset);
            Some(told.map_or(Talking::NoAnswer, |told| Talking::Open(Box::new(told))))
        }
        _ => Some(Talking::NoAnswer),
    }
}

/// A private photo, in memory for as long as this is kept.
pub async fn picture(ticket: &Ticket, address: &str) -> Option<Shown> {
    let Visit { session, api, .. } = visit(ticket);
    let (token, api) = (session?, api?);
    // Here, too, whatever address an answer names.
    let gave_it = match tracker::is_ours(&api) {
        true => tracker::is_ours(address),
        false => address.starts_with(&[api.as_str(), "/"].concat()),
    };
    if !gave_it {
        return None;
    }
    let answer = fetch::get_with(address, &[(wire::SESSION_HEADER, &token)], TIMEOUT_MS).await;
    let (answer, _) = answer.ok().filter(|(answer, _)| answer.status == 200)?;
    Shown::new(&answer.body)
}
