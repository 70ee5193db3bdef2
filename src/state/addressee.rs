//! Whom this app asks about a report and shows the proof of its key: the core's rule ([`tanggap_core::addressee`]) with what
//! this device knows. Look-ups, keys and messages all take the address from here, and from nowhere else.

use crate::state::{Portal, following, outbox};
use leptos::{prelude::*, task::spawn_local};
use tanggap_core::{
    addressee::{Addressee, addressee},
    ticket::Ticket,
};

/// Whom to ask, as a screen shows it.
#[derive(Clone, PartialEq)]
pub enum Whom {
    /// The device has not been read yet: it may have sent the report.
    NotKnownYet,
    /// The person has to name the desk first.
    Nobody,
    /// The base URL, and the id of the desk where the person has named it.
    One { api: String, named: Option<String> },
}

/// Tracked in screens. Where the device alone knows, this is right only after it has been read.
fn of(portal: Portal, number: &str) -> Option<Addressee<'static>> {
    let sent_to = outbox::outbox().with(|outbox| outbox.by_number(number).map(|row| row.desk.clone()));
    let named = following::named_desk(number);
    addressee(portal.config(), sent_to.as_deref(), named.as_deref())
}

/// The base URL of the server that may be asked now; reads the device before where that decides.
pub async fn api(portal: Portal, number: &str) -> Option<String> {
    if portal.config().tracker.is_none() {
        following::load(portal).await;
    }
    api_now(portal, number)
}

/// The same for who knows that the device has been read.
pub fn api_now(portal: Portal, number: &str) -> Option<String> {
    untrack(|| of(portal, number)).map(|one| one.api(portal.base))
}

/// For one screen, as long as it is there.
pub fn whom(portal: Portal, ticket: &Ticket) -> Memo<Whom> {
    let is_read = RwSignal::new(portal.config().tracker.is_some());
    spawn_local(async move {
        following::load(portal).await;
        let _gone = is_read.try_set(true);
    });
    let number = ticket.digits().to_owned();
    Memo::new(move |_| match of(portal, &number) {
        _ if !is_read.get() => Whom::NotKnownYet,
        None => Whom::Nobody,
        Some(one) => {
            let named = match one {
                Addressee::Named(desk) => Some(desk.id.clone()),
                Addressee::Portal(_) | Addressee::SentTo(_) => None,
            };
            Whom::One { api: one.api(portal.base), named }
        }
    })
}

/// Calls `changed` whenever somebody else is to be asked than before: the person has named a desk, or the device has said
/// more than it could at first.
pub fn when_changed(whom: Memo<Whom>, changed: impl Fn() + 'static) {
    Effect::new(move |before: Option<Whom>| {
        let now = whom.get();
        if before.is_some_and(|before| before != Whom::NotKnownYet && before != now) {
            changed();
        }
        now
    });
}
