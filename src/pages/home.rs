//! The first screen: static HTML that the app listens to. Nothing of it is rendered here.

use crate::{
    i18n::{key, t},
    pages::followed,
    routes,
    state::{backoff, first_screen, use_portal},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use tanggap_core::journey::Step;

#[component]
pub fn Home() -> impl IntoView {
    let portal = use_portal();
    let navigate = use_navigate();
    let go = Callback::new(move |address: String| navigate(&address, NavigateOptions::default()));
    let act = Callback::new(move |wish| match wish {
        first_screen::Wish::Continue => go.run(routes::step(&Step::Service)),
        first_screen::Wish::Track(typed) => {
            first_screen::set_looking(true);
            spawn_local(async move {
                while followed::look_up(portal, typed.clone(), go).await.is_err() {
                    backoff::a_little().await;
                }
            });
        }
    });
    Effect::new(move || {
        portal.language.track();
        first_screen::show(portal, &t(key::HOME_TAB), act);
    });
    on_cleanup(first_screen::hide);
}
