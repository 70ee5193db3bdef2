//! A screen whose content is on its way.

use crate::{
    i18n::{key, t},
    state::{Portal, navigation},
};
use leptos::prelude::*;

pub fn loading(portal: Portal) -> AnyView {
    navigation::entitle(portal, &t(key::PAGE_LOADING), false);
    view! { <main class="page"><p class="soft" role="status">{t(key::PAGE_LOADING)}</p></main> }.into_any()
}
