//! What stands above everything else of a screen: the call where somebody is in danger, and the way to the oversight desk
//! where the words are about the police.

use crate::{
    i18n::{fill, key, t},
    routes,
    state::Portal,
    ui::{
        icon::icon,
        notice::{Tone, notice},
    },
};
use leptos::prelude::*;
use tanggap_core::{config::DeskKind, lexicon::HelpLine};

/// The call, as on the first screen, and whom the city names beside it. Read out at once.
pub fn call(portal: Portal, lines: &[HelpLine]) -> AnyView {
    let language = portal.language.get_untracked();
    let emergency = &portal.config().emergency;
    let number = emergency.number.clone();
    let lines = lines.iter().map(|line| {
        let name = line.name.get(&language).to_owned();
        view! {
            <li><a class="phones__call" href=format!("tel:{}", line.number)>{icon("phone", "")}<span class="phones__number" translate="no">{line.number.clone()}</span>" "{name}</a></li>
        }
    });
    let lines: Vec<_> = lines.collect();
    let beside = (!lines.is_empty()).then(|| {
        view! { <p>{t(key::DANGER_TALK)}</p><ul class="phones">{lines}</ul> }
    });
    view! {
        <div class="stack stack--small first" role="alert">
            <a class="call" href=format!("tel:{number}")>
                <span class="call__icon">{icon("phone", "")}</span>
                <strong class="call__title">{fill(key::DANGER_CALL, &[("number", &number)])}</strong>
                " "
                <span class="call__about">{emergency.about.get(&language).to_owned()}</span>
            </a>
            {beside}
        </div>
    }
    .into_any()
}

/// What an officer did goes to the oversight desk, and the way there; nothing in a city without one.
pub fn conduct(portal: Portal) -> AnyView {
    let desks = &portal.config().desks;
    let Some(desk) = desks.iter().find(|desk| desk.kind == DeskKind::Oversight) else {
        return ().into_any();
    };
    let goes = fill(key::CONDUCT_GOES, &[("desk", &portal.desk_name(&desk.id))]);
    let inside = view! { <p><a href=routes::href(routes::CONDUCT)>{goes}</a></p> };
    notice(Tone::Wait, Some(t(key::CONDUCT_TITLE)), inside.into_any())
}
