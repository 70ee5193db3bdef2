//! What told words mean, found on this device: nothing of it is sent. The city's file of words comes when the first screen
//! stands, and is read with the catalogue where somebody has told something.

use crate::state::{Portal, language, waiting};
use futures::{
    FutureExt,
    future::{Either, select},
};
use leptos::prelude::*;
use std::{cell::RefCell, pin::pin, sync::Arc};
use tanggap_browser::{clock, fetch};
use tanggap_core::{
    config::absolute,
    danger::Danger,
    lexicon::{self, Lexicon},
    service::Service,
    triage::{Finding, Triage},
};

const TIMEOUT_MS: i32 = 20_000;
/// So long do guesses wait for the file; then the catalogue alone guesses, until the file is there.
const PATIENCE_MS: i32 = 1_500;

thread_local! {
    /// The city's file as it came.
    static ARRIVED: RefCell<Option<String>> = const { RefCell::new(None) };
    static LEXICON: ArcRwSignal<Option<Arc<Lexicon>>> = ArcRwSignal::new(None);
    static TRIAGE: ArcRwSignal<Option<Arc<Triage>>> = ArcRwSignal::new(None);
    /// What it was made of: it takes a while to make.
    static MADE_OF: RefCell<Option<(Arc<Lexicon>, Vec<Service>)>> = const { RefCell::new(None) };
}

/// Fetches the city's file while nobody waits for it.
pub async fn fetch_ahead(portal: Portal) {
    let _kept = text(portal).await;
}

async fn text(portal: Portal) -> Option<String> {
    if let Some(text) = ARRIVED.with(|arrived| arrived.borrow().clone()) {
        return Some(text);
    }
    let Some(file) = &portal.config().lexicon else { return Some("{}".to_owned()) };
    let answer = fetch::get(&absolute(portal.base, file), false, TIMEOUT_MS).await.ok()?;
    let text = String::from_utf8(answer.body).ok().filter(|_| answer.status == 200)?;
    ARRIVED.with(|arrived| *arrived.borrow_mut() = Some(text.clone()));
    Some(text)
}

/// Reads file and catalogue, now and whenever the catalogue changes, for as long as the screens of the form are open.
pub fn begin(portal: Portal) {
    let (lexicon, triage) = (LEXICON.with(Clone::clone), TRIAGE.with(Clone::clone));
    if lexicon.with_untracked(Option::is_none) {
        leptos::task::spawn_local(wait(portal));
    }
    Effect::new(move || {
        let Some(lexicon) = lexicon.get() else { return };
        let services =
            portal.catalogue.with(|catalogue| catalogue.loaded.then(|| catalogue.services.clone()));
        let Some(services) = services else { return };
        let known = MADE_OF.with(|made| {
            made.borrow().as_ref().is_some_and(|(file, of)| Arc::ptr_eq(file, &lexicon) && *of == services)
        });
        if !known {
            triage.set(Some(Arc::new(Triage::new(&lexicon, &services, portal.config()))));
            MADE_OF.with(|made| *made.borrow_mut() = Some((lexicon, services)));
        }
    });
}

async fn wait(portal: Portal) {
    let mut whole = pin!(read(portal).fuse());
    if let Either::Left(_) = select(pin!(clock::wait(PATIENCE_MS).fuse()), whole.as_mut()).await {
        LEXICON.with(Clone::clone).set(Some(Arc::default()));
        whole.await;
    }
}

/// Asks for the file until it is there. One that can't be read counts as none: the build has looked at the city's.
async fn read(portal: Portal) {
    // What is said about a danger is among the words that come later.
    language::all_words().await;
    loop {
        if let Some(text) = text(portal).await {
            let lexicon = lexicon::read(&text).unwrap_or_default();
            return LEXICON.with(Clone::clone).set(Some(Arc::new(lexicon)));
        }
        waiting::a_little().await;
    }
}

/// What words mean; `None` until file and catalogue are there. Tracked.
pub fn find(told: &str, is_offered: impl Fn(&Service) -> bool, portal: Portal) -> Option<Finding> {
    let triage = TRIAGE.with(Clone::clone).get()?;
    portal.catalogue.with(|catalogue| {
        Some(triage.read(told, |desk, code| catalogue.service(desk, code).is_some_and(&is_offered)))
    })
}

/// The danger in what was told for the report at hand. Tracked only until the file is there: a screen is drawn for what
/// was told before.
pub fn danger(portal: Portal) -> Option<Danger> {
    let told = portal.draft.with_untracked(|draft| draft.description.clone());
    find(&told, |_| false, portal)?.danger
}
