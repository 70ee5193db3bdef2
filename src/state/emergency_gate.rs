//! Whether the call has to come before the report: in an emergency without a network, or without an answer (R13).

use crate::state::{
    Portal,
    outbox::{Outbox, Row, outbox},
};
use leptos::prelude::*;
use tanggap_browser::{clock, page};
use tanggap_core::{outbox::words::Word, report::Uid, service::ServiceKind};

/// So long may a proof take before the call comes first.
const PATIENCE_MS: i32 = 10_000;

/// Looks at the service of the draft, when it is chosen and when *Send* is pressed. `true`: call first.
pub fn look(portal: Portal) -> bool {
    let urgent = portal.service().is_some_and(|service| service.kind == ServiceKind::Emergency);
    let (no_line, later_wanted) = outbox().with_untracked(|outbox| (outbox.no_line, outbox.later_wanted));
    let first = urgent && (no_line || page::is_offline()) && !later_wanted;
    if outbox().with_untracked(|outbox| outbox.call_first != first) {
        outbox().update(|outbox| outbox.call_first = first);
    }
    first
}

/// The person wants the report sent later all the same; it was said that this calls nobody.
pub fn send_later() {
    outbox().update(|outbox| {
        outbox.call_first = false;
        outbox.later_wanted = true;
    });
}

pub fn stop() {
    outbox().update(|outbox| outbox.call_first = false);
}

/// A report of an emergency is on its way: without proof in time the call comes first.
pub fn watch(uid: Uid) {
    let wanted =
        outbox().with_untracked(|outbox| outbox.later_wanted || !outbox.urgent.contains(uid.as_str()));
    if wanted {
        return;
    }
    leptos::task::spawn_local(async move {
        clock::wait(PATIENCE_MS).await;
        let proven = |outbox: &Outbox| outbox.row(&uid).is_none_or(|row: &Row| !is_open(&row.word));
        if !outbox().with_untracked(proven) {
            outbox().update(|outbox| outbox.call_first = true);
        }
    });
}

/// No proof yet, and none against it.
pub fn is_open(word: &Word) -> bool {
    matches!(word, Word::NotSent | Word::Sending | Word::Uncertain)
}
