//! What the oracle knows of reports that were merged: they tell of the same for good, whatever becomes of the merge, unless
//! oversight decides of one that it tells of something else.

use super::{CONFIDED, World};
use rusqlite::Connection;
use std::collections::BTreeSet;
use tanggap_core::service::ServiceKind;
use tanggap_server::{
    api::message_text,
    office::{By, conversation},
    store::DATABASE,
};

impl World {
    /// Those that are merged at the moment, whatever follows from it.
    fn paired(&self) -> BTreeSet<usize> {
        let database = Connection::open(self.town.folder.path().join(DATABASE)).unwrap();
        let mut statement = database
            .prepare(
                "select one.ticket from reports one join reports other on other.merged_into = one.id or one.merged_into = other.id",
            )
            .unwrap();
        let paired = statement.query_map([], |row| row.get(0)).unwrap();
        let place = |ticket: String| self.reports.iter().position(|report| report.ticket == ticket).unwrap();
        paired.map(|ticket: rusqlite::Result<String>| place(ticket.unwrap())).collect()
    }

    /// Those that tell of the same as this one.
    pub fn joined(&self, place: usize) -> BTreeSet<usize> {
        let matter = self.reports[place].matter;
        (0..self.reports.len())
            .filter(|other| *other != place && self.reports[*other].matter == matter)
            .collect()
    }

    pub fn is_joined(&self, place: usize) -> bool {
        !self.joined(place).is_empty()
    }

    /// From now on they tell of the same.
    pub fn join(&mut self, place: usize, ticket: &str) {
        let other = self.reports.iter().find(|report| report.ticket == ticket).unwrap().matter;
        let matter = self.reports[place].matter;
        self.reports
            .iter_mut()
            .filter(|report| report.matter == other)
            .for_each(|report| report.matter = matter);
    }

    /// Oversight has decided that it tells of something else.
    pub fn leave(&mut self, place: usize) {
        self.matters += 1;
        self.reports[place].matter = usize::MAX - self.matters;
    }

    /// One that was corrected is held to what is known of the others.
    pub fn held(&mut self, place: usize) {
        let joined = self.joined(place);
        let kinds: Vec<_> = joined.iter().map(|other| self.reports[*other].kind).collect();
        let known = &mut self.reports[place];
        let conduct = Some(ServiceKind::PoliceConduct);
        if known.kind != conduct && (kinds.contains(&conduct) || kinds.contains(&None)) {
            known.kind = if kinds.contains(&conduct) { conduct } else { None };
            known.publishable = false;
            known.was_conduct |= known.kind == conduct;
        }
    }

    /// One of them has another kind now.
    pub async fn follow(&mut self, place: usize, joined: &BTreeSet<usize>) {
        let (strict, paired) = (self.reports[place].kind, self.paired());
        for place in joined {
            let other = &mut self.reports[*place];
            let follows = match strict {
                Some(ServiceKind::PoliceConduct) => true,
                None => other.kind != Some(ServiceKind::PoliceConduct),
                Some(_) => false,
            };
            if follows {
                self.followed += u32::from(other.kind != strict);
                self.followed_apart += u32::from(other.kind != strict && !paired.contains(place));
                other.kind = strict;
                other.publishable = false;
                other.was_conduct |= strict.is_some();
            }
        }
        for other in joined {
            self.hold(*other).await;
        }
    }

    /// Nothing tells of the same as what is guarded otherwise.
    pub fn hold_merged(&self) {
        for place in 0..self.reports.len() {
            for other in self.joined(place) {
                let (one, other) = (&self.reports[place], &self.reports[other]);
                let told = format!("{} and {} were merged", one.ticket, other.ticket);
                assert_eq!(
                    (one.is_guarded(), one.kind.is_none()),
                    (other.is_guarded(), other.kind.is_none()),
                    "{told}"
                );
            }
        }
    }

    /// Whether the police has it, and is not told all that was said.
    pub async fn withholds(&self, ticket: &str) -> bool {
        let (store, config) = (&self.town.portal.store, &self.town.portal.config);
        let said = conversation(store, config, ticket, &By::Desk("polresta".into()), 0).await;
        said.is_ok_and(|said| said.withheld > 0)
    }

    /// What was said while a report was guarded no desk of police reads.
    pub async fn hold_confidence(&self, ticket: &str) {
        let (store, config) = (&self.town.portal.store, &self.town.portal.config);
        let Ok(said) = conversation(store, config, ticket, &By::Desk("polresta".into()), 0).await else {
            return;
        };
        let confided = |text: Option<String>| text.is_some_and(|text| text.contains(CONFIDED));
        assert!(!said.messages.iter().any(|message| confided(message_text(message))), "{ticket}");
    }
}
