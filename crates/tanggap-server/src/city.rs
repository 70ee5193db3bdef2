//! What can be reported, per desk and language: the city's data, made into GeoReport once at start.
//! A mistake in the data stops the start and names the field: a form that nobody can send helps nobody.

mod localise;
mod permission;
mod service;
mod source;

pub use permission::{has_desk, may_publish, may_refer};
pub use service::CityService;
pub use source::{Source, SourceError};

use crate::{http::Encoded, random};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use tanggap_core::{
    config::PortalConfig,
    json::{Fault, Node},
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
                    Desk::load(&desk.id, &file, &text, config)?
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
}

impl Desk {
    fn load(id: &str, file: &str, text: &str, config: &PortalConfig) -> Result<Self, CityError> {
        let value = parse(file, text)?;
        Self::read(id, &Node::root(&value), config)
            .map_err(|fault| CityError::Field { file: file.to_owned(), fault })
    }

    fn read(id: &str, root: &Node, config: &PortalConfig) -> Result<Self, Fault> {
        let mut desk = Self::default();
        let mut lists: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        for node in root.get("services").list()? {
            let (service, entries) = CityService::read(id, &node, config)?;
            for (language, entry) in config.languages.iter().zip(entries) {
                lists.entry(language).or_default().push(entry);
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

fn parse(file: &str, text: &str) -> Result<Value, CityError> {
    let located = |error: serde_json::Error| CityError::NotJson {
        file: file.to_owned(),
        line: error.line(),
        column: error.column(),
    };
    serde_json::from_str(text).map_err(located)
}
