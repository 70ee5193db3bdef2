//! What the screen shows of a report: what its number tells everybody, with what its key adds while it is open.

use super::{
    case::{Case, refresh},
    head,
};
use crate::{
    i18n::{Key, key, t},
    state::{
        conversation::Talking,
        device,
        tracker::{Known, Tracking},
    },
    ui::{
        fresh::{fresh_by, fresh_words},
        notice::{Tone, notice, words},
        number::with_numbers,
    },
};
use leptos::prelude::*;
use tanggap_core::{ticket::Ticket, wire::Conversation};

/// One report as it is shown.
#[derive(Clone, PartialEq)]
pub struct Shown {
    known: Known,
    /// Its own number, where the one that was asked for has another report.
    own_number: Option<Ticket>,
}

/// What there is to show; changes only when that does.
pub fn shown(case: &Case) -> Memo<Option<Shown>> {
    let (tracking, talking) = (case.tracking, case.talking);
    Memo::new(move |_| tracking.with(|tracking| talking.with(|talking| of(tracking, talking))))
}

fn of(tracking: &Tracking, talking: &Talking) -> Option<Shown> {
    match (tracking, talking) {
        (Tracking::Found(known), Talking::Open(told)) => Some(over(known, told)),
        (Tracking::Found(known), _) => Some(Shown { known: (**known).clone(), own_number: None }),
        // The number alone tells nothing now, or two reports have it: the key has opened one.
        (Tracking::NeedsKey | Tracking::TooMany | Tracking::NoAnswer, Talking::Open(told)) => {
            let (report, updates) = (told.tracked.clone(), told.updates.clone());
            let known = Known { report, updates, as_of: None, changes: Vec::new() };
            Some(Shown { known, own_number: None })
        }
        _ => None,
    }
}

fn over(known: &Known, told: &Conversation) -> Shown {
    let whole = told.whole(&known.report, &known.updates);
    let is_another = told.is_of_another(&known.report);
    let own_number = is_another.then(|| Ticket::parse(&told.tracked.number).ok()).flatten();
    let (as_of, changes) = if is_another { (None, Vec::new()) } else { (known.as_of, known.changes.clone()) };
    Shown { known: Known { report: whole.tracked, updates: whole.updates, as_of, changes }, own_number }
}

pub fn view(case: &Case, shown: Memo<Option<Shown>>) -> AnyView {
    if let Some(Shown { known, own_number }) = shown.get() {
        return match own_number {
            Some(number) => of_another_number(case, &known, number),
            None => head::found(case, &known),
        };
    }
    match case.tracking.get() {
        // Whatever was found is shown above.
        Tracking::Asking | Tracking::Found(_) => view! {
            <h1 tabindex="-1">{t(key::TICKET_TITLE)}</h1>
            <p class="soft" role="status">{t(key::PAGE_LOADING)}</p>
        }
        .into_any(),
        Tracking::WhichDesk => ().into_any(),
        Tracking::NeedsKey
        | Tracking::Unknown
        | Tracking::Erased
        | Tracking::TooMany
        | Tracking::NoAnswer => silent(case),
    }
}

/// What can be done with what is shown. It stays while the report above it is drawn anew: a press here is what draws it.
pub fn acts(case: &Case, shown: Memo<Option<Shown>>) -> AnyView {
    let number = move || shown.with(|shown| shown.as_ref().map(|shown| shown.own_number.clone()));
    let case = case.clone();
    fresh_by(number, move |number| {
        number.map(|own| {
            let case = own.map_or_else(|| case.clone(), |ticket| Case { ticket, ..case.clone() });
            head::acts(&case)
        })
    })
}

/// The key has opened the report of its own: what is followed or taken further is that one, under its own number.
fn of_another_number(case: &Case, known: &Known, number: Ticket) -> AnyView {
    let numbers = [("old", &*case.ticket.grouped()), ("number", &*number.grouped())];
    let told = view! { <p>{with_numbers(&t(key::TICKET_OWN_NUMBER), &numbers)}</p> };
    let told = notice(Tone::Info, None, told.into_any());
    let case = Case { ticket: number, ..case.clone() };
    view! { {told}{head::found(&case, known)} }.into_any()
}

/// What is said where there is nothing to show.
pub fn silence(tracking: &Tracking) -> (Key, Key) {
    match tracking {
        Tracking::NoAnswer if device::no_line() => (key::TICKET_NO_LINE_TITLE, key::TICKET_NO_LINE),
        Tracking::NeedsKey => (key::TICKET_NEEDS_KEY_TITLE, key::TICKET_NEEDS_KEY),
        Tracking::Unknown => (key::TICKET_UNKNOWN_TITLE, key::TICKET_UNKNOWN),
        Tracking::Erased => (key::TICKET_ERASED_TITLE, key::TICKET_ERASED),
        Tracking::TooMany => (key::TICKET_TOO_MANY_TITLE, key::TICKET_TOO_MANY),
        Tracking::NoAnswer | Tracking::Asking | Tracking::WhichDesk | Tracking::Found(_) => {
            (key::TICKET_NO_ANSWER_TITLE, key::TICKET_NO_ANSWER)
        }
    }
}

fn silent(case: &Case) -> AnyView {
    let tracking = case.tracking;
    let told = move || tracking.with(silence);
    view! {
        <h1 tabindex="-1">{fresh_words(move || t(told().0))}</h1>
        {fresh_by(move || t(told().1), |about| notice(Tone::Wait, None, words(about)))}
        {refresh(key::PAGE_AGAIN, case.again)}
    }
    .into_any()
}
