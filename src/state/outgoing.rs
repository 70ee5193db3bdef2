//! Sending one report: the bytes are frozen once and every attempt sends the same, under the same uid (R1, R2).
//! Nothing is called received without proof (R3); what failed is kept, whole, and can be tried again.

use crate::state::{Portal, questions::Questions};
use leptos::prelude::*;
use tanggap_browser::{chance, clock, fetch};
use tanggap_core::{
    instant::Instant,
    journey::{Draft, Stamp},
    report::{self, FieldProblem, Rules, Uid},
    service::ServiceClock,
    ticket::{Key, Ticket},
    wire::{self, ApiError, Failure, Receipt},
};

/// What is on its way, and how far.
#[derive(Clone, Default)]
pub struct Outgoing {
    /// Frozen with the first attempt.
    pub parcel: Option<Parcel>,
    pub state: State,
    /// Kept when a refused report is corrected: it keeps its ticket and key (DESIGN §4).
    numbers: Option<(Ticket, Key)>,
}

#[derive(Clone)]
pub struct Parcel {
    pub uid: Uid,
    pub ticket: Ticket,
    pub key: Key,
    pub desk: String,
    pub service_name: String,
    pub clock: Option<ServiceClock>,
    /// What the bytes say, to notice when it is changed after all.
    draft: Draft,
    url: String,
    bytes: Vec<u8>,
}

#[derive(Clone, Default, PartialEq)]
pub enum State {
    #[default]
    Unsent,
    Sending,
    /// No proof that it arrived; the reason that is told.
    NotSent(Failure),
    Refused(Vec<ApiError>),
    Received(Receipt),
}

const TIMEOUT_MS: i32 = 20_000;

/// What is still missing or wrong; empty when the report may be sent.
pub fn problems(portal: Portal) -> Vec<FieldProblem> {
    let (Some(service), Questions::Ready(definition)) = (portal.service(), portal.questions.get()) else {
        return Vec::new();
    };
    let rules = Rules { definition: &definition, place: service.place, identity: &service.identity };
    portal.draft.with(|draft| report::check_draft(draft, &rules, tanggap_browser::pattern::matches))
}

/// Sends the report, or sends it again: the same bytes for as long as it isn't known to have been refused.
pub async fn send(portal: Portal) {
    if portal.outgoing.with_untracked(|outgoing| outgoing.state == State::Sending) {
        return;
    }
    // Who went Back after a failed attempt and changed something sees the new words, so those have to go out.
    if is_changed(portal) {
        unlock(portal).await;
        if portal.outgoing.with_untracked(|outgoing| outgoing.parcel.is_some()) {
            return;
        }
    }
    let parcel = portal.outgoing.with_untracked(|outgoing| outgoing.parcel.clone());
    let Some(parcel) = parcel.or_else(|| untrack(|| freeze(portal))) else { return };
    portal.outgoing.update(|outgoing| {
        outgoing.numbers = Some((parcel.ticket.clone(), parcel.key.clone()));
        outgoing.parcel = Some(parcel.clone());
        outgoing.state = State::Sending;
    });
    let answer = fetch::put(&parcel.url, &parcel.bytes, TIMEOUT_MS).await;
    settle(portal, judged(answer, &parcel));
}

/// Asks whether a report with no proof arrived after all. Only a *no* opens it for changes: an edited report
/// under a new uid would else arrive twice.
pub async fn unlock(portal: Portal) {
    let Some(parcel) = portal.outgoing.with_untracked(|outgoing| outgoing.parcel.clone()) else { return };
    portal.outgoing.update(|outgoing| outgoing.state = State::Sending);
    let answer = fetch::get(&parcel.url, true, TIMEOUT_MS).await;
    let absent =
        answer.as_ref().is_ok_and(|answer| answer.status == 404 && wire::parse(&answer.body).is_some());
    if absent {
        reopen(portal, State::Unsent);
    } else {
        settle(portal, judged(answer, &parcel));
    }
}

/// Lets go of the draft of a report that has arrived, so that the next begins empty. The receipt stays.
pub fn let_go_of_draft(portal: Portal) {
    if portal.draft.with_untracked(|draft| draft.service.is_some()) {
        portal.draft.set(Draft::default());
        portal.questions.set(Questions::None);
    }
}

/// Lets go of the receipt of a report that has arrived, because another begins.
pub fn let_go_of_receipt(portal: Portal) {
    if portal.outgoing.with_untracked(|outgoing| matches!(outgoing.state, State::Received(_))) {
        portal.outgoing.set(Outgoing::default());
    }
}

fn is_changed(portal: Portal) -> bool {
    portal.outgoing.with_untracked(|outgoing| {
        let sent = outgoing.parcel.as_ref().map(|parcel| &parcel.draft);
        sent.is_some_and(|sent| portal.draft.with_untracked(|draft| draft != sent))
    })
}

fn judged(answer: Result<fetch::Answer, fetch::NoAnswer>, parcel: &Parcel) -> Result<Receipt, Failure> {
    let answer = answer.map_err(|fetch::NoAnswer| Failure::NoProof)?;
    wire::accepted(answer.status, &answer.content_type, &answer.body, &parcel.uid, &parcel.ticket)
}

fn settle(portal: Portal, outcome: Result<Receipt, Failure>) {
    match outcome {
        Ok(receipt) => portal.outgoing.update(|outgoing| outgoing.state = State::Received(receipt)),
        Err(Failure::Refused(errors)) => reopen(portal, State::Refused(errors)),
        Err(failure) => portal.outgoing.update(|outgoing| outgoing.state = State::NotSent(failure)),
    }
}

/// Lets the report be changed; the next attempt takes a new uid and keeps ticket and key.
fn reopen(portal: Portal, state: State) {
    portal.outgoing.update(|outgoing| {
        outgoing.parcel = None;
        outgoing.state = state;
    });
}

fn freeze(portal: Portal) -> Option<Parcel> {
    let service = portal.service()?;
    let Questions::Ready(definition) = portal.questions.get() else { return None };
    let desk = portal.config().desk(&service.desk)?;
    let uid = Uid::parse(&chance::uuid())?;
    let (ticket, key) = portal.outgoing.with(|outgoing| outgoing.numbers.clone()).unwrap_or_else(|| {
        (Ticket::from_random(portal.config().ticket_digits, chance::digit), Key::from_random(chance::digit))
    });
    let stamp = Stamp {
        uid: uid.clone(),
        ticket: ticket.clone(),
        key_proof: key.proof(),
        media: Vec::new(),
        locale: portal.language.get(),
        client_time: Instant::from_unix_seconds(clock::now_unix_seconds())
            .map(Instant::rfc3339)
            .unwrap_or_default(),
    };
    let draft = portal.draft.get();
    let report = draft.report(stamp, &service, &definition);
    Some(Parcel {
        url: format!("{}/reports/{}", desk.base_url(portal.base), uid.as_str()),
        bytes: wire::write_report(&report),
        uid,
        ticket,
        key,
        desk: service.desk,
        service_name: service.name,
        clock: service.clock,
        draft,
    })
}
