//! What the whole app shares: the city's config, the language, the services, and the draft with its questions.

use crate::state::{catalogue::Catalogue, questions::Questions};
use leptos::prelude::*;
use std::sync::OnceLock;
use tanggap_browser::boot;
use tanggap_core::{config::PortalConfig, journey::Draft, service::Service};

/// The handle that every page gets from the context.
#[derive(Clone, Copy)]
pub struct Portal {
    config: &'static ConfigFile,
    /// What the portal is called.
    pub name: &'static str,
    /// The path the portal lives under, with a slash at both ends.
    pub base: &'static str,
    pub language: RwSignal<String>,
    pub catalogue: RwSignal<Catalogue>,
    pub draft: RwSignal<Draft>,
    pub questions: RwSignal<Questions>,
}

/// The config as it came, and what it says once somebody asks: only later screens need to know.
struct ConfigFile {
    bytes: Vec<u8>,
    read: OnceLock<PortalConfig>,
}

impl Portal {
    pub fn new(config: Vec<u8>, name: &'static str, base: &'static str, language: String) -> Self {
        Self {
            config: Box::leak(Box::new(ConfigFile { bytes: config, read: OnceLock::new() })),
            name,
            base,
            language: RwSignal::new(language),
            catalogue: RwSignal::default(),
            draft: RwSignal::default(),
            questions: RwSignal::default(),
        }
    }

    /// What the city has configured. Never asked by what the first screen needs: reading it is code of the lazy
    /// parts. A faulty config stops the app with the name of the field.
    pub fn config(self) -> &'static PortalConfig {
        self.config.read.get_or_init(|| {
            PortalConfig::parse(&String::from_utf8_lossy(&self.config.bytes))
                .unwrap_or_else(|error| boot::stop(&format!("config.json: {error}")))
        })
    }

    /// The service that the draft is about, once the catalogue has it.
    pub fn service(self) -> Option<Service> {
        let chosen = self.draft.with(|draft| draft.service.clone());
        let (desk, code) = chosen?;
        self.catalogue.with(|catalogue| catalogue.service(&desk, &code).cloned())
    }

    pub fn desk_name(self, id: &str) -> String {
        let language = self.language.get();
        self.config().desk(id).map_or_else(|| id.to_owned(), |desk| desk.name.get(&language).to_owned())
    }
}

/// The shared state; read in component bodies only (never in handlers or after an await).
pub fn use_portal() -> Portal {
    expect_context()
}
