//! Where a report stands: asked by number alone, with what this device knew last until the answer is there.

use crate::state::{Portal, addressee, device, following};
use leptos::prelude::*;
use tanggap_browser::{clock, fetch, page};
use tanggap_core::{
    following::{Change, Followed, Outcome},
    ticket::Ticket,
    wire::{self, Tracked, Update},
};

#[derive(Clone, PartialEq)]
pub enum Tracking {
    Asking,
    Found(Box<Known>),
    /// Nobody has been asked: the person has to name the desk that gave the number.
    WhichDesk,
    /// A server that knows its reports says that there is none.
    Unknown,
    /// Two reports have this number: only a key tells them apart.
    NeedsKey,
    Erased,
    /// Too many numbers asked for from here.
    TooMany,
    NoAnswer,
}

/// What is known of a report.
#[derive(Clone, PartialEq)]
pub struct Known {
    pub report: Tracked,
    /// Oldest first.
    pub updates: Vec<Update>,
    /// Since when, in seconds of the device's clock; `None` while it is as of now.
    pub as_of: Option<i64>,
    /// What is different from what the person saw last.
    pub changes: Vec<Change>,
}

/// What came back.
pub enum Asked {
    /// Bodies with their `ETag`; `None` where nothing has changed.
    Answered {
        request: Option<Body>,
        updates: Option<Body>,
    },
    /// Nobody may be asked yet.
    Nobody,
    Unknown,
    NeedsKey,
    Erased,
    TooMany,
    NoAnswer,
}

type Body = (Vec<u8>, Option<String>);

const TIMEOUT_MS: i32 = 20_000;

/// Asks, and shows what is kept here as long as nobody has answered. What came is kept where the report is followed.
pub async fn track(portal: Portal, ticket: Ticket, state: RwSignal<Tracking>) {
    let number = ticket.digits().to_owned();
    leptos::task::spawn_local({
        let number = number.clone();
        async move {
            // Reading the device may take longer than a good line.
            following::load(portal).await;
            let kept = following::of(&number).and_then(|followed| known(portal, &followed, true));
            if state.try_get_untracked() == Some(Tracking::Asking)
                && let Some(known) = kept
            {
                let _gone = state.try_set(Tracking::Found(Box::new(known)));
            }
        }
    });
    let new = || Followed::new(&number, "", clock::now_unix_seconds());
    let api = addressee::api(portal, &number).await;
    let asked = match &api {
        Some(api) => ask_at(portal, api, &following::of(&number).unwrap_or_else(new)).await,
        None => Asked::Nobody,
    };
    if addressee::api_now(portal, &number) != api {
        // The person has named another desk meanwhile: that one's answer counts.
        return;
    }
    if matches!(asked, Asked::NoAnswer) {
        // Before it is said that the office does not answer: perhaps nobody can.
        device::ask_line(portal).await;
    }
    let kept = following::of(&number);
    let mut followed = kept.clone().unwrap_or_else(new);
    let failed = take(&mut followed, &asked);
    let known = known(portal, &followed, failed).map(Box::new);
    let outcome = match (asked, known) {
        (Asked::Answered { .. } | Asked::Nobody | Asked::NoAnswer | Asked::TooMany, Some(known)) => {
            Tracking::Found(known)
        }
        (Asked::Nobody, None) => Tracking::WhichDesk,
        (Asked::Unknown, _) => Tracking::Unknown,
        (Asked::NeedsKey, _) => Tracking::NeedsKey,
        (Asked::Erased, _) => Tracking::Erased,
        (Asked::TooMany, None) => Tracking::TooMany,
        (Asked::NoAnswer | Asked::Answered { .. }, None) => Tracking::NoAnswer,
    };
    // What was new stays said as long as this screen is there.
    let outcome = match (outcome, state.try_get_untracked()) {
        (Tracking::Found(mut now), Some(Tracking::Found(before))) if now.changes.is_empty() => {
            now.changes = before.changes;
            Tracking::Found(now)
        }
        (outcome, _) => outcome,
    };
    let is_seen = state.try_set(outcome).is_none();
    if kept.is_some() && is_seen {
        followed.look(following::today(portal), portal.config().utc_offset);
        following::keep(portal, followed);
    }
}

/// What a followed report is known to be. `late`: it is not as of now.
pub fn known(portal: Portal, followed: &Followed, late: bool) -> Option<Known> {
    let offset = portal.config().utc_offset;
    let known = followed.known(clock::now_unix_seconds(), offset)?;
    Some(Known {
        report: known.tracked,
        updates: known.updates,
        as_of: followed.as_of().filter(|_| late),
        changes: followed.changes(following::today(portal), offset),
    })
}

/// Takes what came back into what is known. Whether nothing new was learned.
pub fn take(followed: &mut Followed, asked: &Asked) -> bool {
    fn body(body: &Option<Body>) -> Option<(&[u8], Option<&str>)> {
        body.as_ref().map(|(bytes, etag)| (bytes.as_slice(), etag.as_deref()))
    }
    let outcome = match asked {
        Asked::Nobody => return true,
        Asked::Answered { request, updates } => {
            Outcome::Answered { request: body(request), updates: body(updates) }
        }
        Asked::Unknown | Asked::Erased => Outcome::Unknown,
        Asked::NeedsKey | Asked::TooMany | Asked::NoAnswer => Outcome::Failed { retry_after_s: None },
    };
    let failures = followed.tries.failures;
    followed.take(outcome, clock::now_unix_seconds());
    followed.tries.failures > failures
}

/// Asks after one that is followed.
pub async fn ask(portal: Portal, followed: &Followed) -> Asked {
    match addressee::api(portal, &followed.number).await {
        Some(api) => ask_at(portal, &api, followed).await,
        None => Asked::Nobody,
    }
}

async fn ask_at(portal: Portal, base: &str, followed: &Followed) -> Asked {
    let (number, language) = (wire::form_text(&followed.number), portal.language.get_untracked());
    let report = format!("{base}/requests/{number}.json?locale={language}");
    let timeline = format!("{base}/requests/{number}/updates.json?locale={language}");
    let etag =
        |part: &Option<tanggap_core::following::Part>| part.as_ref().and_then(|part| part.etag.clone());
    let (known_report, known_updates) = (etag(&followed.request), etag(&followed.updates));
    let (report, updates) = futures::join!(get(&report, known_report), get(&timeline, known_updates));
    let Some((report, etag)) = report else { return Asked::NoAnswer };
    // A backend without a timeline has none to show; the status still stands.
    let updates =
        updates.filter(|(answer, _)| answer.status == 200).map(|(answer, etag)| (answer.body, etag));
    let request = match (report.status, wire::tracked(&report.body, portal.config().utc_offset)) {
        (304, _) => None,
        (200, Some(Some(_))) => Some((report.body, etag)),
        (404, _) if wire::says(&report.body, "key_needed") => return Asked::NeedsKey,
        (410, Some(None)) => return Asked::Erased,
        (200 | 404, Some(None)) => return Asked::Unknown,
        (429, _) => return Asked::TooMany,
        _ => return Asked::NoAnswer,
    };
    Asked::Answered { request, updates }
}

/// Whether an address leads to the portal's own server: nothing is asked of others by itself.
pub fn is_ours(address: &str) -> bool {
    address.starts_with('/') || address.starts_with(&[page::origin(), "/".to_owned()].concat())
}

async fn get(url: &str, etag: Option<String>) -> Option<(fetch::Answer, Option<String>)> {
    let headers: Vec<(&str, &str)> =
        etag.as_deref().map(|etag| ("if-none-match", etag)).into_iter().collect();
    fetch::get_with(url, &headers, TIMEOUT_MS).await.ok()
}
