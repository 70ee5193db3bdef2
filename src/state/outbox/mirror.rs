//! What the machine knows, as rows for the screens. Read off after every step; screens hear of it only when
//! something is different.

use super::{PhotoRow, Row, machine::Machine, outbox};
use crate::state::device::line;
use leptos::prelude::*;
use tanggap_browser::clock;
use tanggap_core::{
    outbox::{
        About, Item, Kept, Outbox, PhotoProgress, State,
        policy::{Proof, Reason},
        schedule,
        words::Word,
    },
    ports::{Clock, Ports},
};

pub fn refresh(machine: &Machine) {
    let mono_ms = machine.ports().clock().mono_ms();
    let wall_s = clock::now_unix_seconds();
    let (mut rows, aside): (Vec<Row>, Vec<_>) = machine.look(|outbox| {
        let items = outbox.items().into_iter().rev();
        let shown = items.filter(|item| item.state != State::Corrected);
        let rows: Vec<Row> = shown.map(|item| row(outbox, item, mono_ms, wall_s)).collect();
        let aside = outbox.aside().iter().map(|record| (record.key.clone(), record.text.clone())).collect();
        (rows, aside)
    });
    // Messages stand with the report that they are about.
    let mut messages: Vec<Row> = rows.extract_if(.., |row| row.message.is_some()).collect();
    messages.reverse();
    let mirror = outbox();
    let same = mirror
        .with_untracked(|known| known.rows == rows && known.messages == messages && known.aside == aside);
    if !same {
        mirror.update(|known| {
            known.rows = rows;
            known.messages = messages;
            known.aside = aside;
        });
    }
}

fn row(outbox: &Outbox, item: &Item, mono_ms: u64, wall_s: i64) -> Row {
    let (received_at, renumbered) = match &item.state {
        State::Received { proof: Proof::Receipt(receipt), .. } => {
            let other = receipt.renumbered.then(|| receipt.ticket.digits().to_owned());
            (Some(receipt.received_at.clone()), other)
        }
        _ => (None, None),
    };
    let word = outbox.word(&item.uid).unwrap_or(Word::Lost);
    // Only who waits for its own turn has a time to show.
    let due = matches!(word, Word::NotSent).then(|| outbox.due_in_ms(&item.uid, mono_ms)).flatten();
    Row {
        uid: item.uid.clone(),
        message: match &item.about {
            About::Report => None,
            About::Message { kind } => Some(kind.clone()),
        },
        desk: item.desk.clone(),
        saved_at: item.saved_at,
        word,
        reason: item.reason.map(reason),
        numbers: item.numbers.clone(),
        renumbered,
        other_number: item.other_number.clone(),
        received_at,
        tried_ms: outbox.tried_ms(&item.uid),
        due_ms: due.map(|due| mono_ms + due),
        overdue: schedule::is_overdue(item, wall_s),
        errors: match &item.state {
            State::Refused(errors) => errors.clone(),
            _ => Vec::new(),
        },
        whole: item.kept == Kept::Whole,
        key_kept: item.key_kept,
        may_withdraw: match item.state {
            State::Waiting { withdraw } => !withdraw && !item.attempt_open,
            State::Refused(_) => true,
            _ => false,
        },
        photos: outbox.photos(&item.uid).iter().map(photo).collect(),
        waits_for_wifi: outbox.photos_wait_for_wifi(item),
    }
}

/// Where nothing gets through, it is not the office that does not answer.
fn reason(reason: Reason) -> Reason {
    if reason == Reason::NoAnswer && line::is_down() { Reason::NoNetwork } else { reason }
}

fn photo(progress: &PhotoProgress) -> PhotoRow {
    PhotoRow {
        slot: progress.media.slot.clone(),
        size: progress.media.parcel.size,
        sent: progress.sent,
        state: progress.media.state,
        going: progress.going,
    }
}
