//! Whether a report of this device tells of danger, as its receipt has to know. In the lazy part of the form, which has been
//! there when the report was sent: understanding words is much code, and most receipts are of reports that have arrived.

use crate::state::{
    Portal, backoff,
    outbox::{self, Row, Told},
    triage,
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
pub type Lines = RwSignal<Option<Vec<HelpLine>>>;

/// The lines for a report that tells of danger, or goes to an emergency service: then the call stands with it. Read from the
/// report's own bytes, as the page that sent it may be gone; where those are gone, too, there are none.
pub fn lines(portal: Portal, row: &Row) -> Lines {
    let (lines, owner) = (RwSignal::new(None), Owner::current().unwrap_or_default());
    let (uid, desk) = (row.uid.clone(), row.desk.clone());
    leptos::task::spawn_local(async move {
        let Some(told) = outbox::content_of(portal, uid).await else { return };
        while look(portal, told.clone(), desk.clone(), lines, owner.clone()).await.is_err() {
            backoff::a_little().await;
        }
    });
    lines
}

#[wasm_split(report, wasm_split_path = leptos::wasm_split, fallible)]
fn look(
    portal: Portal,
    told: Told,
    desk: String,
    lines: Lines,
    owner: Owner,
) -> Result<(), SplitLoaderError> {
    owner.with(|| {
        triage::begin(portal);
        Effect::new(move || {
            let (code, words) = told.about();
            let danger = triage::danger_in(words, portal).map(|danger| danger.lines);
            let is_emergency = || {
                let kind = |service: &Service| service.kind == ServiceKind::Emergency;
                portal.catalogue.with(|catalogue| catalogue.service(&desk, code).is_some_and(kind))
            };
            // The receipt may have been left meanwhile.
            let _gone = lines.try_set(danger.or_else(|| is_emergency().then(Vec::new)));
        });
    });
    Ok(())
}
