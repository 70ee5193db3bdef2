//! What a report says, read back from its frozen bytes: to look at, to correct, to send once more.

use super::{engine::Machine, outbox};
use crate::{
    i18n::{key, t},
    state::{Portal, drafts},
};
use leptos::prelude::*;
use std::rc::Rc;
use tanggap_core::{
    journey::Draft,
    outbox::{Door, Item},
    report::{Report, Uid},
    wire,
};

/// What a person asked to see of one report.
#[derive(Clone, PartialEq)]
pub struct Content {
    pub uid: Uid,
    pub report: Told,
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

/// Reads a report for the screen that asked.
pub async fn look(machine: &Machine, uid: Uid) {
    let report = told(machine, &uid).await;
    outbox().update(|outbox| outbox.content = Some(Content { uid, report }));
}

/// Opens a refused report as a draft that will take its place.
pub async fn correct(portal: Portal, machine: &Machine, uid: Uid) {
    let Some(item) = machine.look(|outbox| outbox.item(&uid).cloned()) else { return };
    let draft = match told(machine, &uid).await {
        Told::Report(report) => Draft::of_report(*report, &item.desk),
        Told::Form(fields) => Draft::of_form(&fields, &item.desk),
        Told::Nothing => return outbox().update(|outbox| outbox.not_done = Some(uid)),
    };
    drafts::correct(portal, draft, uid, item.numbers);
}

/// The bytes of an uncertain report once more, with words that say that it may be there already.
pub async fn said_again(machine: &Rc<Machine>, uid: &Uid) -> Option<Vec<u8>> {
    let bytes = machine.bytes(uid).await.ok().flatten()?;
    wire::plain_again(&bytes, &t(key::OUTBOX_AGAIN_MARK))
}

pub async fn told(machine: &Machine, uid: &Uid) -> Told {
    let door = machine.look(|outbox| outbox.item(uid).map(|item: &Item| item.door));
    match (door, machine.bytes(uid).await) {
        (Some(Door::Idempotent), Ok(Some(bytes))) => {
            wire::read_report(&bytes).map_or(Told::Nothing, |report| Told::Report(Box::new(report)))
        }
        (Some(Door::Plain), Ok(Some(bytes))) => Told::Form(wire::read_plain(&bytes)),
        _ => Told::Nothing,
    }
}
