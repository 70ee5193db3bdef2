//! Where a report stands: its status, its clock, what happened so far, and with its key the conversation. The number is
//! in the fragment; a key that came with it is out of the address before anything is waited for.

mod case;
mod clock;
mod head;
mod next;
mod pending;
mod pictures;
mod said;
mod say;
mod shown;
mod talk;
mod timeline;
mod unlock;

pub use case::Case;
pub use clock::day as clock_day;
pub use said::kind_words;
pub use shown::silence;
pub use timeline::{event_words, status_word};

use crate::{
    i18n::{key, t},
    pages::{track, which_desk},
    routes,
    state::{
        Portal,
        addressee::{self, Whom},
        conversation::{self, Talking},
        device, navigation,
        outbox::outbox,
        ticket_scan,
        tracker::{self, Tracking},
        use_portal,
    },
    ui::{
        back_link,
        fresh::fresh,
        notice::{Tone, notice, words},
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use tanggap_core::ticket::Ticket;

pub fn page() -> AnyView {
    let portal = use_portal();
    let fragment = use_location().hash;
    // Read once: what was taken out of the address is given once.
    let named = Memo::new(move |_| ticket_scan::of_address(&fragment.get()));
    fresh(move || {
        portal.language.track();
        navigation::arrive(portal, &t(key::TICKET_TITLE));
        match named.get() {
            Ok(ticket) => followed(portal, ticket),
            Err(scanned) => frame(
                None,
                view! {
                    <h1 tabindex="-1">{t(key::TICKET_TITLE)}</h1>
                    {notice(Tone::Wait, None, words(track::words(&scanned, None)))}
                }
                .into_any(),
            ),
        }
    })
}

fn frame(ticket: Option<&Ticket>, inside: AnyView) -> AnyView {
    let number = ticket.map(|ticket| view! { <p class="soft digits" translate="no">{ticket.grouped()}</p> });
    view! {
        <main class="page">
            {back_link(routes::href(routes::TRACK), t(key::TICKET_OTHER))}
            {number}
            {inside}
        </main>
    }
    .into_any()
}

fn followed(portal: Portal, ticket: Ticket) -> AnyView {
    let (tracking, talking) = (RwSignal::new(Tracking::Asking), RwSignal::new(Talking::Closed));
    let ask = {
        let ticket = ticket.clone();
        move || {
            leptos::task::spawn_local(tracker::track(portal, ticket.clone(), tracking));
            if let Some(secret) = conversation::key_of(&ticket) {
                leptos::task::spawn_local(conversation::open(portal, ticket.clone(), secret, talking));
            }
        }
    };
    let whom = addressee::whom(portal, &ticket);
    let again = Callback::new(move |()| ask());
    let case = Case { portal, ticket: ticket.clone(), tracking, talking, whom, again };
    case.again.run(());
    ask_whoever_is_named(&case);
    ask_with_the_line(&case);
    let shown = shown::shown(&case);
    let settled = move || {
        shown.track();
        tracking.with(|tracking| *tracking != Tracking::Asking)
    };
    navigation::arrive_when(portal, settled, t(key::TICKET_TITLE));
    conversation::open_when_known(portal, ticket.clone(), talking);
    read_what_arrived(&case);
    let report = {
        let case = case.clone();
        fresh(move || shown::view(&case, shown))
    };
    let inside = view! {
        {which_desk::named(portal, &ticket, whom)}
        {report}
        {shown::acts(&case, shown)}
        {talk_or_desk(&case)}
    };
    frame(Some(&ticket), inside.into_any())
}

/// What nobody could answer, and what is shown as of before, is asked for when something gets through again.
fn ask_with_the_line(case: &Case) {
    let (tracking, again) = (case.tracking, case.again);
    device::when_line_is_back(move || {
        let is_old = tracking.with_untracked(|tracking| match tracking {
            Tracking::Found(known) => known.as_of.is_some(),
            other => *other == Tracking::NoAnswer,
        });
        if is_old {
            again.run(());
        }
    });
}

/// What one desk has told or opened is not shown as another's.
fn ask_whoever_is_named(case: &Case) {
    let of_change = case.clone();
    addressee::when_changed(case.whom, move || {
        let case = &of_change;
        conversation::close(&case.ticket);
        case.talking.set(Talking::Closed);
        case.tracking.set(Tracking::Asking);
        case.again.run(());
    });
}

/// The conversation; before anybody may be asked, the question who.
fn talk_or_desk(case: &Case) -> AnyView {
    let (tracking, whom) = (case.tracking, case.whom);
    // Where something is known from before, that is the screen's heading.
    let desk_alone = Memo::new(move |_| {
        let nobody = whom.with(|whom| *whom == Whom::Nobody);
        tracking.with(|tracking| {
            (nobody && *tracking != Tracking::Asking).then_some(*tracking == Tracking::WhichDesk)
        })
    });
    let case = case.clone();
    fresh(move || match desk_alone.get() {
        Some(alone) => which_desk::which_desk(case.portal, &case.ticket, alone),
        None => talk::talk(&case),
    })
}

/// Each message that has arrived changes what the office has.
fn read_what_arrived(case: &Case) {
    let (mirror, ticket, case) = (outbox(), case.ticket.clone(), case.clone());
    let arrived = Memo::new(move |_| {
        mirror.with(|outbox| {
            let ours = outbox.messages.iter().filter(|row| row.is(ticket.digits()));
            ours.filter(|row| row.received_at.is_some()).count()
        })
    });
    Effect::new(move |before: Option<usize>| {
        let now = arrived.get();
        if before.is_some_and(|before| before < now) && conversation::key_of(&case.ticket).is_some() {
            case.again.run(());
        }
        now
    });
}
