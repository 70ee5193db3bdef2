//! A screen whose content is on its way.

use crate::{
    i18n::{key, t},
    state::{Portal, going, waiting},
};
use leptos::{prelude::*, wasm_split::SplitLoaderError};

pub fn loading(portal: Portal) -> AnyView {
    going::entitle(portal, &t(key::PAGE_LOADING), false);
    view! { <main class="page"><p class="soft" role="status">{t(key::PAGE_LOADING)}</p></main> }.into_any()
}

/// A screen whose part may be asked for where there is no line: the screen before stays until it can be had. The
/// macro `lazy_route` stops the whole app instead.
pub async fn until_there<F>(load: impl Fn() -> F) -> AnyView
where
    F: Future<Output = Result<AnyView, SplitLoaderError>>,
{
    loop {
        if let Ok(view) = load().await {
            return view;
        }
        waiting::a_little().await;
    }
}
