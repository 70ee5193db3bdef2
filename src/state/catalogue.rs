//! What every desk takes, in the current language. One silent desk never hides the others.
//!
//! The first screen only needs to know that the catalogue has arrived; making sense of it is a lazy part.

use crate::state::{Portal, outbox, triage};
use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use std::cell::RefCell;
use tanggap_browser::{boot, fetch};
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

thread_local! {
    /// Answers by address, nothing for a desk that gave none; taken by the first who reads them.
    static ARRIVED: RefCell<Vec<(String, Option<Vec<u8>>)>> = const { RefCell::new(Vec::new()) };
}

/// Waits for the catalogues that the page has asked for. One after the other costs nothing: all are on their way.
pub async fn arrive() {
    for url in boot::catalogues() {
        let answer = answer(&url).await;
        ARRIVED.with(|arrived| arrived.borrow_mut().push((url, answer)));
    }
}

/// Reads config and catalogue when the first screen stands, so that the next finds them read, and fetches what is listened
/// for there; then looks after what waits on this device. An error where the
/// part can't be fetched: nobody is waiting for it yet, and it may be asked for again.
#[wasm_split(read_catalogue, wasm_split_path = leptos::wasm_split, fallible)]
pub fn read(portal: Portal) -> Result<(), SplitLoaderError> {
    leptos::task::spawn_local(async move {
        load(portal).await;
        leptos::task::spawn_local(triage::fetch_ahead(portal));
        outbox::begin(portal).await;
    });
    Ok(())
}

/// Asks every desk at once. What was known stays until the answers are there, and of a desk that gives none: a form that
/// somebody is in the middle of is not lost with a line.
pub async fn load(portal: Portal) {
    let language = portal.language.get_untracked();
    let asked = portal.config().desks.iter().map(|desk| services(portal.base, desk, &language));
    let answers = futures::future::join_all(asked).await;
    let known = portal.catalogue.with_untracked(|catalogue| catalogue.services.clone());
    let mut catalogue = Catalogue { loaded: true, ..Catalogue::default() };
    for (desk, answer) in portal.config().desks.iter().zip(answers) {
        match answer {
            Some(services) => catalogue.services.extend(services),
            None => {
                catalogue.services.extend(known.iter().filter(|service| service.desk == desk.id).cloned());
                catalogue.silent.push(desk.id.clone());
            }
        }
    }
    portal.catalogue.set(catalogue);
}

async fn services(base: &str, desk: &Desk, language: &str) -> Option<Vec<Service>> {
    let url = desk.services_url(base, language);
    let arrived = ARRIVED.with(|arrived| {
        let mut arrived = arrived.borrow_mut();
        let place = arrived.iter().position(|(known, _)| *known == url)?;
        Some(arrived.swap_remove(place).1)
    });
    let bytes = match arrived {
        Some(bytes) => bytes,
        None => answer(&url).await,
    };
    wire::services(&desk.id, &bytes?)
}

async fn answer(url: &str) -> Option<Vec<u8>> {
    let answer = fetch::get(url, false, TIMEOUT_MS).await.ok()?;
    (answer.status == 200).then_some(answer.body)
}
