//! What can be reported, per desk and language: the city's data, made into GeoReport once at start.
//! A mistake in the data stops the start and names the field: a form that nobody can send helps nobody.

mod inspection;
mod localise;
mod service;
mod source;

pub use inspection::{CityMistakes, inspect};
pub use service::CityService;
pub use source::{Source, SourceError};

use crate::{http::Encoded, random, store::Classified};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use tanggap_core::{
    config::{self, DeskKind, PortalConfig},
    json::{Fault, Node},
    office::{self, Act, Actor, Standing},
    service::ServiceKind,
};

pub struct City {
    /// By desk, then by service code.
    desks: BTreeMap<String, Desk>,
    /// Changes when any definition does.
    pub changeset: String,
}

#[derive(Default)]
pub struct Desk {
    services: BTreeMap<String, CityService>,
    /// `GET services` by language.
    lists: BTreeMap<String, Encoded>,
}

#[derive(Debug, thiserror::Error)]
pub enum CityError {
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error("{file}: line {line}, column {column}: not JSON")]
    NotJson { file: String, line: usize, column: usize },
    #[error("{file}: {fault}")]
    Field { file: String, fault: Fault },
}

impl City {
    pub fn load(source: &Source, config: &PortalConfig) -> Result<Self, CityError> {
        let mut hash = Sha256::new();
        let mut desks = BTreeMap::new();
        for desk in &config.desks {
            let file = format!("services/{}.json", desk.id);
            let loaded = match source.read(&file)? {
                Some(text) => {
                    hash.update(&text);
                    Desk::load(desk, &file, &text, config)?
                }
                None => Desk::default(),
            };
            desks.insert(desk.id.clone(), loaded);
        }
        Ok(Self { desks, changeset: random::hex(&hash.finalize()[..8]) })
    }

    pub fn desk(&self, id: &str) -> Option<&Desk> {
        self.desks.get(id)
    }

    pub fn service(&self, desk: &str, code: &str) -> Option<&CityService> {
        self.desk(desk)?.service(code)
    }

    /// Every service of every desk.
    pub fn services(&self) -> impl Iterator<Item = (&str, &CityService)> {
        self.desks
            .iter()
            .flat_map(|(desk, services)| services.services().map(move |service| (desk.as_str(), service)))
    }

    /// Services that state for how many days their closed reports are kept: desk, code, days.
    pub fn schedules(&self) -> impl Iterator<Item = (&str, &str, u32)> {
        self.services()
            .filter_map(|(desk, service)| Some((desk, service.code.as_str(), service.retention_days?)))
    }

    /// A sum of all that the office's rules look at: desks and their kinds, services and what they state. Words may change.
    pub fn rules(&self, config: &PortalConfig) -> String {
        let mut hash = Sha256::new();
        for desk in &config.desks {
            hash.update(format!("{:?}\n", (&desk.id, desk.kind)));
            for service in self.desk(&desk.id).into_iter().flat_map(Desk::services) {
                let Classified { kind, publishable, clock } = self.classify(config, &desk.id, &service.code);
                let states = (&service.code, kind, publishable, clock, service.retention_days);
                hash.update(format!("{states:?}\n"));
            }
        }
        random::hex(&hash.finalize()[..8])
    }

    /// What is kept with a report of a desk's service; of a service that isn't there nobody states anything.
    pub fn classify(&self, config: &PortalConfig, desk: &str, code: &str) -> Classified {
        let service = self.service(desk, code);
        let stated = service.and_then(|service| service.kind);
        let at = config.desk(desk).map_or(DeskKind::City, |desk| desk.kind);
        let kind = office::kind_at(at, stated);
        let may_be_public = kind.is_some_and(|kind| kind != ServiceKind::PoliceConduct);
        Classified {
            kind,
            publishable: may_be_public && service.is_some_and(|service| service.publishable),
            clock: service.and_then(|service| service.clock.clone()),
        }
    }
}

impl Desk {
    fn load(desk: &config::Desk, file: &str, text: &str, config: &PortalConfig) -> Result<Self, CityError> {
        let value = parse(file, text)?;
        Self::read(desk, &Node::root(&value), config)
            .map_err(|fault| CityError::Field { file: file.to_owned(), fault })
    }

    fn read(owner: &config::Desk, root: &Node, config: &PortalConfig) -> Result<Self, Fault> {
        let mut desk = Self::default();
        let mut lists: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        for node in root.get("services").list()? {
            let (service, entries) = CityService::read(owner, &node, config)?;
            // A form that this desk must not take is offered to nobody.
            if is_offered(owner, &service, config) {
                for (language, entry) in config.languages.iter().zip(entries) {
                    lists.entry(language).or_default().push(entry);
                }
            }
            let code = node.get("code");
            if desk.services.insert(service.code.clone(), service).is_some() {
                return Err(code.fault("a code that no other service of this desk has"));
            }
        }
        for language in &config.languages {
            let entries = lists.remove(language.as_str()).unwrap_or_default();
            desk.lists.insert(language.clone(), Encoded::new(Value::from(entries).to_string().into_bytes()));
        }
        Ok(desk)
    }

    pub fn service(&self, code: &str) -> Option<&CityService> {
        self.services.get(code)
    }

    pub fn services(&self) -> impl Iterator<Item = &CityService> {
        self.services.values()
    }

    /// `GET services` in a language; `None` for a desk without any.
    pub fn list(&self, language: &str) -> Option<&Encoded> {
        self.lists.get(language)
    }
}

fn is_offered(desk: &config::Desk, service: &CityService, config: &PortalConfig) -> bool {
    let kind = office::kind_at(desk.kind, service.kind);
    let report = Standing::new(&desk.id, &service.code, kind, service.publishable);
    office::may(&Act::Receive, Actor::Public, &report, &config.desks).is_ok()
}

fn parse(file: &str, text: &str) -> Result<Value, CityError> {
    let located = |error: serde_json::Error| CityError::NotJson {
        file: file.to_owned(),
        line: error.line(),
        column: error.column(),
    };
    serde_json::from_str(text).map_err(located)
}
