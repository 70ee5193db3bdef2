//! *Send*: the draft becomes bytes that never change (R1, R2), with the numbers that the person is told at once.

use super::{NotKept, discovery, outbox};
use crate::{
    i18n::{key, t},
    state::{Portal, drafts, language},
};
use leptos::prelude::*;
use tanggap_browser::{chance, clock};
use tanggap_core::{
    config::Desk,
    form::Definition,
    instant::Instant,
    journey::Stamp,
    media::MediaClaim,
    outbox::{About, Door, NewItem, NewMedia, Numbers, Parcel},
    ports::StoreFault,
    report::{Report, Uid},
    service::{Service, ServiceKind},
    ticket::{Key, Ticket},
    wire,
};

/// Everything at hand when *Send* was pressed.
struct AtHand {
    service: Service,
    definition: Definition,
    desk: &'static Desk,
    editing: drafts::Editing,
}

pub async fn freeze(portal: Portal) -> Result<NewItem, NotKept> {
    let at_hand = untrack(|| at_hand(portal)).ok_or(NotKept::Store(StoreFault::Unavailable))?;
    let door = discovery::door(portal, at_hand.desk).await.ok_or(NotKept::UnknownDesk)?;
    if door == Door::Plain && !at_hand.editing.photos.is_empty() {
        return Err(NotKept::NoPhotosThere);
    }
    let (uid, clock) = (at_hand.editing.uid.clone(), at_hand.service.clock.clone());
    if at_hand.service.kind == ServiceKind::Emergency {
        outbox().update_untracked(|outbox| outbox.urgent.insert(uid.as_str().to_owned()));
    }
    let new = untrack(|| match door {
        Door::Idempotent => idempotent(portal, at_hand),
        Door::Plain => plain(portal, at_hand),
    });
    if let Some(clock) = clock {
        outbox().update_untracked(|outbox| outbox.promised.insert(uid.as_str().to_owned(), clock));
    }
    Ok(new)
}

fn at_hand(portal: Portal) -> Option<AtHand> {
    let service = portal.service()?;
    let definition = portal.questions.get().known()?.clone();
    let desk = portal.config().desk(&service.desk)?;
    Some(AtHand { service, definition, desk, editing: drafts::at_hand()? })
}

fn report(portal: Portal, at_hand: &AtHand, ticket: &Ticket, key: &Key) -> Report {
    let stamp = Stamp {
        uid: at_hand.editing.uid.clone(),
        ticket: ticket.clone(),
        key_proof: key.proof(),
        media: at_hand.editing.photos.iter().map(|photo| photo.claim.clone()).collect(),
        locale: portal.language.get(),
        client_time: Instant::from_unix_seconds(clock::now_unix_seconds())
            .map(Instant::rfc3339)
            .unwrap_or_default(),
        corrects: at_hand.editing.corrects.as_ref().map(|corrects| corrects.replaces.clone()),
    };
    portal.draft.get().report(stamp, &at_hand.service, &at_hand.definition, language::spelling())
}

fn idempotent(portal: Portal, at_hand: AtHand) -> NewItem {
    let kept = at_hand.editing.corrects.as_ref().and_then(|corrects| match &corrects.numbers {
        Numbers::Ours { ticket, key } => Some((ticket.clone(), key.clone())),
        Numbers::Reference(_) => None,
    });
    let (ticket, key) = kept.unwrap_or_else(|| {
        (Ticket::from_random(portal.config().ticket_digits, chance::digit), Key::from_random(chance::digit))
    });
    let bytes = wire::write_report(&report(portal, &at_hand, &ticket, &key));
    let url = format!("{}/reports/{}", at_hand.desk.base_url(portal.base), at_hand.editing.uid.as_str());
    let report = Parcel {
        url: url.clone(),
        headers: vec![("content-type".into(), "application/json".into())],
        size: bytes.len() as u64,
    };
    let media = at_hand.editing.photos.iter().map(|photo| follows(&url, &photo.claim)).collect();
    NewItem {
        media,
        ..item(at_hand, Door::Idempotent, Numbers::Ours { ticket, key }, report, bytes, Some(url), None)
    }
}

/// A photo that goes after the text. Its bytes lie in the store already where the draft was kept.
pub fn follows(report_url: &str, claim: &MediaClaim) -> NewMedia {
    NewMedia {
        slot: claim.slot.as_str().to_owned(),
        parcel: Parcel {
            url: format!("{report_url}/media/{}", claim.slot.as_str()),
            headers: photo_headers(claim),
            size: claim.size,
        },
        bytes: drafts::photos::unkept(&claim.slot),
    }
}

/// What is said of a photo with its bytes.
pub fn photo_headers(claim: &MediaClaim) -> Vec<(String, String)> {
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    vec![header("content-type", &claim.media_type), header("x-content-sha256", &claim.sha256)]
}

/// A plain desk's report carries its reference, so that it can be found again (R9).
fn plain(portal: Portal, at_hand: AtHand) -> NewItem {
    let reference = chance::reference();
    let key = Key::from_random(chance::digit);
    let ticket = Ticket::from_random(portal.config().ticket_digits, chance::digit);
    let report = report(portal, &at_hand, &ticket, &key);
    let area = report.place.as_ref().and_then(|place| portal.config().area_name(&place.area));
    let bytes = wire::write_plain(&report, area.as_deref(), &reference);
    let base = at_hand.desk.base_url(portal.base);
    let parcel = Parcel {
        url: format!("{base}/requests.json"),
        headers: vec![("content-type".into(), "application/x-www-form-urlencoded;charset=utf-8".into())],
        size: bytes.len() as u64,
    };
    let ask = format!("{base}/requests.json?service_code={}", wire::form_text(&at_hand.service.code));
    let tokens = format!("{base}/tokens/");
    item(at_hand, Door::Plain, Numbers::Reference(reference), parcel, bytes, Some(ask), Some(tokens))
}

fn item(
    at_hand: AtHand,
    door: Door,
    numbers: Numbers,
    report: Parcel,
    bytes: Vec<u8>,
    ask: Option<String>,
    tokens: Option<String>,
) -> NewItem {
    let uid: Uid = at_hand.editing.uid;
    NewItem {
        uid,
        about: About::Report,
        desk: at_hand.service.desk,
        // Whoever opens this phone's list learns nothing from it (G1).
        label: t(key::OUTBOX_LABEL),
        door,
        numbers,
        app_version: env!("CARGO_PKG_VERSION").into(),
        form_version: at_hand.definition.version,
        report,
        bytes,
        ask,
        tokens,
        media: Vec::new(),
        replaces: at_hand.editing.corrects.map(|corrects| corrects.replaces),
    }
}
