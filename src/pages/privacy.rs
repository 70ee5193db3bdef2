//! What happens with what people write, in plain words.

use crate::{
    i18n::{key, t},
    state::{going, use_portal},
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
        (move || {
            portal.language.track();
            going::arrive(portal, &t(key::PRIVACY_TITLE));
            let part =
                |title, text| view! { <section class="stack"><h2>{t(title)}</h2><p>{t(text)}</p></section> };
            view! {
                <main class="page">
                    <h1 tabindex="-1">{t(key::PRIVACY_TITLE)}</h1>
                    {part(key::PRIVACY_WHO_TITLE, key::PRIVACY_WHO)}
                    {part(key::PRIVACY_NUMBER_TITLE, key::PRIVACY_NUMBER)}
                    {part(key::PRIVACY_DEVICE_TITLE, key::PRIVACY_DEVICE)}
                    {part(key::PRIVACY_THIRD_TITLE, key::PRIVACY_THIRD)}
                </main>
            }
        })
        .into_any()
    }
}
