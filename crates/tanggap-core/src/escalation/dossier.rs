//! What a person takes to the next body, in sections: the report, its clock, its history, what was told and said, the
//! proof that the office was complained to first, and what the body wants to see. The app gives them words and paper.

use super::{
    body::{Demand, DemandKind, Escalation},
    gate::{Gate, gate},
};
use crate::{
    instant::Instant,
    localized::Localized,
    ticket::Ticket,
    wire::{ClockReading, Receipt, Said, Told, Tracked, Update, UpdateKind},
};
use time::{Date, UtcOffset};

/// Everything known of a report: by its number, with its key where that is open, and by this device.
pub struct Case<'a> {
    pub tracked: &'a Tracked,
    /// Oldest first.
    pub updates: &'a [Update],
    /// Only with the key.
    pub told: Option<&'a Told>,
    pub messages: &'a [Said],
    /// What the server gave this device when it took the report.
    pub receipt: Option<&'a Receipt>,
}

/// `Debug` is left out on purpose: it is personal.
#[derive(Clone, PartialEq)]
pub struct Dossier {
    /// In groups, where it is a ticket of ours.
    pub number: String,
    pub service: String,
    pub received: Option<Date>,
    /// Ids of the desks that had it, the first one first; in the backend's own words where it has no ids.
    pub desks: Vec<String>,
    pub clock: Option<ClockReading>,
    pub gate: Option<Gate>,
    /// Calendar days since the clock lapsed; 0 while it runs.
    pub days_over: i64,
    pub history: Vec<Update>,
    pub told: Option<Told>,
    pub messages: Vec<Said>,
    pub proof: Option<Proof>,
    pub demands: Vec<Demanded>,
    /// The day on which this was true.
    pub made_on: Date,
}

/// That the office was complained to, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    pub number: String,
    /// As the server wrote it, RFC 3339.
    pub received_at: String,
    /// The server gave it to this device with a receipt; without one it is what the tracker says to everybody.
    pub by_receipt: bool,
}

/// One demand of the body, and whether this paper meets it.
#[derive(Debug, Clone, PartialEq)]
pub struct Demanded {
    pub text: Localized,
    pub have: Have,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Have {
    /// It is in here.
    Here,
    /// It is in here, but has to be signed.
    ToSign,
    /// The person has to bring it.
    Bring,
}

impl Dossier {
    pub fn of(body: &Escalation, case: &Case, today: Date, offset: UtcOffset) -> Self {
        let tracked = case.tracked;
        let gate = gate(tracked, case.updates, today, offset);
        let proof = proof(case);
        let demanded = |demand: &Demand| Demanded {
            text: demand.text.clone(),
            have: have(demand.kind, case, proof.is_some()),
        };
        Self {
            number: grouped(&tracked.number),
            service: tracked.service_name.clone(),
            received: tracked.received.map(|at| at.date_at(offset)),
            desks: desks(tracked, case.updates),
            days_over: match gate {
                Some(Gate::OpenSince(since)) => (today - since).whole_days() + 1,
                _ => 0,
            },
            clock: tracked.clock.clone(),
            gate,
            history: case.updates.to_vec(),
            told: case.told.cloned(),
            messages: case.messages.to_vec(),
            demands: body.demands.iter().map(demanded).collect(),
            proof,
            made_on: today,
        }
    }
}

fn have(kind: DemandKind, case: &Case, proven: bool) -> Have {
    let here = |there: bool, have: Have| if there { have } else { Have::Bring };
    let photos = case.told.is_some_and(|told| !told.photos.is_empty());
    match kind {
        DemandKind::Number => here(!case.tracked.number.is_empty(), Have::Here),
        DemandKind::Chronology => here(case.told.is_some(), Have::Here),
        DemandKind::SignedChronology => here(case.told.is_some(), Have::ToSign),
        DemandKind::ComplaintProof => here(proven, Have::Here),
        DemandKind::Evidence => here(photos, Have::Here),
        DemandKind::Identity | DemandKind::Other => Have::Bring,
    }
}

fn proof(case: &Case) -> Option<Proof> {
    let receipt = case.receipt.filter(|receipt| !receipt.received_at.is_empty());
    let by_receipt = receipt.map(|receipt| Proof {
        number: receipt.ticket.grouped(),
        received_at: receipt.received_at.clone(),
        by_receipt: true,
    });
    let public = |received: Instant| Proof {
        number: grouped(&case.tracked.number),
        received_at: received.rfc3339(),
        by_receipt: false,
    };
    by_receipt.or_else(|| case.tracked.received.map(public))
}

/// The way from desk to desk: where it was before the first hand-over, then where it went.
fn desks(tracked: &Tracked, updates: &[Update]) -> Vec<String> {
    let mut desks: Vec<String> = Vec::new();
    for update in updates {
        if let UpdateKind::Referral { to_desk } = &update.kind {
            desks.extend([update.desk.clone(), to_desk.clone()]);
        }
    }
    desks.push(tracked.desk.clone());
    desks.retain(|desk| !desk.is_empty());
    desks.dedup();
    if desks.is_empty() { tracked.agency.iter().cloned().collect() } else { desks }
}

fn grouped(number: &str) -> String {
    Ticket::parse(number).map_or_else(|_| number.to_owned(), |ticket| ticket.grouped())
}
