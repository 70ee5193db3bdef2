//! Help: how reporting works, and every telephone number. The numbers stand at once; the rest is among the words that
//! come later.

use crate::{
    i18n::{key, t},
    routes,
    state::{Portal, language, navigation, use_portal},
    ui::{
        fresh::{fresh, fresh_by},
        icon::icon,
    },
};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use tanggap_core::shell::numbers;

pub struct HelpPage;

#[lazy_route]
impl LazyRoute for HelpPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let portal = use_portal();
        let there = language::words_are_there();
        fresh(move || {
            let language = portal.language.get();
            navigation::arrive(portal, &t(key::HELP_TITLE));
            view! {
                <main class="page">
                    <h1 tabindex="-1">{t(key::HELP_TITLE)}</h1>
                    {phones(portal, &language)}
                    {fresh_by(move || there.get(), |there| there.then(explained))}
                    <div class="buttons">
                        <a class="button button--plain" href=routes::href(routes::PRIVACY)>{t(key::HOME_PRIVACY)}</a>
                        <a class="button button--plain" href=routes::href(routes::FIGURES)>{t(key::HOME_FIGURES)}</a>
                        <a class="button button--plain" href=routes::href(routes::SETTINGS)>{t(key::HOME_SETTINGS)}</a>
                    </div>
                </main>
            }
        })
    }
}

fn phones(portal: Portal, language: &str) -> AnyView {
    let phone = |(number, name): (String, String)| {
        view! {
            <li><a class="phones__call" href=format!("tel:{number}")>{icon("phone", "")}<span class="phones__number" translate="no">{number.clone()}</span>" "{name}</a></li>
        }
    };
    view! {
        <section class="stack">
            <h2>{t(key::HELP_PHONES)}</h2>
            <ul class="phones">{numbers(portal.config(), language).into_iter().map(phone).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn explained() -> AnyView {
    let part = |title, text| view! { <section class="stack"><h2>{t(title)}</h2><p>{t(text)}</p></section> };
    view! {
        {part(key::HELP_REPORT_TITLE, key::HELP_REPORT)}
        {part(key::HELP_NUMBER_TITLE, key::HELP_NUMBER)}
        {part(key::HELP_KEY_TITLE, key::HELP_KEY)}
        {part(key::HELP_POLICE_TITLE, key::HELP_POLICE)}
        {part(key::HELP_OFFLINE_TITLE, key::HELP_OFFLINE)}
        {part(key::INSTALL_TITLE, key::INSTALL_WHY)}
        <p>{t(key::INSTALL_IOS)}</p>
    }
    .into_any()
}
