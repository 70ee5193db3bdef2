//! Acts in any order, by anyone, on any report. The oracle knows the kind of every report by itself.

mod deeds;
mod doors;
mod hold;
mod known;
mod merged;

use super::kinds::{self, DESKS, SERVICES};
use crate::{
    chance::{Chance, SEED, number},
    town::{NOW, Town},
};
use known::Known;
use serde_json::json;
use tanggap_core::service::ServiceKind;
use tanggap_server::{
    office::{By, Deed},
    store::Forwarding,
};

const STEPS: u64 = 1_000;
/// What oversight asks while a report is guarded.
const CONFIDED: &str = "canary-confided";

struct World {
    town: Town,
    reports: Vec<Known>,
    chance: Chance,
    /// The desk that the config lacks at the moment.
    gone: Option<&'static str>,
    done: [u32; 2],
    at_the_command_line: u32,
    corrected: u32,
    unclassified: u32,
    /// Reports whose kind followed that of one that they were merged with.
    followed: u32,
    /// The same, of those that were merged no longer.
    followed_apart: u32,
    /// Reports that oversight took out of what they were merged with.
    matters: usize,
    /// Reports that the police has, and of which something was said before in confidence.
    confided: u32,
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
        let (desk, code, place) = (self.desk(), SERVICES[self.any(SERVICES.len())].0, self.reports.len());
        let canary = format!("canary-{place}-{}.", self.any(1 << 20));
        let (ticket, sent) = if self.any(3) == 0 {
            let form = format!("service_code={code}&description={canary}&kind=complaint&publishable=1");
            let answer = self.town.post(&format!("/api/{desk}/requests.json"), &form).await;
            ((answer.status == 200).then(|| answer.json()[0]["service_request_id"].clone()), None)
        } else {
            let (path, mut body) = kinds::report(desk, code, &canary);
            if !self.reports.is_empty() && self.any(3) == 0 {
                let claimed = self.any(self.reports.len());
                body["ticket"] = self.reports[claimed].ticket.as_str().into();
            }
            let answer = self.town.put(&path, body.to_string()).await;
            assert!(matches!(answer.status.as_u16(), 201 | 404 | 422), "{}", answer.text());
            ((answer.status == 201).then(|| answer.json()["service_request_id"].clone()), Some(body))
        };
        let kind = kinds::kind_at(desk, code).filter(|_| self.gone != Some(desk));
        assert_eq!(ticket.is_some(), kind.is_some(), "{code} at {desk}");
        if let (Some(ticket), Some(kind)) = (ticket, kind) {
            self.unclassified += u32::from(kind.is_none());
            let ticket = ticket.as_str().unwrap().to_owned();
            let publishable = kinds::is_publishable(desk, code);
            let was_conduct = kind == Some(ServiceKind::PoliceConduct);
            let (erased, withdrawn, body) = (false, false, sent);
            let known = Known {
                ticket,
                body,
                desk,
                kind,
                publishable,
                was_conduct,
                canary,
                matter: place,
                erased,
                withdrawn,
            };
            self.reports.push(known);
        }
    }

    async fn act(&mut self) {
        // Mostly one of the newest, so that much happens to one report.
        let newest = self.reports.len().min(4);
        let merged: Vec<_> = (0..self.reports.len()).filter(|place| self.is_joined(*place)).collect();
        let is_guarded = |place: &usize| self.reports[*place].is_guarded() && !self.reports[*place].erased;
        let guarded: Vec<_> = (0..self.reports.len()).filter(is_guarded).collect();
        let place = match self.any(5) {
            // What is merged or guarded has more to lose.
            1 if !merged.is_empty() => merged[self.any(merged.len())],
            2 if !guarded.is_empty() => guarded[self.any(guarded.len())],
            0 => self.any(self.reports.len()),
            _ => self.reports.len() - 1 - self.any(newest),
        };
        let by = match self.any(7) {
            0 => By::Administrator,
            1 => By::System,
            2..=5 if self.reports[place].is_guarded() => By::Desk("pengawasan".into()),
            2 => By::Desk(self.desk().to_owned()),
            _ => By::ItsDesk,
        };
        let deed = if self.any(25) == 0 { Deed::Erase } else { self.deed(place) };
        let (given, erases) = match &deed {
            Deed::Reclassify { kind, publishable, .. } => (Some((*kind, *publishable)), false),
            deed => (None, matches!(deed, Deed::Erase)),
        };
        let into = if let Deed::Merge { into } = &deed { Some(into.clone()) } else { None };
        let (ticket, joined) = (self.reports[place].ticket.clone(), self.joined(place));
        let at_the_command_line = match self.any(8) {
            0 => self.command(&ticket, &by, &deed).await,
            _ => None,
        };
        self.at_the_command_line += u32::from(at_the_command_line.is_some());
        let done = match at_the_command_line {
            Some(done) => done,
            None => self.town.act(&ticket, by, deed, NOW).await.is_ok(),
        };
        self.done[usize::from(done)] += 1;
        let report = &mut self.reports[place];
        report.erased |= done && erases;
        if let Some((kind, asked)) = given.filter(|_| done) {
            let was_guarded = report.is_guarded();
            report.becomes(kind, asked);
            if was_guarded && !report.is_guarded() {
                self.leave(place);
            }
            self.follow(place, &joined).await;
        }
        if let Some(into) = into.filter(|_| done) {
            self.join(place, &into);
        }
        match self.any(30) {
            0 => self.withdraw(place).await,
            1 => self.correct(place).await,
            _ => {}
        }
        self.hold(place).await;
        self.confided += u32::from(self.withholds(&ticket).await);
    }

    /// A desk goes, or comes back.
    async fn restart(self) -> Self {
        let gone = match self.gone {
            None => Some(["aspirasi", "polresta"][self.reports.len() % 2]),
            Some(_) => None,
        };
        Self { town: kinds::restarted(self.town, gone).await, gone, ..self }
    }
}

#[tokio::test]
async fn whatever_is_done_in_whatever_order_conduct_stays_with_oversight() {
    let (steps, chance) = (number("TANGGAP_OFFICE_STEPS", STEPS), Chance::new(number(SEED, 1)));
    let mut world = World {
        town: kinds::town(),
        reports: Vec::new(),
        chance,
        gone: None,
        done: [0; 2],
        at_the_command_line: 0,
        corrected: 0,
        unclassified: 0,
        followed: 0,
        followed_apart: 0,
        matters: 0,
        confided: 0,
    };
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
            world.hold_lists().await;
            world = world.restart().await;
        }
    }
    world.hold_rows();
    let (commands, corrected, followed) = (world.at_the_command_line, world.corrected, world.followed);
    assert!(commands > 20 && corrected > 2, "{commands} at the command line, {corrected} corrected");
    assert!(followed > 2, "{followed} became conduct with another one");
    let apart = world.followed_apart;
    assert!(
        apart > 0 && world.matters > 0,
        "{apart} when they were merged no longer, {} left",
        world.matters
    );
    assert!(world.confided > 0, "{} times the police was not told what was confided", world.confided);
    let [refused, done] = world.done;
    assert!(refused > 20 && done > 20, "both happen: {refused} refused, {done} done");
    let kinds =
        json!(world.reports.iter().map(|report| report.kind.map(ServiceKind::word)).collect::<Vec<_>>());
    assert!(kinds.to_string().contains("police-conduct") && world.unclassified > 2, "{kinds}");
}
