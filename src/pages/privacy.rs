//! What happens with what people write, in plain words, which come later than those of the first screen.

use crate::{
    i18n::{key, t},
    state::{language, navigation, use_portal},
    ui::fresh::{fresh, fresh_by},
};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

pub struct PrivacyPage;

#[lazy_route]
impl LazyRoute for PrivacyPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let portal = use_portal();
        let there = language::words_are_there();
        fresh(move || {
            portal.language.track();
            navigation::arrive(portal, &t(key::PRIVACY_TITLE));
            view! {
                <main class="page">
                    <h1 tabindex="-1">{t(key::PRIVACY_TITLE)}</h1>
                    {fresh_by(move || there.get(), |there| if there { explained() } else { coming() })}
                </main>
            }
        })
    }
}

fn coming() -> AnyView {
    view! { <p class="soft" role="status">{t(key::PAGE_LOADING)}</p> }.into_any()
}

fn explained() -> AnyView {
    let part = |title, text| view! { <section class="stack"><h2>{t(title)}</h2><p>{t(text)}</p></section> };
    view! {
        {part(key::PRIVACY_WHO_TITLE, key::PRIVACY_WHO)}
        {part(key::PRIVACY_NUMBER_TITLE, key::PRIVACY_NUMBER)}
        {part(key::PRIVACY_DEVICE_TITLE, key::PRIVACY_DEVICE)}
        {part(key::PRIVACY_THIRD_TITLE, key::PRIVACY_THIRD)}
    }
    .into_any()
}
