//! When to look again: what the device tells, the network that is back, and the slow clock of countdowns.

use super::{engine, keeper, line, mirror, outbox};
use crate::state::{Portal, following};
use leptos::{prelude::*, task::spawn_local};
use tanggap_browser::{
    clock,
    device::{Elsewhere, News},
    page, worker,
};
use tanggap_core::{
    outbox::{Why, policy::Reason, words::Word},
    ports::{Clock, Ports},
};

const TICK_MS: i32 = 5_000;
/// Followed reports are looked through so often; each is asked after when its time has come.
const FOLLOW_TICKS: u32 = 60;

/// Whatever the device tells, whenever it happens.
pub fn heard(news: News) {
    match news {
        News::Notice(notice) => engine::heard(notice),
        News::Timer => engine::kick(Why::Timer),
        News::Elsewhere(Elsewhere::Outbox) => engine::kick(Why::Elsewhere),
        News::Elsewhere(Elsewhere::Cleared) => {
            keeper::stop();
            page::leave_for(&page::base());
        }
        News::Elsewhere(Elsewhere::Drafts) => spawn_local(keeper::read_again()),
        // Ours goes on; the page says that there is a newer one (boot.js).
        News::NewerApp => {}
        News::StoreClosed => outbox().update(|outbox| outbox.store_closed = true),
    }
}

/// From now on, as long as the page lives.
pub fn listen(portal: Portal) {
    line::watch(portal);
    // With every tab closed the worker carries what waits.
    page::on_hidden(|| {
        if outbox().with_untracked(|outbox| outbox.all().any(|row| row.word == Word::NotSent)) {
            worker::ask_for_carrier();
        }
    });
    spawn_local(async move {
        for ticks in 1_u32.. {
            clock::wait(TICK_MS).await;
            tick();
            if ticks.is_multiple_of(FOLLOW_TICKS) && page::is_seen() {
                following::refresh(portal, false).await;
            }
        }
    });
}

/// Whether something waits because nothing was answered: only then is the network asked after.
pub fn is_stuck() -> bool {
    outbox().with_untracked(|outbox| {
        outbox.all().any(|row| {
            row.word == Word::NotSent
                && matches!(row.reason, Some(Reason::NoNetwork | Reason::NoAnswer | Reason::LoginPage))
        })
    })
}

/// Lets countdowns go on, and notices what has waited for a day.
fn tick() {
    let waits = outbox().with_untracked(|outbox| outbox.all().any(|row| row.due_ms.is_some()));
    if let Some((_, machine)) = engine::machine().filter(|_| waits) {
        mirror::refresh(&machine);
        outbox().update(|outbox| outbox.now_ms = machine.ports().clock().mono_ms());
    }
}
