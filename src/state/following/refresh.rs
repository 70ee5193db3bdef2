//! Asking after what is followed.

use super::{
    following,
    list::{begin_asking, end_asking, keep, load, new, of},
    named_desk,
};
use crate::state::{Portal, device, tracker};
use leptos::prelude::*;
use tanggap_browser::clock;
use tanggap_core::{following::Followed, ticket::Ticket};

/// The person wants to follow it here.
pub async fn follow(portal: Portal, ticket: Ticket, state: RwSignal<tracker::Tracking>) {
    load(portal).await;
    if of(ticket.digits()).is_none() {
        let mut followed = new(portal, &ticket, "");
        followed.name_desk(named_desk(ticket.digits()).as_deref());
        keep(portal, followed);
    }
    tracker::track(portal, ticket, state).await;
}

/// Asks after those whose time has come; after all of them where the person says so.
pub async fn refresh(portal: Portal, all: bool) {
    load(portal).await;
    if !begin_asking() {
        return;
    }
    let (now, offset) = (clock::now_unix_seconds(), portal.config().utc_offset);
    let due: Vec<String> = following().with_untracked(|following| {
        let due = |followed: &&Followed| all || followed.due_in_s(now, offset) == 0;
        following.by_number.values().filter(due).map(|followed| followed.number.clone()).collect()
    });
    let mut unanswered = false;
    for number in due {
        let Some(known) = of(&number) else { continue };
        let asked = tracker::ask(portal, &known).await;
        unanswered |= matches!(asked, tracker::Asked::NoAnswer);
        // As it is now: somebody may have looked meanwhile, removed it, or named another desk.
        let still = |now: &Followed| now.named_desk() == known.named_desk();
        if let Some(mut followed) = of(&number).filter(still) {
            tracker::take(&mut followed, &asked);
            keep(portal, followed);
        }
    }
    if unanswered {
        device::ask_line(portal).await;
    }
    end_asking();
}
