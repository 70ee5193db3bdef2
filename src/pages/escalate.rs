//! What comes after the office has let its time pass, or its answer does not satisfy: the next bodies, what each demands,
//! and the paper to take there, ready to print or to save.

mod paper;

use crate::{
    i18n::{key, t},
    pages::{loading, ticket::silence, track, which_desk},
    routes,
    state::{
        Portal, addressee,
        conversation::{self, Talking},
        escalation, following, navigation, ticket_scan,
        tracker::{self, Known, Tracking},
        use_portal,
    },
    ui::{
        back_link,
        fresh::fresh,
        icon::icon,
        notice::{Tone, notice, words},
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use tanggap_core::{
    escalation::{Case, Contact, Dossier, Escalation, Gate, gate, next_bodies},
    ticket::Ticket,
    wire::Whole,
};

pub fn page() -> AnyView {
    let portal = use_portal();
    let fragment = use_location().hash;
    let named = Memo::new(move |_| ticket_scan::of_address(&fragment.get()));
    fresh(move || {
        portal.language.track();
        navigation::arrive(portal, &t(key::ESCALATE_TITLE));
        match named.get() {
            Ok(ticket) => of_ticket(portal, ticket),
            Err(scanned) => view! {
                <main class="page">
                    <h1 tabindex="-1">{t(key::ESCALATE_TITLE)}</h1>
                    {notice(Tone::Wait, None, words(track::words(&scanned, None)))}
                </main>
            }
            .into_any(),
        }
    })
}

fn of_ticket(portal: Portal, ticket: Ticket) -> AnyView {
    let (tracking, talking) = (RwSignal::new(Tracking::Asking), RwSignal::new(Talking::Closed));
    let bodies = RwSignal::new(None::<Option<Vec<Escalation>>>);
    conversation::open_when_known(portal, ticket.clone(), talking);
    let known = Memo::new(move |_| (tracking.get(), talking.get(), bodies.get()));
    let settled =
        move || known.with(|(tracking, _, bodies)| !matches!(tracking, Tracking::Asking) && bodies.is_some());
    navigation::arrive_when(portal, settled, t(key::ESCALATE_TITLE));
    let again = Callback::new({
        let ticket = ticket.clone();
        move |()| {
            leptos::task::spawn_local(tracker::track(portal, ticket.clone(), tracking));
            leptos::task::spawn_local(async move {
                let read = escalation::bodies(portal).await;
                let _gone = bodies.try_set(Some(read));
            });
        }
    });
    again.run(());
    addressee::when_changed(addressee::whom(portal, &ticket), {
        let ticket = ticket.clone();
        move || {
            conversation::close(&ticket);
            talking.set(Talking::Closed);
            tracking.set(Tracking::Asking);
            again.run(());
        }
    });
    fresh(move || match known.get() {
        (Tracking::Asking, ..) | (_, _, None) => loading::loading(portal),
        (Tracking::Found(known), talking, Some(Some(bodies))) => {
            found(portal, &ticket, &known, &talking, &bodies)
        }
        (Tracking::WhichDesk, ..) => first_the_desk(portal, &ticket),
        (tracking, ..) => silent(&ticket, &tracking, again),
    })
}

fn first_the_desk(portal: Portal, ticket: &Ticket) -> AnyView {
    view! {
        <main class="page">
            {back_link(routes::href(routes::ticket(ticket)), t(key::ESCALATE_BACK))}
            {which_desk::which_desk(portal, ticket, true)}
        </main>
    }
    .into_any()
}

/// Nothing to take anywhere: why, and the ways on.
fn silent(ticket: &Ticket, tracking: &Tracking, again: Callback<()>) -> AnyView {
    let (title, about) = silence(tracking);
    view! {
        <main class="page">
            {back_link(routes::href(routes::ticket(ticket)), t(key::ESCALATE_BACK))}
            <h1 tabindex="-1">{t(title)}</h1>
            {notice(Tone::Wait, None, words(t(about)))}
            <button class="button button--plain" type="button" on:click=move |_| again.run(())>{t(key::PAGE_AGAIN)}</button>
        </main>
    }
    .into_any()
}

fn found(
    portal: Portal,
    ticket: &Ticket,
    known: &Known,
    talking: &Talking,
    bodies: &[Escalation],
) -> AnyView {
    let (today, offset) = (following::today(portal), portal.config().utc_offset);
    let told = match talking {
        Talking::Open(told) => Some(told),
        _ => None,
    };
    let Whole { tracked, updates } = match told {
        Some(told) => told.whole(&known.report, &known.updates),
        None => Whole { tracked: known.report.clone(), updates: known.updates.clone() },
    };
    let open = gate(&tracked, &updates, today, offset);
    let next: Vec<&Escalation> = next_bodies(bodies, portal.config(), &tracked);
    let receipt = escalation::receipt(ticket);
    let case = Case {
        tracked: &tracked,
        updates: &updates,
        told: told.map(|told| &told.told),
        messages: told.map_or(&[], |told| &told.messages),
        receipt: receipt.as_ref(),
    };
    let early = matches!(open, Some(Gate::OpensOn(_)));
    let name = |id: &Option<String>| {
        let first = bodies.iter().find(|body| id.as_ref() == Some(&body.id))?;
        Some(first.name.get(&portal.language.get_untracked()).to_owned())
    };
    let cards = next.iter().map(|body| {
        let dossier = Dossier::of(body, &case, today, offset);
        card(portal, body, name(&body.first), &dossier)
    });
    let cards = cards.collect_view();
    view! {
        <main class="page">
            {back_link(routes::href(routes::ticket(ticket)), t(key::ESCALATE_BACK))}
            <header class="page__head">
                <h1 tabindex="-1">{t(key::ESCALATE_TITLE)}</h1>
                <p class="soft">{t(key::ESCALATE_LEAD)}</p>
            </header>
            {early.then(|| notice(Tone::Wait, None, words(t(key::ESCALATE_EARLY))))}
            {told.is_none().then(|| notice(Tone::Info, None, words(t(key::ESCALATE_WITHOUT_KEY))))}
            {next.is_empty().then(|| notice(Tone::Info, None, words(t(key::ESCALATE_NONE))))}
            {cards}
        </main>
    }
    .into_any()
}

fn card(portal: Portal, body: &Escalation, first: Option<String>, dossier: &Dossier) -> AnyView {
    let language = portal.language.get_untracked();
    let id = format!("body-{}", body.id);
    let named = id.clone();
    let contacts = body.contacts.iter().map(contact).collect_view();
    let first = first.map(|name| crate::i18n::fill(key::ESCALATE_FIRST, &[("body", &name)]));
    view! {
        <section class="card stack" aria-labelledby=named>
            <h2 id=id>{body.name.get(&language).to_owned()}</h2>
            <p>{body.about.get(&language).to_owned()}</p>
            {first.map(|first| view! { <p class="soft">{first}</p> })}
            <ul class="reach stack stack--small">{contacts}</ul>
            <h3>{t(key::ESCALATE_DEMANDS)}</h3>
            {paper::demands(dossier, &language)}
            {paper::paper(portal, body, dossier)}
        </section>
    }
    .into_any()
}

fn contact(contact: &Contact) -> AnyView {
    let (picture, text, address) = match contact {
        Contact::Phone(number) => ("phone", number, Some(format!("tel:{}", dialled(number)))),
        Contact::Page(page) => ("globe", page, Some(page.clone())),
        Contact::Email(email) => ("chat", email, Some(format!("mailto:{email}"))),
        Contact::Address(place) => ("pin", place, None),
    };
    let text = text.clone();
    match address {
        Some(address) => {
            view! { <li>{icon(picture, "")}<a href=address rel="noreferrer noopener" translate="no">{text}</a></li> }
                .into_any()
        }
        None => view! { <li>{icon(picture, "")}<span>{text}</span></li> }.into_any(),
    }
}

/// A number as a telephone takes it: what stands beside it is for people.
fn dialled(number: &str) -> String {
    let number = number.split('(').next().unwrap_or_default();
    number.chars().filter(|character| character.is_ascii_digit() || *character == '+').collect()
}
