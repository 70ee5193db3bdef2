//! Where a report stands: all that the rules look at, read in the transaction that acts.

use crate::{service::ServiceKind, status::Status};

#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The desk that received it, and the desk that has it now, by their ids.
    pub first_desk: String,
    pub desk: String,
    /// The desk that referred it to the present one.
    pub referred_by: Option<String>,
    /// A report's service is the first desk's service of this code.
    pub service_code: String,
    /// As it was when the report arrived, or as oversight has given it since; `None`: unclassified.
    pub kind: Option<ServiceKind>,
    /// Whether it may be public.
    pub publishable: bool,
    /// The most that `publishable` can be: what its service said when it arrived, or whoever gave a kind to one that had
    /// none. No other act raises it.
    pub may_be_publishable: bool,
    /// It is about police conduct, or was: what is written in confidence stays so, whatever it turns out to be.
    pub was_conduct: bool,
    pub status: Status,
    /// When something last happened to it, in seconds since 1970.
    pub changed_at: i64,
    pub is_published: bool,
    pub is_erased: bool,
    /// Whether a key opens more of it.
    pub has_key: bool,
    /// It was merged into another report.
    pub is_merged: bool,
}

impl Standing {
    /// A report as it arrives at a desk.
    pub fn new(desk: &str, service_code: &str, kind: Option<ServiceKind>, publishable: bool) -> Self {
        Self {
            first_desk: desk.to_owned(),
            desk: desk.to_owned(),
            referred_by: None,
            service_code: service_code.to_owned(),
            kind,
            publishable,
            may_be_publishable: publishable,
            was_conduct: kind == Some(ServiceKind::PoliceConduct),
            status: Status::Received,
            changed_at: 0,
            is_published: false,
            is_erased: false,
            has_key: true,
            is_merged: false,
        }
    }

    /// How it stands once its reporter has corrected it: as the correction would have arrived, with the desk that
    /// received it. What is conduct stays conduct, with the desk that has it: only oversight decides otherwise.
    pub fn corrected(&self, service_code: &str, kind: Option<ServiceKind>, publishable: bool) -> Self {
        let anew = Self::new(&self.first_desk, service_code, kind, publishable);
        if !self.was_conduct {
            return anew;
        }
        let anew = Self { publishable: false, may_be_publishable: false, was_conduct: true, ..anew };
        if !self.is_conduct() {
            return anew;
        }
        Self { desk: self.desk.clone(), referred_by: self.referred_by.clone(), kind: self.kind, ..anew }
    }

    /// How it stands with another kind; `publishable` is what whoever gives it says.
    pub fn reclassified(&self, kind: ServiceKind, publishable: bool) -> Self {
        let was_conduct = self.was_conduct || kind == ServiceKind::PoliceConduct;
        let given = self.kind.is_none() && publishable;
        let may_be_publishable = !was_conduct && (self.may_be_publishable || given);
        Self {
            kind: Some(kind),
            publishable: publishable && may_be_publishable,
            may_be_publishable,
            was_conduct,
            ..self.clone()
        }
    }

    /// How it stands once another one that it is merged with stands like `other`: what tells of the same is held to the
    /// stricter of both, and is where that is. `None`: as before.
    pub fn beside(&self, other: &Self) -> Option<Self> {
        (other.strictness() > self.strictness()).then(|| Self {
            desk: other.desk.clone(),
            kind: other.kind,
            publishable: false,
            may_be_publishable: false,
            was_conduct: self.was_conduct || other.is_conduct(),
            is_published: false,
            ..self.clone()
        })
    }

    /// Whether it leaves what it was merged with, as it stands after another kind was given: it is guarded no longer, and
    /// they are. Only what was decided of itself takes a report out of confidence.
    pub fn leaves(&self, before: &Self) -> bool {
        before.is_guarded() && !self.is_guarded()
    }

    /// Whether somebody still has to do something about it.
    pub fn goes_on(&self) -> bool {
        !self.is_erased && self.status.is_open()
    }

    /// Whether it has ended without an answer, so that what was merged into it waits for nothing: taken back, rejected, erased
    /// while it was open, or a duplicate of what nobody has named. What is closed was dealt with.
    pub fn is_unanswered(&self) -> bool {
        match self.status {
            Status::Withdrawn | Status::Rejected => true,
            Status::Duplicate => !self.is_merged,
            Status::Closed => false,
            _ => self.is_erased,
        }
    }

    /// What is about conduct before what may be, and that before everything else.
    fn strictness(&self) -> u8 {
        match self.kind {
            Some(ServiceKind::PoliceConduct) => 2,
            None => 1,
            Some(_) => 0,
        }
    }

    pub fn is_conduct(&self) -> bool {
        self.kind == Some(ServiceKind::PoliceConduct)
    }

    /// Whether the stricter rule holds: conduct, or what may be.
    pub fn is_guarded(&self) -> bool {
        self.kind.is_none() || self.is_conduct()
    }
}

#[cfg(test)]
mod tests;
