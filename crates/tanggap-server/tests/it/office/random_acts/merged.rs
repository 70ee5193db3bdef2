//! What the oracle knows of reports that were merged: that they are is read from the database, what follows from it is not.

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
    /// What is merged, into what.
    pub fn pairs(&self) -> Vec<[usize; 2]> {
        let database = Connection::open(self.town.folder.path().join(DATABASE)).unwrap();
        let mut statement = database
            .prepare(
                "select one.ticket, other.ticket from reports one join reports other on other.id = one.merged_into",
            )
            .unwrap();
        let pairs = statement.query_map([], |row| Ok([row.get(0)?, row.get(1)?])).unwrap();
        let place = |ticket: String| self.reports.iter().position(|report| report.ticket == ticket).unwrap();
        pairs.map(|pair: rusqlite::Result<[String; 2]>| pair.unwrap().map(place)).collect()
    }

    /// Those that tell of the same as this one.
    pub fn joined(&self, place: usize) -> BTreeSet<usize> {
        let (pairs, mut joined) = (self.pairs(), BTreeSet::from([place]));
        loop {
            let before = joined.len();
            for pair in &pairs {
                if pair.iter().any(|place| joined.contains(place)) {
                    joined.extend(pair);
                }
            }
            if joined.len() == before {
                joined.remove(&place);
                return joined;
            }
        }
    }

    /// One of them has another kind now.
    pub async fn follow(&mut self, place: usize, joined: &BTreeSet<usize>) {
        let strict = self.reports[place].kind;
        for other in joined {
            let other = &mut self.reports[*other];
            let follows = match strict {
                Some(ServiceKind::PoliceConduct) => true,
                None => other.kind != Some(ServiceKind::PoliceConduct),
                Some(_) => false,
            };
            if follows {
                self.followed += u32::from(other.kind != strict);
                other.kind = strict;
                other.publishable = false;
                other.was_conduct |= strict.is_some();
            }
        }
        for other in joined {
            self.hold(*other).await;
        }
    }

    /// Nothing is merged with what is guarded otherwise.
    pub fn hold_merged(&self) {
        for pair in self.pairs() {
            let [one, other] = pair.map(|place| &self.reports[place]);
            let told = format!("{} and {} are merged", one.ticket, other.ticket);
            assert_eq!(
                (one.is_guarded(), one.kind.is_none()),
                (other.is_guarded(), other.kind.is_none()),
                "{told}"
            );
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
