//! Whether a report or a message of this device tells of danger, as its receipt or the conversation has to know. In the lazy
//! part of the form, which has been there when a report was sent: understanding words is much code, and most receipts are of
//! reports that have arrived.

use crate::state::{
    Portal, backoff,
    outbox::{self, Row},
    triage::{self, Told},
};
use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use tanggap_core::{
    lexicon::HelpLine,
    service::{Service, ServiceKind},
};

/// Whom the city names beside the call; `None` where no call is needed, or as long as nobody knows.
pub type Lines = ArcRwSignal<Option<Vec<HelpLine>>>;

/// Desk and code of the service that a report was sent for.
type SentFor = Option<(String, String)>;

/// The lines for a report that tells of danger, or goes to an emergency service: then the call stands with it. Read from the
/// report's own bytes, as the page that sent it may be gone; where those are gone, too, there are none.
pub fn lines(portal: Portal, row: &Row) -> Lines {
    let lines = Lines::default();
    let (uid, desk, found, owner) = (row.uid.clone(), row.desk.clone(), lines.clone(), owner());
    leptos::task::spawn_local(async move {
        let Some(content) = outbox::content_of(portal, uid).await else { return };
        let sent_for = Some((desk, content.service().to_owned()));
        look_until_there(portal, content.told(), sent_for, found, owner).await;
    });
    lines
}

/// The lines for what is written to the office now, told to `lines`: nobody there reads it at once.
pub fn look_at(portal: Portal, text: &str, lines: Lines) {
    let told = Told::new(text, std::iter::empty(), "");
    leptos::task::spawn_local(look_until_there(portal, told, None, lines, owner()));
}

/// What is looked for ends with the screen.
fn owner() -> Owner {
    Owner::current().unwrap_or_default()
}

async fn look_until_there(portal: Portal, told: Told, sent_for: SentFor, lines: Lines, owner: Owner) {
    while look(portal, told.clone(), sent_for.clone(), lines.clone(), owner.clone()).await.is_err() {
        backoff::a_little().await;
    }
}

#[wasm_split(report, wasm_split_path = leptos::wasm_split, fallible)]
fn look(
    portal: Portal,
    told: Told,
    sent_for: SentFor,
    lines: Lines,
    owner: Owner,
) -> Result<(), SplitLoaderError> {
    owner.with(|| {
        triage::begin(portal);
        Effect::new(move || {
            let danger = told.danger(portal).map(|danger| danger.lines);
            let is_emergency = || {
                let kind = |service: &Service| service.kind == ServiceKind::Emergency;
                let of = |(desk, code): &(String, String)| {
                    portal.catalogue.with(|catalogue| catalogue.service(desk, code).is_some_and(kind))
                };
                sent_for.as_ref().is_some_and(of)
            };
            lines.set(danger.or_else(|| is_emergency().then(Vec::new)));
        });
    });
    Ok(())
}
