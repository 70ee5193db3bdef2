//! Reports that are followed on this device: its own, and those that somebody chose to follow. What was known last is
//! shown without a line, with its age, and what has changed since somebody looked is marked.

use crate::state::{Portal, outbox, outbox::Command, tracking};
use futures::channel::oneshot::{Sender, channel};
use leptos::prelude::*;
use std::{cell::RefCell, collections::BTreeMap};
use tanggap_browser::clock;
use tanggap_core::{
    following::{Followed, ReadFollowed, read_followed, write_followed},
    instant::Instant,
    ports::Record,
    ticket::Ticket,
};
use time::Date;

/// The setting that lists them, by number; each has a setting of its own.
const LIST: &str = "followed";

fn name(number: &str) -> String {
    [LIST, ":", number].concat()
}

/// Those that are followed, by number.
#[derive(Clone, Default)]
pub struct Following {
    pub by_number: BTreeMap<String, Followed>,
    /// They are being asked after now.
    pub asking: bool,
}

thread_local! {
    static FOLLOWING: ArcRwSignal<Following> = ArcRwSignal::new(Following::default());
    static LOADED: RefCell<Loading> = const { RefCell::new(Loading::Not) };
}

enum Loading {
    Not,
    /// Who waits for it: nobody may take what is not read yet for what is not there.
    Going(Vec<Sender<()>>),
    Done,
}

/// To be read in screens.
pub fn following() -> ArcRwSignal<Following> {
    FOLLOWING.with(Clone::clone)
}

/// The city's day.
pub fn today(portal: Portal) -> Date {
    let now = Instant::from_unix_seconds(clock::now_unix_seconds());
    now.map_or(Date::MIN, |now| now.date_at(portal.config().utc_offset))
}

/// Reads them once; and this device's own reports are followed by themselves.
pub async fn load(portal: Portal) {
    let (first, waiting) = LOADED.with(|loaded| match &mut *loaded.borrow_mut() {
        Loading::Done => (false, None),
        Loading::Going(waiters) => {
            let (sender, done) = channel();
            waiters.push(sender);
            (false, Some(done))
        }
        loading => {
            *loading = Loading::Going(Vec::new());
            (true, None)
        }
    });
    if let Some(done) = waiting {
        let _read = done.await;
    }
    if first {
        read(portal).await;
        if let Loading::Going(waiters) = LOADED.with(|loaded| loaded.replace(Loading::Done)) {
            for waiter in waiters {
                let _gone = waiter.send(());
            }
        }
    }
    let own = outbox::outbox().with_untracked(|outbox| {
        let received = outbox.rows.iter().filter(|row| row.received_at.is_some());
        received.filter_map(|row| row.ticket_now()).collect::<Vec<_>>()
    });
    for ticket in own.iter().filter(|ticket| of(ticket.digits()).is_none()) {
        keep(portal, Followed::new(ticket.digits(), "", clock::now_unix_seconds()));
    }
}

async fn read(portal: Portal) {
    let list = outbox::setting(portal, LIST.to_owned()).await.unwrap_or_default();
    for number in list.split_whitespace() {
        let text = outbox::setting(portal, name(number)).await.unwrap_or_default();
        let record = Record { key: number.to_owned(), rev: 1, text };
        // What a newer version wrote is left as it is, and asked for anew.
        if let ReadFollowed::Followed(followed) = read_followed(&record) {
            following().update(|following| {
                following.by_number.insert(number.to_owned(), *followed);
            });
        }
    }
}

pub fn of(number: &str) -> Option<Followed> {
    following().with_untracked(|following| following.by_number.get(number).cloned())
}

/// Keeps what is known of one from now on.
pub fn keep(portal: Portal, followed: Followed) {
    let (number, text) = (followed.number.clone(), write_followed(&followed).text);
    let is_new =
        following().try_update(|following| following.by_number.insert(number.clone(), followed).is_none());
    outbox::tell(portal, Command::Set(name(&number), text));
    if is_new == Some(true) {
        keep_list(portal);
    }
}

/// The person wants to follow it here.
pub async fn follow(portal: Portal, ticket: Ticket, state: RwSignal<tracking::Tracking>) {
    keep(portal, Followed::new(ticket.digits(), "", clock::now_unix_seconds()));
    tracking::track(portal, ticket, state).await;
}

/// Nothing of it stays here.
pub fn forget(portal: Portal, number: &str) {
    following().update(|following| {
        following.by_number.remove(number);
    });
    outbox::tell(portal, Command::Set(name(number), String::new()));
    keep_list(portal);
}

fn keep_list(portal: Portal) {
    let list = following()
        .with_untracked(|following| following.by_number.keys().cloned().collect::<Vec<_>>().join(" "));
    outbox::tell(portal, Command::Set(LIST.to_owned(), list));
}

/// How many have changed since somebody looked.
pub fn news(portal: Portal, following: &Following) -> usize {
    let (today, offset) = (today(portal), portal.config().utc_offset);
    following.by_number.values().filter(|followed| !followed.changes(today, offset).is_empty()).count()
}

/// Asks after those whose time has come; after all of them where the person says so.
pub async fn refresh(portal: Portal, all: bool) {
    load(portal).await;
    if following().try_update(|following| std::mem::replace(&mut following.asking, true)) != Some(false) {
        return;
    }
    let (now, offset) = (clock::now_unix_seconds(), portal.config().utc_offset);
    let due: Vec<Followed> = following().with_untracked(|following| {
        let due = |followed: &&Followed| all || followed.due_in_s(now, offset) == 0;
        following.by_number.values().filter(due).cloned().collect()
    });
    for mut followed in due {
        let asked = tracking::ask(portal, &followed).await;
        tracking::take(&mut followed, &asked);
        // Removed meanwhile: it is not brought back.
        if of(&followed.number).is_some() {
            keep(portal, followed);
        }
    }
    following().update(|following| following.asking = false);
}
