//! Whether the way to the next body is open for a report, and which bodies take it then.

use super::body::Escalation;
use crate::{
    config::PortalConfig,
    status::Status,
    wire::{Tracked, Update, UpdateKind},
};
use time::{Date, UtcOffset};

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
