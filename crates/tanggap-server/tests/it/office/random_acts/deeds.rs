//! What somebody may try to do with a report, chosen by chance.

use super::{CONFIDED, World};
use crate::town::for_all;
use tanggap_core::{service::ServiceKind, status::Status};
use tanggap_server::{
    office::{Deed, Note},
    store::Redaction,
};

/// Conduct last, and the most often.
const KINDS: [ServiceKind; 6] = [
    ServiceKind::Complaint,
    ServiceKind::Aspiration,
    ServiceKind::Information,
    ServiceKind::PoliceService,
    ServiceKind::Emergency,
    ServiceKind::PoliceConduct,
];

impl World {
    pub fn deed(&mut self, place: usize) -> Deed {
        let note = Note { for_all: self.any(2) == 0, ..for_all(Some("canary-note")) };
        let (desk, other) = (self.desk().to_owned(), self.any(self.reports.len()));
        let is_guarded = self.reports[place].is_guarded();
        if is_guarded && self.any(2) == 0 {
            return self.confide();
        }
        let asked = if is_guarded { CONFIDED } else { "canary-note" };
        let is_merged = self.is_joined(place);
        match self.any(15) {
            13 | 14 if is_merged => Deed::Reclassify {
                kind: ServiceKind::PoliceConduct,
                publishable: true,
                to_desk: Some("pengawasan".into()),
            },
            13 | 14 => Deed::Merge { into: self.reports[self.reports.len() - 1].ticket.clone() },
            0 | 11 | 12 => Deed::Publish,
            1 => Deed::Unpublish { notes: self.any(2) == 0 },
            2 => {
                let redaction = Redaction { address: Some("redacted".into()), ..Redaction::default() };
                Deed::Redact { redaction, anew: self.any(2) == 0 }
            }
            3 | 4 => Deed::Refer { to: desk, note },
            5 => Deed::HandBack { note },
            6 => Deed::Merge { into: self.reports[other].ticket.clone() },
            7 => Deed::Ask(asked.into()),
            8 => Deed::Update { status: None, note },
            9 => Deed::Update { status: Some(Status::Answered), note },
            _ => Deed::Reclassify {
                kind: KINDS[self.any(12).min(5)],
                publishable: self.any(2) == 0,
                to_desk: (self.any(2) == 0).then_some(desk),
            },
        }
    }

    /// Something is said in confidence, or the confidence ends.
    fn confide(&mut self) -> Deed {
        match self.any(2) {
            0 => Deed::Ask(CONFIDED.into()),
            _ => Deed::Reclassify {
                kind: ServiceKind::PoliceService,
                publishable: true,
                to_desk: Some("polresta".into()),
            },
        }
    }
}
