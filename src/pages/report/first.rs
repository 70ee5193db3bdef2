//! The way to the oversight desk, which stands above the services where the words are about the police.

use crate::{
    i18n::{fill, key, t},
    routes,
    state::Portal,
    ui::notice::{Tone, pictured},
};
use leptos::prelude::*;
use tanggap_core::config::DeskKind;

/// What an officer did goes to the oversight desk, and the way there; nothing in a city without one.
pub fn conduct(portal: Portal) -> AnyView {
    let desks = &portal.config().desks;
    let Some(desk) = desks.iter().find(|desk| desk.kind == DeskKind::Oversight) else {
        return ().into_any();
    };
    let goes = fill(key::CONDUCT_GOES, &[("desk", &portal.desk_name(&desk.id))]);
    let inside = view! { <p><a href=routes::href(routes::CONDUCT)>{goes}</a></p> };
    pictured(Tone::Wait, "shield", Some(t(key::CONDUCT_TITLE)), inside.into_any())
}
