//! What a report says, read back from its frozen bytes: to look at, to correct, to send once more.

use super::{engine::Machine, outbox};
use crate::{
    i18n::{key, t},
    state::{Portal, drafts, photos, questions, refused},
};
use leptos::prelude::*;
use std::rc::Rc;
use tanggap_core::{
    form::Definition,
    journey::Draft,
    outbox::{Door, Item},
    report::{Report, Uid},
    stored::DraftPhoto,
    text::Cleaner,
    wire,
};

/// What a person asked to see of one report.
#[derive(Clone, PartialEq)]
pub struct Content {
    pub uid: Uid,
    pub report: Told,
    /// What its questions were, as soon as that can be had: without it answers stand under their codes.
    pub definition: Option<Definition>,
}

thread_local! {
    // Not in the outbox's mirror: to throw away what a report says would be code of the first load.
    static SHOWN: ArcRwSignal<Option<Content>> = ArcRwSignal::new(None);
}

/// What a person asked to see, while it is on the screen.
pub fn content() -> ArcRwSignal<Option<Content>> {
    SHOWN.with(Clone::clone)
}

#[derive(Clone, PartialEq)]
pub enum Told {
    /// As it went to a desk that knows our reports.
    Report(Box<Report>),
    /// The fields of the form that went to a plain desk.
    Form(Vec<(String, String)>),
    /// Its bytes are not here any more.
    Nothing,
}

impl Told {
    /// The code of its service, and what happened in the person's words; empty where its bytes are gone.
    pub fn about(&self) -> (&str, &str) {
        match self {
            Self::Report(report) => (&report.service_code, &report.description),
            Self::Form(fields) => wire::plain_about(fields),
            Self::Nothing => ("", ""),
        }
    }
}

/// Reads a report for the screen that asked. Its words come at once; what its questions were, when the desk says.
pub async fn look(portal: Portal, machine: &Machine, uid: Uid) {
    let report = told(machine, &uid).await;
    let asked = match &report {
        Told::Report(report) => {
            let desk = machine.look(|outbox| outbox.item(&uid).map(|item| item.desk.clone()));
            desk.map(|desk| (desk, report.service_code.clone()))
        }
        Told::Form(_) | Told::Nothing => None,
    };
    content().set(Some(Content { uid: uid.clone(), report, definition: None }));
    let Some((desk, code)) = asked else { return };
    let definition = questions::definition(portal, &desk, &code).await;
    content().update(|content| {
        if let Some(content) = content.as_mut().filter(|content| content.uid == uid) {
            content.definition = definition;
        }
    });
}

/// Opens a refused report as a draft that will take its place.
pub async fn correct(portal: Portal, machine: &Machine, uid: Uid) {
    let Some(item) = machine.look(|outbox| outbox.item(&uid).cloned()) else { return };
    let (draft, claims) = match told(machine, &uid).await {
        Told::Report(mut report) => {
            let claims = std::mem::take(&mut report.media);
            (Draft::of_report(*report, &item.desk), claims)
        }
        Told::Form(fields) => (Draft::of_form(&fields, &item.desk), Vec::new()),
        Told::Nothing => return outbox().update(|outbox| outbox.not_done = Some(uid)),
    };
    // Before the draft, which then lists only photos that are here.
    let (mut photos, mut bytes) = (Vec::new(), Vec::new());
    for claim in claims {
        if let Ok(Some(photo)) = machine.ports().device().photo(&uid, &claim.slot).await {
            bytes.push((claim.slot.clone(), photo));
            photos.push(DraftPhoto { claim, name: None });
        }
    }
    photos::forget();
    photos::hold(bytes);
    refused::remember(uid.clone(), draft.clone());
    drafts::correct(portal, draft, photos, uid, item.numbers);
}

/// The bytes of an uncertain report once more, with words that say that it may be there already.
pub async fn said_again(machine: &Rc<Machine>, uid: &Uid) -> Option<Vec<u8>> {
    let bytes = machine.bytes(uid).await.ok().flatten()?;
    wire::plain_again(&bytes, &t(key::OUTBOX_AGAIN_MARK))
}

pub async fn told(machine: &Machine, uid: &Uid) -> Told {
    let door = machine.look(|outbox| outbox.item(uid).map(|item: &Item| item.door));
    match (door, machine.bytes(uid).await) {
        (Some(Door::Idempotent), Ok(Some(bytes))) => match wire::read_report(&bytes, Cleaner::COMPOSED) {
            Ok(report) => Told::Report(Box::new(report)),
            // What the device has frozen itself is never refused: its words are shown, whatever else it has.
            Err(_) => readable(&bytes),
        },
        (Some(Door::Plain), Ok(Some(bytes))) => Told::Form(wire::read_plain(&bytes)),
        _ => Told::Nothing,
    }
}

fn readable(bytes: &[u8]) -> Told {
    let fields = wire::readable_fields(bytes, Cleaner::COMPOSED);
    if fields.is_empty() { Told::Nothing } else { Told::Form(fields) }
}
