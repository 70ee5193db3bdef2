//! The key: asked for once, checked before anything is sent, in memory for this visit only.

use super::case::Case;
use crate::{
    form::problem,
    i18n::{fill, key, t},
    state::{
        conversation::{self, Talking},
        device, navigation,
    },
    ui::{
        field::{Field, Input},
        fresh::{fresh_by, fresh_words},
        notice::{Tone, notice, words},
        pressed, submitted,
    },
};
use leptos::prelude::*;
use tanggap_core::{
    scan::{Live, live_key},
    ticket::{Key, NumberFault},
};

const KEY: &str = "key";

pub fn unlock(case: &Case) -> AnyView {
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let live = RwSignal::new(String::new());
    let field = Field {
        id: KEY.into(),
        label: t(key::KEY_LABEL),
        hint: t(key::KEY_HINT),
        error_prefix: t(key::FIELD_ERROR),
        ..Field::default()
    };
    let write = Callback::new(move |text: String| {
        let (said, fault) = match live_key(&text) {
            Ok(_) => (t(key::TRACK_WHOLE), None),
            Err(Live::Growing { given, of }) => {
                let (given, of) = (given.to_string(), of.to_string());
                (fill(key::TRACK_GROWING, &[("given", &given), ("of", &of)]), None)
            }
            Err(Live::Wrong(fault)) => (String::new(), Some(key_words(fault))),
            Err(_) => (String::new(), None),
        };
        live.set(said);
        wrong.set(fault);
        typed.set(text);
    });
    let talking = case.talking;
    let submit = {
        let case = case.clone();
        move || match Key::parse(&typed.get_untracked()) {
            Ok(secret) => {
                let (portal, ticket) = (case.portal, case.ticket.clone());
                leptos::task::spawn_local(conversation::open(portal, ticket, secret, talking));
            }
            Err(fault) => {
                wrong.set(Some(key_words(fault)));
                navigation::go_to_field().run(KEY.to_owned());
            }
        }
    };
    // Asked for anew, it is said anew.
    let told = move || talking.with(outcome);
    let opening = Memo::new(move |_| talking.with(|talking| *talking == Talking::Opening));
    view! {
        <form class="stack" novalidate on:submit=submitted(submit)>
            <p>{t(key::KEY_WHY)}</p>
            {field.text(Input::Digits, String::new(), wrong.into(), write)}
            <p class="soft" role="status">{fresh_words(move || live.get())}</p>
            <div role="alert">{fresh_by(told, |told| told.map(|told| notice(Tone::Wait, None, words(told))))}</div>
            <button class="button button--wide" type="submit" on:click=pressed(submit.clone()) aria-disabled=move || opening.get().then_some("true")>
                {fresh_words(move || t(if opening.get() { key::KEY_OPENING } else { key::KEY_OPEN }))}
            </button>
            <details class="soft"><summary>{t(key::KEY_LOST_TITLE)}</summary><p>{t(key::KEY_LOST)}</p></details>
        </form>
    }
    .into_any()
}

/// Why what was typed is no key.
fn key_words(fault: NumberFault) -> String {
    match fault {
        NumberFault::Empty => t(key::KEY_EMPTY),
        NumberFault::TicketForKey | NumberFault::KeyForTicket => t(key::KEY_TICKET),
        NumberFault::Length { given, expected } => {
            fill(key::KEY_LENGTH, &[("given", &given.to_string()), ("expected", &expected.to_string())])
        }
        NumberFault::CheckDigits | NumberFault::LeadingZero => t(key::KEY_CHECK_DIGITS),
        fault @ (NumberFault::Foreign(_) | NumberFault::IdentityNumber) => problem::ticket_words(fault),
    }
}

/// What came of trying.
fn outcome(talking: &Talking) -> Option<String> {
    Some(match talking {
        Talking::NoMatch => t(key::KEY_NO_MATCH),
        Talking::TooMany(Some(minutes)) => {
            fill(key::KEY_TOO_MANY_MINUTES, &[("minutes", &minutes.to_string())])
        }
        Talking::TooMany(None) => t(key::KEY_TOO_MANY),
        Talking::NotOffered => t(key::KEY_NOT_OFFERED),
        Talking::NoAnswer if device::no_line() => t(key::KEY_NO_LINE),
        Talking::NoAnswer => t(key::KEY_NO_ANSWER),
        Talking::Closed | Talking::Opening | Talking::Open(_) => return None,
    })
}
