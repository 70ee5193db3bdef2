//! The first screen: static HTML that the app listens to. Nothing of it is rendered here.

use crate::{
    form::problem,
    i18n::{key, t},
    routes,
    state::{first_screen, use_portal},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use tanggap_core::{journey::Step, ticket::Ticket};

#[component]
pub fn Home() -> impl IntoView {
    let portal = use_portal();
    let navigate = use_navigate();
    let act = Callback::new(move |wish| match wish {
        first_screen::Wish::Continue => navigate(&routes::step(&Step::Service), NavigateOptions::default()),
        first_screen::Wish::Track(typed) => match Ticket::parse(&typed) {
            Ok(ticket) => navigate(&routes::ticket(&ticket), NavigateOptions::default()),
            Err(fault) => first_screen::refuse_number(problem::ticket_words(fault)),
        },
    });
    Effect::new(move || {
        portal.language.track();
        first_screen::show(portal, &t(key::HOME_TAB), act);
    });
    on_cleanup(first_screen::hide);
}
