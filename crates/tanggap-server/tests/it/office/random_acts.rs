//! Acts in any order, by anyone, on any report. The oracle knows the kind of every report by itself.

use super::kinds::{self, DESKS, SERVICES};
use crate::{
    chance::{Chance, SEED, number},
    town::{NOW, Town, for_all},
};
use rusqlite::Connection;
use serde_json::json;
use tanggap_core::{service::ServiceKind, status::Status};
use tanggap_server::{
    office::{By, Deed, Note},
    store::{DATABASE, Redaction},
};

const STEPS: u64 = 1_000;
/// Conduct last, and the most often.
const KINDS: [ServiceKind; 6] = [
    ServiceKind::Complaint,
    ServiceKind::Aspiration,
    ServiceKind::Information,
    ServiceKind::PoliceService,
    ServiceKind::Emergency,
    ServiceKind::PoliceConduct,
];

struct Known {
    ticket: String,
    kind: Option<ServiceKind>,
    canary: String,
    erased: bool,
}

struct World {
    town: Town,
    reports: Vec<Known>,
    chance: Chance,
    done: [u32; 2],
}

impl World {
    fn any(&mut self, of: usize) -> usize {
        self.chance.below(of as u64) as usize
    }

    fn desk(&mut self) -> &'static str {
        DESKS[self.any(3)]
    }

    /// By either way in, sometimes under a number that another report has.
    async fn send(&mut self) {
        let (desk, code, place) = (self.desk(), SERVICES[self.any(5)].0, self.reports.len());
        let canary = format!("canary-{place}-{}", self.any(1 << 20));
        let ticket = if self.any(3) == 0 {
            let form = format!("service_code={code}&description={canary}&kind=complaint&publishable=1");
            let answer = self.town.post(&format!("/api/{desk}/requests.json"), &form).await;
            (answer.status == 200).then(|| answer.json()[0]["service_request_id"].clone())
        } else {
            let (path, mut body) = kinds::report(desk, code, &canary);
            if !self.reports.is_empty() && self.any(3) == 0 {
                let claimed = self.any(self.reports.len());
                body["ticket"] = self.reports[claimed].ticket.as_str().into();
            }
            let answer = self.town.put(&path, body.to_string()).await;
            assert!(matches!(answer.status.as_u16(), 201 | 422), "{}", answer.text());
            (answer.status == 201).then(|| answer.json()["service_request_id"].clone())
        };
        let kind = kinds::kind_at(desk, code);
        assert_eq!(ticket.is_some(), kind.is_some(), "{code} at {desk}");
        if let (Some(ticket), Some(kind)) = (ticket, kind) {
            let ticket = ticket.as_str().unwrap().to_owned();
            self.reports.push(Known { ticket, kind, canary, erased: false });
        }
    }

    fn deed(&mut self) -> Deed {
        let note = Note { for_all: self.any(2) == 0, ..for_all(Some("canary-note")) };
        let (desk, other) = (self.desk().to_owned(), self.any(self.reports.len()));
        match self.any(13) {
            0 | 11 | 12 => Deed::Publish,
            1 => Deed::Unpublish,
            2 => Deed::Redact(Redaction { description: Some("redacted".into()), ..Redaction::default() }),
            3 | 4 => Deed::Refer { to: desk, note },
            5 => Deed::HandBack { note },
            6 => Deed::Merge { into: self.reports[other].ticket.clone() },
            7 => Deed::Ask("canary-note".into()),
            8 => Deed::Update { status: None, note },
            9 => Deed::Update { status: Some(Status::Answered), note },
            _ => Deed::Reclassify {
                kind: KINDS[self.any(12).min(5)],
                publishable: self.any(2) == 0,
                to_desk: (self.any(2) == 0).then_some(desk),
            },
        }
    }

    async fn act(&mut self) {
        // Mostly one of the newest, so that much happens to one report.
        let newest = self.reports.len().min(4);
        let place = match self.any(4) {
            0 => self.any(self.reports.len()),
            _ => self.reports.len() - 1 - self.any(newest),
        };
        let by = match self.any(7) {
            0 => By::Administrator,
            1 => By::System,
            2 => By::Desk(self.desk().to_owned()),
            _ => By::ItsDesk,
        };
        let deed = if self.any(25) == 0 { Deed::Erase } else { self.deed() };
        let (to_kind, erases) = match &deed {
            Deed::Reclassify { kind, .. } => (Some(*kind), false),
            deed => (None, matches!(deed, Deed::Erase)),
        };
        let done = self.town.act(&self.reports[place].ticket, by, deed, NOW).await.is_ok();
        self.done[usize::from(done)] += 1;
        let report = &mut self.reports[place];
        if done {
            report.kind = to_kind.or(report.kind);
            report.erased |= erases;
        }
        self.hold(place).await;
    }

    /// What must never be, of one report.
    async fn hold(&self, place: usize) {
        let Known { ticket, kind, canary, erased } = &self.reports[place];
        if *erased || !(kind.is_none() || *kind == Some(ServiceKind::PoliceConduct)) {
            return;
        }
        let told = format!("{ticket} of kind {kind:?}");
        for path in ["requests/TICKET.json", "requests/TICKET/updates.json"] {
            let path = path.replace("TICKET", ticket);
            let at_police = self.town.get(&format!("/api/polresta/{path}")).await;
            assert_eq!(at_police.status, 404, "{told}: {}", at_police.text());
            let answer = self.town.get(&format!("/api/{path}")).await;
            assert_eq!(answer.status, 200, "{told}");
            assert!(!answer.text().contains("canary"), "{told}: {}", answer.text());
            assert!(!answer.text().contains("media_url"), "{told}: {}", answer.text());
        }
        for desk in DESKS {
            let list = format!("/api/{desk}/requests.json");
            for path in [format!("{list}?service_request_id={ticket}"), list] {
                assert!(!self.town.get(&path).await.text().contains(canary), "{told} in {path}");
            }
        }
    }

    /// The database itself holds what the addresses say.
    fn hold_rows(&self) {
        let database = Connection::open(self.town.folder.path().join(DATABASE)).unwrap();
        for Known { ticket, kind, erased, .. } in self.reports.iter().filter(|report| !report.erased) {
            let row = database.query_row(
                "select kind, desk, published_at is not null from reports where ticket = ?1",
                [ticket],
                |row| {
                    Ok((row.get::<_, Option<String>>(0)?, row.get::<_, String>(1)?, row.get::<_, bool>(2)?))
                },
            );
            let (word, desk, published) = row.unwrap();
            assert_eq!(word.as_deref(), kind.map(ServiceKind::word), "{ticket} {erased}");
            let conduct = *kind == Some(ServiceKind::PoliceConduct);
            let guarded = conduct || kind.is_none();
            assert!(!conduct || desk == "pengawasan", "{ticket}");
            assert!(!guarded || (desk != "polresta" && !published), "{ticket}");
        }
    }
}

#[tokio::test]
async fn whatever_is_done_in_whatever_order_conduct_stays_with_oversight() {
    let (steps, chance) = (number("TANGGAP_OFFICE_STEPS", STEPS), Chance::new(number(SEED, 1)));
    let mut world = World { town: kinds::town(), reports: Vec::new(), chance, done: [0; 2] };
    while world.reports.is_empty() {
        world.send().await;
    }
    for step in 0..steps {
        if world.any(8) == 0 {
            world.send().await;
        } else {
            world.act().await;
        }
        if step % 100 == 99 {
            world.hold_rows();
        }
    }
    world.hold_rows();
    let [refused, done] = world.done;
    assert!(refused > 20 && done > 20, "both happen: {refused} refused, {done} done");
    let kinds =
        json!(world.reports.iter().map(|report| report.kind.map(ServiceKind::word)).collect::<Vec<_>>());
    assert!(kinds.to_string().contains("police-conduct") && kinds.to_string().contains("null"), "{kinds}");
}
