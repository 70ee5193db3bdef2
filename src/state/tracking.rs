//! Where a report stands: asked by number alone.

use crate::state::Portal;
use leptos::prelude::*;
use tanggap_browser::fetch;
use tanggap_core::{
    config::absolute,
    ticket::Ticket,
    wire::{self, Tracked, Update},
};

#[derive(Clone, PartialEq)]
pub enum Tracking {
    Asking,
    Found {
        report: Tracked,
        updates: Vec<Update>,
    },
    /// A server that knows its reports says that there is none.
    Unknown,
    NoAnswer,
}

const TIMEOUT_MS: i32 = 20_000;

/// Asks the portal's own server, which knows every desk; without one, each desk, but never the police first.
pub async fn track(portal: Portal, ticket: Ticket, state: RwSignal<Tracking>) {
    let _gone = state.try_set(Tracking::Asking);
    let language = portal.language.get_untracked();
    let mut outcome = Tracking::NoAnswer;
    for base in bases(portal) {
        outcome = ask(portal, &base, &ticket, &language).await;
        if outcome != Tracking::Unknown {
            break;
        }
    }
    let _gone = state.try_set(outcome);
}

fn bases(portal: Portal) -> Vec<String> {
    if let Some(tracker) = &portal.config().tracker {
        return vec![absolute(portal.base, tracker)];
    }
    use tanggap_core::config::DeskKind::Police;
    let mut desks: Vec<_> = portal.config().desks.iter().filter(|desk| desk.kind != Police).collect();
    desks.sort_by_key(|desk| desk.kind == tanggap_core::config::DeskKind::Oversight);
    desks.iter().map(|desk| desk.base_url(portal.base)).collect()
}

async fn ask(portal: Portal, base: &str, ticket: &Ticket, language: &str) -> Tracking {
    let digits = ticket.digits();
    let (report, timeline) = (
        format!("{base}/requests/{digits}.json?locale={language}"),
        format!("{base}/requests/{digits}/updates.json?locale={language}"),
    );
    let (report, updates) =
        futures::join!(fetch::get(&report, true, TIMEOUT_MS), fetch::get(&timeline, true, TIMEOUT_MS));
    let Ok(report) = report else { return Tracking::NoAnswer };
    let offset = portal.config().utc_offset;
    match (report.status, wire::tracked(&report.body, offset)) {
        (200, Some(Some(report))) => {
            // A backend without a timeline has none to show; the status still stands.
            let updates = updates.ok().filter(|answer| answer.status == 200);
            let updates = updates.and_then(|answer| wire::updates(&answer.body, offset)).unwrap_or_default();
            Tracking::Found { report, updates }
        }
        (200 | 404 | 410, Some(None)) => Tracking::Unknown,
        _ => Tracking::NoAnswer,
    }
}
