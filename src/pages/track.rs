//! Look up a report by its number: typed, pasted as a number, a link or a whole receipt, or read from a QR code.
//! Checked before anything is sent.

mod scanning;
mod typed;

pub use typed::{number, words};

use crate::{
    form::problem,
    i18n::{fill, key, t},
    pages::which_desk,
    routes,
    state::{Portal, addressee, following, navigation, ticket_scan as reading, use_portal},
    ui::{
        field::{Field, Input},
        fresh::{fresh, fresh_words},
        pressed, submitted,
    },
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use tanggap_core::{
    scan::{Live, Scanned, live_ticket},
    ticket::{NumberFault, Ticket},
};

const NUMBER: &str = "number";

pub fn page() -> AnyView {
    let portal = use_portal();
    let form = Form::default();
    look_up_given(form);
    fresh(move || {
        portal.language.track();
        navigation::arrive(portal, &t(key::TRACK_TITLE));
        look_up(portal, form)
    })
}

/// What is given, and what is wrong with it. It outlives a change of language.
#[derive(Clone, Copy, Default)]
struct Form {
    number: RwSignal<String>,
    number_wrong: RwSignal<Option<String>>,
    /// The id of the desk that gave the number, where no server knows every desk.
    desk: RwSignal<Option<String>>,
    desk_wrong: RwSignal<Option<String>>,
}

/// Looks up a number that stood in the address, or says what is wrong with it.
fn look_up_given(form: Form) {
    let (fragment, navigate) = (use_location().hash, use_navigate());
    let named = Memo::new(move |_| reading::of_address(&fragment.get()));
    Effect::new(move || match named.get() {
        Ok(ticket) => {
            navigate(
                &routes::ticket(&ticket),
                NavigateOptions { replace: true, ..NavigateOptions::default() },
            );
        }
        // Nothing, or what an advertisement has added.
        Err(Scanned::Wrong(NumberFault::Empty | NumberFault::Foreign(_))) => {}
        Err(scanned) => form.number_wrong.set(Some(typed::words(&scanned, None))),
    });
}

fn look_up(portal: Portal, form: Form) -> AnyView {
    let Form { number, number_wrong: wrong, desk, desk_wrong } = form;
    let navigate = use_navigate();
    let go = Callback::new(move |ticket: Ticket| {
        if let Some(desk) = desk.get_untracked() {
            following::name_desk(portal, ticket.digits(), Some(&desk));
        }
        navigate(&routes::ticket(&ticket), NavigateOptions::default());
    });
    let look = move || match typed::number(portal, &number.get_untracked()) {
        Ok(ticket) => leptos::task::spawn_local(go_on(portal, ticket, form, go)),
        Err(words) => {
            wrong.set(Some(words));
            navigation::go_to_field().run(NUMBER.to_owned());
        }
    };
    let digits = portal.config().ticket_digits;
    let field = Field {
        id: NUMBER.into(),
        label: t(key::TRACK_NUMBER),
        hint: fill(
            key::TRACK_HINT,
            &[("digits", &digits.to_string()), ("example", &Ticket::example(digits).grouped())],
        ),
        error_prefix: t(key::FIELD_ERROR),
        ..Field::default()
    };
    let live = RwSignal::new(String::new());
    let write = Callback::new(move |typed: String| {
        let (said, fault) = while_typed(&typed, digits);
        live.set(said);
        wrong.set(fault);
        number.set(typed);
    });
    let asks_desk = portal.config().tracker.is_none();
    let desks = asks_desk.then(|| which_desk::desks(portal, false, desk, desk_wrong.into()));
    view! {
        <main class="page">
            <h1 tabindex="-1">{t(key::TRACK_TITLE)}</h1>
            <form class="stack" novalidate on:submit=submitted(look)>
                {field.text(Input::Digits, number.get_untracked(), wrong.into(), write)}
                <p class="soft" role="status">{fresh_words(move || live.get())}</p>
                {desks}
                <button class="button button--wide" type="submit" on:click=pressed(look)>{t(key::TRACK_GO)}</button>
            </form>
            {scanning::scanning(portal, go)}
            <p class="soft">{t(key::TRACK_LOST)}</p>
        </main>
    }
    .into_any()
}

/// Goes on with a number; without a desk only where it is known whom to ask.
async fn go_on(portal: Portal, ticket: Ticket, form: Form, go: Callback<Ticket>) {
    let is_named = form.desk.with_untracked(Option::is_some);
    if is_named || addressee::api(portal, ticket.digits()).await.is_some() {
        go.try_run(ticket);
    } else {
        let _gone = form.desk_wrong.try_set(Some(t(key::DESK_MISSING)));
        navigation::go_to_field().run(which_desk::DESK.to_owned());
    }
}

/// What is said while a number grows, and what is wrong with it already. Links and receipts are read when they are whole.
fn while_typed(typed: &str, digits: usize) -> (String, Option<String>) {
    match live_ticket(typed, digits) {
        Live::Growing { given, of } => {
            let (given, of) = (given.to_string(), of.to_string());
            (fill(key::TRACK_GROWING, &[("given", &given), ("of", &of)]), None)
        }
        Live::Whole(_) => (t(key::TRACK_WHOLE), None),
        Live::Wrong(NumberFault::Foreign(_)) | Live::Empty => (String::new(), None),
        Live::Wrong(fault) => (String::new(), Some(problem::ticket_words(fault))),
    }
}
