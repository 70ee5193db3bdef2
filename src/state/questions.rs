//! The chosen service and its questions.

mod known;

pub use known::Questions;

use crate::state::{Portal, catalogue};
use leptos::{prelude::*, task::spawn_local};
use tanggap_browser::fetch;
use tanggap_core::{form::Definition, service::Service, wire};

const TIMEOUT_MS: i32 = 30_000;

/// Makes the draft about this service. Answers to another service's questions don't count any more.
pub fn choose(portal: Portal, service: &Service) {
    let chosen = Some((service.desk.clone(), service.code.clone()));
    portal.draft.update(|draft| {
        if draft.service != chosen {
            draft.service = chosen;
            draft.answers = Default::default();
        }
        if !service.identity.contains(&draft.identity.kind) {
            draft.identity_chosen = false;
        }
    });
}

/// Has the questions of the chosen service fetched: nobody but a screen of the form waits for them.
pub fn load_soon(portal: Portal) {
    portal.questions.set(Questions::Loading);
    spawn_local(load(portal));
}

/// Gets the questions of the chosen service.
pub async fn load(portal: Portal) {
    portal.questions.set(Questions::Loading);
    // A draft may come back from the device before the desks have said what they take.
    catalogue::known(portal).await;
    fetch_into(portal, Questions::Failed).await;
}

/// Gets the questions again in another language; what is shown stays until they are there, and where they can't be had.
pub async fn reload(portal: Portal) {
    let shown = portal.questions.with_untracked(|questions| questions.known().cloned());
    if portal.draft.with_untracked(|draft| draft.service.is_some()) {
        fetch_into(portal, shown.map_or(Questions::Failed, Questions::Behind)).await;
    }
}

async fn fetch_into(portal: Portal, otherwise: Questions) {
    let Some(service) = untrack(|| portal.service()) else { return portal.questions.set(otherwise) };
    let ready = if service.has_questions {
        definition(portal, &service.desk, &service.code).await
    } else {
        Some(Definition { service_code: service.code.clone(), ..Definition::default() })
    };
    let questions = match ready {
        Some(definition) => Questions::Ready(definition),
        None if otherwise == Questions::Failed => {
            in_another_language(portal, &service).await.map_or(otherwise, Questions::Behind)
        }
        None => otherwise,
    };
    // Somebody may have chosen another service meanwhile.
    let chosen = portal.draft.with_untracked(|draft| draft.service.clone());
    if chosen != Some((service.desk, service.code)) {
        return;
    }
    if let Some(definition) = questions.known() {
        portal.draft.update(|draft| {
            if draft.answers.is_empty() {
                draft.answers = definition.defaults();
            }
        });
    }
    portal.questions.set(questions);
}

/// The questions as this device keeps them, in whichever language: better than none.
async fn in_another_language(portal: Portal, service: &Service) -> Option<Definition> {
    let now = portal.language.get_untracked();
    let others = portal.config().languages.iter().filter(|language| **language != now);
    let asked = others.map(|language| definition_in(portal, &service.desk, &service.code, language));
    futures::future::join_all(asked).await.into_iter().flatten().next()
}

/// The questions of a service as its desk tells them now.
pub async fn definition(portal: Portal, desk: &str, code: &str) -> Option<Definition> {
    definition_in(portal, desk, code, &portal.language.get_untracked()).await
}

async fn definition_in(portal: Portal, desk: &str, code: &str, language: &str) -> Option<Definition> {
    let desk = portal.config().desk(desk)?;
    // FixMyStreet's codes are names with spaces and slashes.
    let code = wire::form_text(code);
    let url = format!("{}/services/{code}.json?locale={language}", desk.base_url(portal.base));
    let answer = fetch::get(&url, false, TIMEOUT_MS).await.ok()?;
    if answer.status == 200 { wire::definition(&answer.body) } else { None }
}
