//! What a report says, read back from its frozen bytes: to look at, to correct, to send once more.

use super::{Content, Told, content, machine::Machine};
use crate::{
    i18n::{key, t},
    state::{Portal, questions},
};
use leptos::prelude::*;
use std::rc::Rc;
use tanggap_core::{
    outbox::{Door, Item},
    report::Uid,
    text::Cleaner,
    wire,
};

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
