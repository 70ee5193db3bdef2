//! Who comes next when an office lets its time pass: bodies outside it, as data of the city, and on which day the way
//! to each is open. What a person takes there is made in [`dossier`].

mod dossier;
mod read;

pub use dossier::{Case, Demanded, Dossier, Have, Proof};
pub use read::read;

use crate::{
    config::{DeskKind, PortalConfig},
    localized::Localized,
    status::Status,
    wire::{Tracked, Update, UpdateKind},
};
use time::{Date, UtcOffset};

/// A body that takes a complaint about an office.
#[derive(Debug, Clone, PartialEq)]
pub struct Escalation {
    pub id: String,
    pub name: Localized,
    /// What it does, and what to expect.
    pub about: Localized,
    /// What it wants to see.
    pub demands: Vec<Demand>,
    /// Telephone numbers, addresses, as they are written; in the order to be tried.
    pub contacts: Vec<Contact>,
    pub from: Origin,
    /// Ids of the clocks whose lapse opens it; empty for any.
    pub after: Vec<String>,
    /// Id of the body that has to be gone to before.
    pub first: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    pub kind: DemandKind,
    pub text: Localized,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemandKind {
    /// Papers of the person. Never kept here, so always to be brought.
    Identity,
    /// The number of the report.
    Number,
    /// What happened, where and when.
    Chronology,
    /// The same with a signature on it.
    SignedChronology,
    /// That the office was complained to first.
    ComplaintProof,
    Evidence,
    Other,
}

/// How a body is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contact {
    Phone(String),
    /// `https://…`
    Page(String),
    Email(String),
    Address(String),
}

/// Whose reports it takes: a desk that is of one of these kinds, or is named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    pub kinds: Vec<DeskKind>,
    pub desks: Vec<String>,
}

/// Whether the way to the next body is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// The clock still runs; this is the first day after its last.
    OpensOn(Date),
    /// The clock has lapsed without an answer.
    OpenSince(Date),
    /// It was answered, closed or refused. Who isn't satisfied may go on from that day, where it is known.
    Answered(Option<Date>),
}

/// Where a report stands for the bodies after it. `None` where nothing was promised,
/// so that nothing lapses, or where the reporter took it back.
pub fn gate(tracked: &Tracked, updates: &[Update], today: Date, offset: UtcOffset) -> Option<Gate> {
    let clock = tracked.clock.as_ref()?;
    // Who takes a report back asks for nothing more.
    if tracked.status.word() == "withdrawn" {
        return None;
    }
    if is_settled(&tracked.status) {
        let settled =
            |update: &&Update| matches!(&update.kind, UpdateKind::Status(status) if is_settled(status));
        let last = updates.iter().filter(settled).filter_map(|update| update.at).max();
        return Some(Gate::Answered(last.or(tracked.updated).map(|at| at.date_at(offset))));
    }
    let opens = clock.due.next_day()?;
    Some(if today >= opens { Gate::OpenSince(opens) } else { Gate::OpensOn(opens) })
}

/// The office has said its last word, for now.
fn is_settled(status: &Status) -> bool {
    *status == Status::Answered || !status.is_open()
}

/// The bodies that take this report once its gate is open, in the city's order.
pub fn next_bodies<'a>(
    all: &'a [Escalation],
    config: &PortalConfig,
    tracked: &Tracked,
) -> Vec<&'a Escalation> {
    let kind = config.desk(&tracked.desk).map(|desk| desk.kind);
    let clock = tracked.clock.as_ref().map_or("", |clock| clock.id.as_str());
    let takes = |body: &&Escalation| {
        let from = &body.from;
        let of_desk =
            from.desks.contains(&tracked.desk) || kind.is_some_and(|kind| from.kinds.contains(&kind));
        of_desk && (body.after.is_empty() || body.after.iter().any(|id| id == clock))
    };
    all.iter().filter(takes).collect()
}

#[cfg(test)]
mod tests;
