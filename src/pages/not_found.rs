//! An address that leads nowhere.

use crate::{
    i18n::{key, t},
    routes,
    state::{navigation, use_portal},
    ui::fresh::fresh,
};
use leptos::prelude::*;

pub fn not_found() -> AnyView {
    let portal = use_portal();
    fresh(move || {
        portal.language.track();
        navigation::arrive(portal, &t(key::NOT_FOUND_TITLE));
        view! {
            <main class="page">
                <h1 tabindex="-1">{t(key::NOT_FOUND_TITLE)}</h1>
                <p>{t(key::NOT_FOUND)}</p>
                <div class="buttons"><a class="button" href=routes::href(routes::HOME)>{t(key::NOT_FOUND_HOME)}</a></div>
            </main>
        }
    })
}
