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
    /// Whether reports of its service may be public, as it was when the report arrived.
    pub publishable: bool,
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
        if !self.is_conduct() {
            return anew;
        }
        Self {
            desk: self.desk.clone(),
            referred_by: self.referred_by.clone(),
            kind: self.kind,
            publishable: false,
            ..anew
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
