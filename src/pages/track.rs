//! Look up a report by its number: typed or pasted in any grouping, checked before anything is sent.

use crate::{
    form::problem,
    i18n::{fill, key, t},
    routes,
    state::{going, use_portal},
    ui::field::{Field, Input},
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{LazyRoute, NavigateOptions, hooks::use_navigate, lazy_route};
use tanggap_core::ticket::Ticket;

const NUMBER: &str = "number";

pub struct TrackPage;

#[lazy_route]
impl LazyRoute for TrackPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let portal = use_portal();
        let number = RwSignal::new(String::new());
        let wrong = RwSignal::new(None::<String>);
        (move || {
            portal.language.track();
            going::arrive(portal, &t(key::TRACK_TITLE));
            look_up(portal.config().ticket_digits, number, wrong)
        })
        .into_any()
    }
}

fn look_up(digits: usize, number: RwSignal<String>, wrong: RwSignal<Option<String>>) -> AnyView {
    let navigate = use_navigate();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match Ticket::parse(&number.get_untracked()) {
            Ok(ticket) => navigate(&routes::ticket(&ticket), NavigateOptions::default()),
            Err(fault) => {
                wrong.set(Some(problem::ticket_words(fault)));
                going::go_to_field().run(NUMBER.to_owned());
            }
        }
    };
    let field = Field {
        id: NUMBER.into(),
        label: t(key::TRACK_NUMBER),
        hint: fill(key::TRACK_HINT, &[("digits", &digits.to_string())]),
        error_prefix: t(key::FIELD_ERROR),
        ..Field::default()
    };
    let write = Callback::new(move |typed: String| {
        // A whole number with a slip in it is told at once; a half one isn't nagged about.
        let whole = typed.chars().filter(char::is_ascii_digit).count() >= 12;
        wrong.set(if whole { Ticket::parse(&typed).err().map(problem::ticket_words) } else { None });
        number.set(typed);
    });
    view! {
        <main class="page">
            <h1 tabindex="-1">{t(key::TRACK_TITLE)}</h1>
            <form class="stack" novalidate on:submit=submit>
                {field.text(Input::Digits, number.get_untracked(), wrong.into(), write)}
                <button class="button button--wide" type="submit">{t(key::TRACK_GO)}</button>
            </form>
            <p class="soft">{t(key::TRACK_LOST)}</p>
        </main>
    }
    .into_any()
}
