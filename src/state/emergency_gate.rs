//! Whether the call has to come before the report: in an emergency without a network, or without an answer (R13).

use crate::state::{
    Portal,
    device::line,
    drafts,
    outbox::{Outbox, Row, outbox},
};
use leptos::prelude::*;
use tanggap_browser::{clock, page};
use tanggap_core::{outbox::words::Word, report::Uid, service::ServiceKind};

/// So long may a proof take before the call comes first.
const PATIENCE_MS: i32 = 10_000;

#[derive(Clone, Default)]
struct Gate {
    /// The call has to come before anything written.
    call_first: bool,
    /// The draft or report that the person wants sent later all the same, having been told to call.
    later_wanted: Option<Uid>,
}

thread_local! {
    static GATE: ArcRwSignal<Gate> = ArcRwSignal::new(Gate::default());
}

fn gate() -> ArcRwSignal<Gate> {
    GATE.with(Clone::clone)
}

/// Whether the call comes first now. Tracked.
pub fn is_closed() -> bool {
    gate().with(|gate| gate.call_first)
}

fn close(is_closed: bool) {
    if gate().with_untracked(|gate| gate.call_first != is_closed) {
        gate().update(|gate| gate.call_first = is_closed);
    }
}

fn is_later_wanted(uid: Option<&Uid>) -> bool {
    gate().with_untracked(|gate| uid.is_some() && gate.later_wanted.as_ref() == uid)
}

/// Looks at the service of the draft, when it is chosen and when *Send* is pressed. `true`: call first.
pub fn look(portal: Portal) -> bool {
    let urgent = portal.service().is_some_and(|service| service.kind == ServiceKind::Emergency);
    let later_wanted = is_later_wanted(drafts::uid_at_hand().as_ref());
    let first = urgent && (line::is_down() || page::is_offline()) && !later_wanted;
    close(first);
    first
}

/// The person wants this report, or the draft at hand, sent later all the same; it was said that this calls nobody.
pub fn send_later(report: Option<Uid>) {
    gate().update(|gate| {
        gate.call_first = false;
        gate.later_wanted = report.or_else(drafts::uid_at_hand);
    });
}

pub fn stop() {
    close(false);
}

/// A report of an emergency is on its way: without proof in time the call comes first.
pub fn watch(uid: Uid) {
    let is_urgent = outbox().with_untracked(|outbox| outbox.urgent.contains(uid.as_str()));
    if !is_urgent || is_later_wanted(Some(&uid)) {
        return;
    }
    leptos::task::spawn_local(async move {
        clock::wait(PATIENCE_MS).await;
        let proven = |outbox: &Outbox| outbox.row(&uid).is_none_or(|row: &Row| !is_open(&row.word));
        if !outbox().with_untracked(proven) {
            close(true);
        }
    });
}

/// No proof yet, and none against it.
pub fn is_open(word: &Word) -> bool {
    matches!(word, Word::NotSent | Word::Sending | Word::Uncertain)
}
