//! What the app knows: plain data in signals that outlive every page. Pages read and ask; they never fetch.

pub mod catalogue;
pub mod first_screen;
pub mod going;
pub mod keeping;
pub mod language;
pub mod locating;
pub mod mapping;
pub mod outgoing;
pub mod questions;
pub mod tracking;

use crate::state::{catalogue::Catalogue, outgoing::Outgoing, questions::Questions};
use leptos::prelude::*;
/// The browser's expression engine, for the rules of the core.
pub use tanggap_browser::pattern::matches;
use tanggap_core::{config::PortalConfig, journey::Draft, service::Service};

/// The handle that every page gets from the context.
#[derive(Clone, Copy)]
pub struct Portal {
    pub config: &'static PortalConfig,
    /// The path the portal lives under, with a slash at both ends.
    pub base: &'static str,
    pub language: RwSignal<String>,
    pub catalogue: RwSignal<Catalogue>,
    pub draft: RwSignal<Draft>,
    pub questions: RwSignal<Questions>,
    pub outgoing: RwSignal<Outgoing>,
}

impl Portal {
    pub fn new(config: &'static PortalConfig, base: &'static str, language: String) -> Self {
        let known = config.languages.contains(&language);
        let language = if known { language } else { config.languages.first().cloned().unwrap_or_default() };
        Self {
            config,
            base,
            language: RwSignal::new(language),
            catalogue: RwSignal::default(),
            draft: RwSignal::default(),
            questions: RwSignal::default(),
            outgoing: RwSignal::default(),
        }
    }

    /// The service that the draft is about, once the catalogue has it.
    pub fn service(self) -> Option<Service> {
        let chosen = self.draft.with(|draft| draft.service.clone());
        let (desk, code) = chosen?;
        self.catalogue.with(|catalogue| catalogue.service(&desk, &code).cloned())
    }

    pub fn desk_name(self, id: &str) -> String {
        let language = self.language.get();
        self.config.desk(id).map_or_else(|| id.to_owned(), |desk| desk.name.get(&language).to_owned())
    }
}

/// The shared state; read in component bodies only (never in handlers or after an await).
pub fn use_portal() -> Portal {
    expect_context()
}
