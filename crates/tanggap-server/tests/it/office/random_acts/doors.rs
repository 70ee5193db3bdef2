//! Other doors than the office's functions: the command line, and what a report's own reporter does.

use super::{Forwarding, World};
use crate::{
    message,
    office::kinds::{self, SERVICES},
};
use tanggap_core::service::ServiceKind;
use tanggap_server::office::{By, Deed};

impl World {
    /// A desk's own system has refused it, and its reporter sends another in its place.
    pub async fn correct(&mut self, place: usize) {
        let joined = self.joined(place);
        let (code, fresh) = (SERVICES[self.any(SERVICES.len())].0, self.any(1 << 20));
        let known = &mut self.reports[place];
        let Some(before) = known.body.as_ref().filter(|_| !known.erased) else { return };
        let (canary, uid) =
            (format!("canary-corrected-{fresh}."), before["uid"].as_str().unwrap().to_owned());
        assert!(self.town.portal.store.set_forwarding(uid, Forwarding::Refused).await.unwrap());
        let (path, mut body) = kinds::report(known.desk, code, &canary);
        for name in ["ticket", "key_proof"] {
            body[name] = before[name].clone();
        }
        body["corrects"] = before["uid"].clone();
        let answer = self.town.put(&path, body.to_string()).await;
        let kind = kinds::kind_at(known.desk, code).filter(|_| self.gone != Some(known.desk));
        assert_eq!(answer.status == 201, kind.is_some(), "{code}: {}", answer.text());
        let Some(kind) = kind else { return };
        assert_eq!(answer.json()["service_request_id"], *known.ticket, "it is no new report");
        if known.kind != Some(ServiceKind::PoliceConduct) {
            known.kind = kind;
        }
        known.was_conduct |= kind == Some(ServiceKind::PoliceConduct);
        known.publishable = kinds::is_publishable(known.desk, code) && !known.was_conduct;
        (known.canary, known.body, known.withdrawn) = (canary, Some(body), false);
        self.corrected += 1;
        self.held(place);
        self.follow(place, &joined).await;
    }

    pub async fn withdraw(&mut self, place: usize) {
        let known = &mut self.reports[place];
        let Some(body) = known.body.as_ref() else { return };
        let told = message::send(&self.town, &message::of(body, "withdraw", "canary-note")).await;
        known.withdrawn |= told.status == 201;
    }

    /// The same act at the command line, as far as that can say it.
    pub async fn command(&self, ticket: &str, by: &By, deed: &Deed) -> Option<bool> {
        let mut line: Vec<&str> = match deed {
            Deed::Publish => vec!["publish", ticket],
            Deed::Unpublish { notes: false } => vec!["unpublish", ticket],
            Deed::Unpublish { notes: true } => vec!["unpublish", ticket, "--notes"],
            Deed::Redact { .. } => vec!["redact", ticket, "--description", "redacted"],
            Deed::Refer { to, .. } => vec!["update", ticket, "--to-desk", to],
            Deed::HandBack { .. } => vec!["update", ticket, "--back"],
            Deed::Merge { into } => vec!["merge", ticket, "--into", into],
            Deed::Reclassify { kind, .. } => vec!["reclassify", ticket, "--kind", kind.word()],
            Deed::Erase => vec!["erase", "--ticket", ticket],
            _ => return None,
        };
        if let Deed::Reclassify { publishable, to_desk, .. } = deed {
            line.extend(publishable.then_some("--publishable"));
            line.extend(to_desk.iter().flat_map(|desk| ["--to-desk", desk.as_str()]));
        }
        match by {
            By::Desk(desk) => line.extend(["--as", desk]),
            // Who erases at the command line is the administrator, and no other can be named.
            By::Administrator if matches!(deed, Deed::Erase) => {}
            By::Administrator => line.push("--administrator"),
            By::ItsDesk if matches!(deed, Deed::Erase) => return None,
            By::ItsDesk => {}
            By::System => return None,
        }
        Some(kinds::command(&self.town, &line).await.is_ok())
    }
}
