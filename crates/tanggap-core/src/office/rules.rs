//! The decision itself.

use super::{Act, Actor, Refusal, Standing};
use crate::{
    config::{Desk, DeskKind},
    service::ServiceKind,
    status::Status,
};

type Verdict = Result<(), Refusal>;

/// Whether `actor` may do `act` with a report that stands as `report`, in a city with these desks.
///
/// # Errors
/// The first rule that forbids it.
pub fn may(act: &Act<'_>, actor: Actor<'_>, report: &Standing, desks: &[Desk]) -> Verdict {
    let city = City(desks);
    if report.is_erased && !matches!(act, Act::Erase) {
        return Err(Refusal::Erased);
    }
    city.is_theirs(act, actor, report)?;
    if actor == Actor::ItsDesk && ends_confidence(act, report) {
        return Err(Refusal::Unnamed);
    }
    match act {
        Act::Receive => city.may_be_at(report, &report.desk),
        Act::SeeConfidence { at } => city.may_hear(actor.desk(report), at),
        Act::See | Act::Export | Act::Notify | Act::Unpublish | Act::Erase => Ok(()),
        Act::Expire { before, kind } => is_over(report, *before, *kind),
        Act::Note { for_all: true } if report.is_guarded() => Err(Refusal::ForReporterOnly),
        Act::Note { for_all: true } => Ok(()),
        Act::Note { for_all: false } => with_key(report),
        Act::Reply | Act::Ask => with_key(report).and(not_withdrawn(report)),
        Act::Status(status) => may_be_set(status).and(not_withdrawn(report)),
        Act::Tell(kind) => kind.is_taken(&report.status).then_some(()).ok_or(Refusal::NotNow),
        Act::Publish => may_be_public(report).and(not_withdrawn(report)),
        Act::Redact => may_be_public(report),
        Act::Reclassify { kind, publishable, to_desk } => {
            city.may_become(report, &report.reclassified(*kind, *publishable), *publishable, *to_desk)
        }
        Act::Merge { into } => may_merge(report, into),
        Act::Refer { to } => not_withdrawn(report).and(city.may_go(report, to)),
        Act::HandBack => {
            let back = report.referred_by.as_deref().ok_or(Refusal::NotReferred)?;
            not_withdrawn(report).and(city.may_go(report, back))
        }
    }
}

/// The kind of a report's service, from what the desk's catalogue states of it. What nobody stated is a police service
/// at a police desk, and unclassified anywhere else.
pub fn kind_at(desk: DeskKind, stated: Option<ServiceKind>) -> Option<ServiceKind> {
    stated.or((desk == DeskKind::Police).then_some(ServiceKind::PoliceService))
}

/// Where a guarded report belongs that stands at a desk which must not have it: the desk that received it where that
/// may, else the first desk of oversight. `None`: it stands well, or the city has no desk for it.
pub fn guarded_home<'a>(report: &'a Standing, desks: &'a [Desk]) -> Option<&'a str> {
    let city = City(desks);
    if !report.is_guarded() || city.may_be_at(report, &report.desk).is_ok() {
        return None;
    }
    let oversight = desks.iter().filter(|desk| desk.kind == DeskKind::Oversight).map(|desk| desk.id.as_str());
    std::iter::once(report.first_desk.as_str())
        .chain(oversight)
        .find(|desk| city.may_be_at(report, desk).is_ok())
}

struct City<'a>(&'a [Desk]);

impl City<'_> {
    fn kind(&self, id: &str) -> Result<DeskKind, Refusal> {
        self.0.iter().find(|desk| desk.id == id).map(|desk| desk.kind).ok_or(Refusal::UnknownDesk)
    }

    fn has_oversight(&self) -> bool {
        self.0.iter().any(|desk| desk.kind == DeskKind::Oversight)
    }

    /// Whether a report may stand at a desk at all: this is what keeps conduct from the police.
    fn may_be_at(&self, report: &Standing, desk: &str) -> Verdict {
        match (report.kind, self.kind(desk)?) {
            (Some(ServiceKind::PoliceConduct), kind) if kind != DeskKind::Oversight => Err(Refusal::Conduct),
            (None, DeskKind::Police) => Err(Refusal::Unclassified),
            _ => Ok(()),
        }
    }

    /// Whether this is the actor's to do.
    fn is_theirs(&self, act: &Act<'_>, actor: Actor<'_>, report: &Standing) -> Verdict {
        let allowed = match actor {
            Actor::Public => matches!(act, Act::Receive | Act::See),
            Actor::Reporter => {
                matches!(act, Act::See | Act::SeeConfidence { .. } | Act::Tell(_)) && report.has_key
            }
            Actor::Desk(desk) => return self.is_the_desks(act, desk, report),
            Actor::ItsDesk => return self.is_the_desks(act, &report.desk, report),
            Actor::Administrator => match act {
                Act::See | Act::SeeConfidence { .. } | Act::Erase | Act::Expire { .. } | Act::Export => true,
                Act::Reclassify { .. } => report.kind.is_none() && !self.has_oversight(),
                // Its desk is gone: nobody else can take it back, or hand it on.
                Act::Unpublish | Act::Redact | Act::Refer { .. } => self.kind(&report.desk).is_err(),
                _ => false,
            },
            Actor::System => matches!(act, Act::See | Act::Expire { .. } | Act::Notify),
        };
        allowed.then_some(()).ok_or(Refusal::NotYours)
    }

    fn is_the_desks(&self, act: &Act<'_>, desk: &str, report: &Standing) -> Verdict {
        let oversees = self.kind(desk)? == DeskKind::Oversight;
        self.may_be_at(report, desk)?;
        let has_it = report.desk == desk;
        let allowed = match act {
            // The desk that received it goes on answering for it; oversight sees what it has to give a kind.
            Act::See | Act::SeeConfidence { .. } | Act::Export | Act::Notify => {
                has_it || report.first_desk == desk || (oversees && report.kind.is_none())
            }
            Act::Reclassify { .. } if report.kind.is_none() => oversees,
            Act::Receive | Act::Tell(_) | Act::Erase | Act::Expire { .. } => false,
            _ => has_it,
        };
        allowed.then_some(()).ok_or(if report.kind.is_none() && has_it {
            Refusal::Unclassified
        } else {
            Refusal::NotYours
        })
    }

    /// Oversight hears all that was said in confidence, another desk only what was said to itself, and a police desk
    /// nothing: it never has a report that is in confidence. `None`: no desk.
    fn may_hear(&self, desk: Option<&str>, said_at: &str) -> Verdict {
        let Some(desk) = desk else { return Ok(()) };
        match self.kind(desk)? {
            DeskKind::Oversight => Ok(()),
            DeskKind::Police => Err(Refusal::InConfidence),
            _ if desk == said_at => Ok(()),
            _ => Err(Refusal::InConfidence),
        }
    }

    fn may_go(&self, report: &Standing, to: &str) -> Verdict {
        self.kind(to)?;
        if to == report.desk {
            return Err(Refusal::SameDesk);
        }
        self.may_be_at(report, to)
    }

    /// With its new kind it must stand well where it then is; the desk that has it may always hand on what turned out
    /// to be conduct. Whoever asks for more than it can ever be hears so.
    fn may_become(
        &self,
        report: &Standing,
        after: &Standing,
        publishable: bool,
        to_desk: Option<&str>,
    ) -> Verdict {
        match to_desk {
            Some(to) => self.may_go(after, to)?,
            None => self.may_be_at(after, &report.desk)?,
        }
        match publishable && !after.publishable {
            // What turns out to be conduct goes to oversight whatever else is asked.
            true if after.is_conduct() => Ok(()),
            true if after.was_conduct => Err(Refusal::WasConduct),
            true => Err(Refusal::NotPublishable),
            false => Ok(()),
        }
    }
}

/// Whether it is guarded until now and would be no longer.
fn ends_confidence(act: &Act<'_>, report: &Standing) -> bool {
    matches!(act, Act::Reclassify { kind, .. } if report.is_guarded() && *kind != ServiceKind::PoliceConduct)
}

fn not_withdrawn(report: &Standing) -> Verdict {
    if report.status == Status::Withdrawn { Err(Refusal::Withdrawn) } else { Ok(()) }
}

fn with_key(report: &Standing) -> Verdict {
    if report.has_key { Ok(()) } else { Err(Refusal::NoKey) }
}

/// Another kind has another schedule.
fn is_over(report: &Standing, before: i64, kind: Option<ServiceKind>) -> Verdict {
    let over = !report.status.is_open() && report.changed_at < before && report.kind == kind;
    over.then_some(()).ok_or(Refusal::NotOver)
}

fn may_be_set(status: &Status) -> Verdict {
    match status {
        Status::Withdrawn | Status::Referred | Status::Other(_) => Err(Refusal::NotAStatus),
        _ => Ok(()),
    }
}

fn may_be_public(report: &Standing) -> Verdict {
    match report.kind {
        None => Err(Refusal::Unclassified),
        Some(ServiceKind::PoliceConduct) => Err(Refusal::Conduct),
        Some(_) if report.was_conduct => Err(Refusal::WasConduct),
        Some(_) if !report.publishable => Err(Refusal::NotPublishable),
        Some(_) => Ok(()),
    }
}

/// Conduct is never joined with anything else, and what may be conduct with nothing. Both reports are at the desk that
/// merges them.
fn may_merge(report: &Standing, into: &Standing) -> Verdict {
    not_withdrawn(report)?;
    if report.is_merged {
        return Err(Refusal::IsMerged);
    }
    if into.is_merged {
        return Err(Refusal::SameReport);
    }
    if !into.goes_on() {
        return Err(Refusal::IntoOver);
    }
    if report.kind.is_none() || into.kind.is_none() {
        return Err(Refusal::Unclassified);
    }
    if report.is_conduct() != into.is_conduct() {
        return Err(Refusal::Conduct);
    }
    if report.desk == into.desk { Ok(()) } else { Err(Refusal::NotYours) }
}
