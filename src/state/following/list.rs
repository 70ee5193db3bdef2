//! What is followed on this device, as it is kept there.

use crate::state::{
    Portal,
    device::{self, Wish},
    outbox,
};
use futures::channel::oneshot::{Sender, channel};
use leptos::{prelude::*, task::spawn_local};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};
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
    /// Written by a newer version of the app: not touched here.
    newer: BTreeSet<String>,
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
        let there = read(portal).await;
        let next = if there { Loading::Done } else { Loading::Not };
        if let Loading::Going(waiters) = LOADED.with(|loaded| loaded.replace(next)) {
            for waiter in waiters {
                let _gone = waiter.send(());
            }
        }
    }
    if !is_loaded() {
        return;
    }
    let own = outbox::outbox().with_untracked(|outbox| {
        let received = outbox.rows.iter().filter(|row| row.received_at.is_some());
        received.filter_map(|row| Some((row.ticket_now()?, row.desk.clone()))).collect::<Vec<_>>()
    });
    for (ticket, desk) in own.iter().filter(|(ticket, _)| of(ticket.digits()).is_none()) {
        keep(portal, new(portal, ticket, desk));
    }
}

/// `desk` is who took the report.
pub fn new(portal: Portal, ticket: &Ticket, desk: &str) -> Followed {
    let desk = if portal.config().tracker.is_some() { "" } else { desk };
    Followed::new(ticket.digits(), desk, clock::now_unix_seconds())
}

fn is_loaded() -> bool {
    LOADED.with(|loaded| matches!(*loaded.borrow(), Loading::Done))
}

/// Whether this device sent it: then it is followed as long as it is in the list.
pub fn is_own(number: &str) -> bool {
    outbox::outbox().with(|outbox| outbox.by_number(number).is_some())
}

/// Whether it could be read.
async fn read(portal: Portal) -> bool {
    let Ok(list) = device::setting(portal, LIST.to_owned()).await else { return false };
    for number in list.unwrap_or_default().split_whitespace() {
        let Ok(text) = device::setting(portal, name(number)).await else { return false };
        let record = Record { key: number.to_owned(), rev: 1, text: text.unwrap_or_default() };
        following().update(|following| {
            match read_followed(&record) {
                ReadFollowed::Followed(followed) => {
                    following.by_number.insert(number.to_owned(), *followed);
                }
                // What a newer version wrote is left as it is.
                ReadFollowed::Newer => {
                    following.newer.insert(number.to_owned());
                }
                ReadFollowed::Broken => {}
            }
        });
    }
    true
}

pub fn of(number: &str) -> Option<Followed> {
    following().with_untracked(|following| following.by_number.get(number).cloned())
}

/// Keeps what is known of one from now on.
pub fn keep(portal: Portal, followed: Followed) {
    let (number, text) = (followed.number.clone(), write_followed(&followed).text);
    if following().with_untracked(|following| following.newer.contains(&number)) {
        return;
    }
    let is_new =
        following().try_update(|following| following.by_number.insert(number.clone(), followed).is_none());
    device::tell(portal, Wish::Set(name(&number), text));
    if is_new == Some(true) {
        spawn_local(keep_list(portal, None));
    }
}

/// Nothing of it stays here.
pub fn forget(portal: Portal, number: &str) {
    following().update(|following| {
        following.by_number.remove(number);
    });
    device::tell(portal, Wish::Set(name(number), String::new()));
    spawn_local(keep_list(portal, Some(number.to_owned())));
}

/// The list as it stands in the store, with ours: another tab may follow others.
async fn keep_list(portal: Portal, gone: Option<String>) {
    let Ok(list) = device::setting(portal, LIST.to_owned()).await else { return };
    let mut numbers: BTreeSet<String> =
        list.unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    following().with_untracked(|following| numbers.extend(following.by_number.keys().cloned()));
    if let Some(gone) = gone {
        numbers.remove(&gone);
    }
    let list: Vec<String> = numbers.into_iter().collect();
    device::tell(portal, Wish::Set(LIST.to_owned(), list.join(" ")));
}

/// How many have changed since somebody looked.
pub fn news(portal: Portal, following: &Following) -> usize {
    let (today, offset) = (today(portal), portal.config().utc_offset);
    following.by_number.values().filter(|followed| !followed.changes(today, offset).is_empty()).count()
}

/// They are asked after from now on, if nobody does already. Whether nobody did.
pub fn begin_asking() -> bool {
    following().try_update(|following| std::mem::replace(&mut following.asking, true)) == Some(false)
}

pub fn end_asking() {
    following().update(|following| following.asking = false);
}
