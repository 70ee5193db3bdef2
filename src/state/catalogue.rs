//! What every desk takes, in the current language. One silent desk never hides the others.

use crate::state::Portal;
use leptos::prelude::*;
use tanggap_browser::fetch;
use tanggap_core::{config::Desk, service::Service, wire};

#[derive(Clone, Default)]
pub struct Catalogue {
    pub services: Vec<Service>,
    /// Ids of desks that gave no usable answer.
    pub silent: Vec<String>,
    /// Whether every desk has answered or failed.
    pub loaded: bool,
}

impl Catalogue {
    pub fn service(&self, desk: &str, code: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.desk == desk && service.code == code)
    }
}

const TIMEOUT_MS: i32 = 30_000;

/// Asks every desk at once. What was known stays until the answers are there.
pub async fn load(portal: Portal) {
    let language = portal.language.get_untracked();
    let asked = portal.config.desks.iter().map(|desk| services(portal.base, desk, &language));
    let answers = futures::future::join_all(asked).await;
    let mut catalogue = Catalogue { loaded: true, ..Catalogue::default() };
    for (desk, answer) in portal.config.desks.iter().zip(answers) {
        match answer {
            Some(services) => catalogue.services.extend(services),
            None => catalogue.silent.push(desk.id.clone()),
        }
    }
    portal.catalogue.set(catalogue);
}

async fn services(base: &str, desk: &Desk, language: &str) -> Option<Vec<Service>> {
    let answer = fetch::get(&desk.services_url(base, language), false, TIMEOUT_MS).await.ok()?;
    if answer.status == 200 { wire::services(&desk.id, &answer.body) } else { None }
}
