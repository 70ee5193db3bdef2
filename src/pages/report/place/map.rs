//! The map of the place step. It is loaded from a tile server of others, so only when a person asks for it.

use crate::{
    i18n::{fill, key, t},
    state::{
        Portal,
        place_map::{self, Mapping},
    },
    ui::{
        fresh::{fresh_by, fresh_words},
        icon::icon,
        notice::{Tone, notice, words},
    },
};
use leptos::prelude::*;

const MAP: &str = "map";

/// `found` changes when the device has found its position: the map follows it.
pub fn map(portal: Portal, found: Signal<bool>) -> AnyView {
    let Some(tiles) = portal.config().tiles.as_ref().filter(|_| place_map::is_offered(portal)) else {
        return ().into_any();
    };
    let state = RwSignal::new(Mapping::Closed);
    let kept = StoredValue::new_local(None);
    let host = tiles.url.split('/').nth(2).unwrap_or_default();
    let open =
        move |_| leptos::task::spawn_local(async move { place_map::open(portal, MAP, state, kept).await });
    Effect::new(move || {
        if found.get() {
            place_map::follow(portal, kept);
        }
    });
    let opening = Memo::new(move |_| state.get() == Mapping::Opening);
    // The button that was pressed stays, and the focus with it.
    let settled = move || if opening.get() { Mapping::Closed } else { state.get() };
    let button = move |state| match state {
        Mapping::Closed | Mapping::Opening => {
            let words = move || t(if opening.get() { key::PAGE_LOADING } else { key::PLACE_MAP });
            view! {
                <button class="button button--plain button--wide" type="button" aria-disabled=move || opening.get().then_some("true") on:click=open>
                    {icon("pin", "")}{fresh_words(words)}
                </button>
                <p class="soft">{fill(key::PLACE_MAP_FROM, &[("host", host)])}</p>
            }
            .into_any()
        }
        Mapping::Open => view! { <p class="soft" role="status">{t(key::PLACE_MAP_MOVE)}</p> }.into_any(),
        Mapping::Failed => notice(Tone::Wait, None, words(t(key::PLACE_MAP_FAILED))),
    };
    view! {
        <div class="stack">
            {fresh_by(settled, button)}
            <div class="map" class:map--open=move || matches!(state.get(), Mapping::Opening | Mapping::Open)>
                <div class="map__tiles" id=MAP role="application" aria-label=t(key::PLACE_MAP)></div>
                {icon("pin", "map__pin")}
            </div>
        </div>
    }
    .into_any()
}
