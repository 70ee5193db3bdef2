//! What every desk takes, in the current language. One silent desk never hides the others.
//!
//! The first screen only needs to know that the catalogue has arrived; making sense of it is a lazy part.

mod services;

pub use services::Catalogue;

use crate::state::Portal;
use futures::{
    channel::oneshot::{Sender, channel},
    future::join_all,
};
use leptos::{prelude::*, task::spawn_local};
use std::cell::RefCell;
use tanggap_browser::{boot, fetch};
use tanggap_core::{config::Desk, service::Service, wire};

const TIMEOUT_MS: i32 = 30_000;

thread_local! {
    /// Answers by address, nothing for a desk that gave none; taken by the first who reads them.
    static ARRIVED: RefCell<Vec<(String, Option<Vec<u8>>)>> = const { RefCell::new(Vec::new()) };
    /// Who waits until every desk has answered or failed.
    static AWAITED: RefCell<Vec<Sender<()>>> = const { RefCell::new(Vec::new()) };
}

/// Waits until every desk has answered or failed: before, nobody knows what a draft is about.
pub async fn known(portal: Portal) {
    if portal.catalogue.with_untracked(|catalogue| !catalogue.loaded) {
        let (sender, known) = channel();
        AWAITED.with_borrow_mut(|awaited| awaited.push(sender));
        let _loaded = known.await;
    }
}

/// Waits for the catalogues that the page has asked for. One after the other costs nothing: all are on their way.
pub async fn arrive() {
    for url in boot::catalogues() {
        let answer = answer(&url).await;
        ARRIVED.with(|arrived| arrived.borrow_mut().push((url, answer)));
    }
}

/// Asks every desk at once. What was known stays until the answers are there, and of a desk that gives none: a form that
/// somebody is in the middle of is not lost with a line.
pub async fn load(portal: Portal) {
    let language = portal.language.get_untracked();
    let asked = portal.config().desks.iter().map(|desk| services(portal.base, desk, &language));
    let answers = join_all(asked).await;
    let known = portal.catalogue.with_untracked(|catalogue| catalogue.services.clone());
    let mut catalogue = Catalogue { loaded: true, ..Catalogue::default() };
    for (desk, answer) in portal.config().desks.iter().zip(answers) {
        let known = known.iter().filter(|service| service.desk == desk.id).cloned();
        let is_silent = answer.is_none();
        let services = answer.unwrap_or_else(|| known.collect());
        if is_silent && services.is_empty() {
            catalogue.silent.push(desk.id.clone());
        }
        catalogue.services.extend(services);
    }
    let silent = catalogue.silent.clone();
    portal.catalogue.set(catalogue);
    for waiter in AWAITED.take() {
        // The caller may have been dropped.
        let _gone = waiter.send(());
    }
    // Whoever can choose already does not wait for these.
    for desk in portal.config().desks.iter().filter(|desk| silent.contains(&desk.id)) {
        spawn_local(in_another_language(portal, desk, language.clone()));
    }
}

/// What this device keeps of a silent desk's list in whichever language: better than none.
async fn in_another_language(portal: Portal, desk: &'static Desk, now: String) {
    let others = portal.config().languages.iter().filter(|language| **language != now);
    let asked = others.map(|language| services(portal.base, desk, language));
    let Some(services) = join_all(asked).await.into_iter().flatten().next() else { return };
    if portal.language.with_untracked(|language| *language != now) {
        return;
    }
    portal.catalogue.update(|catalogue| {
        // It may have answered meanwhile.
        if let Some(place) = catalogue.silent.iter().position(|silent| *silent == desk.id) {
            catalogue.silent.remove(place);
            catalogue.services.extend(services);
        }
    });
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
