//! The call, which stands above everything else of a screen where somebody is in danger.

use crate::{
    i18n::{fill, key, t},
    state::{Portal, triage},
    ui::{
        fresh::fresh_by,
        icon::icon,
        notice::{Tone, notice},
    },
};
use leptos::prelude::*;
use tanggap_core::{lexicon::HelpLine, service::ServiceKind};

/// In an emergency a call comes first, on every step (DESIGN §2.4); so it does where danger was told.
pub fn told(portal: Portal) -> AnyView {
    let urgent = untrack(|| portal.service()).is_some_and(|service| service.kind == ServiceKind::Emergency);
    if !urgent {
        let danger = move || triage::danger(portal).map(|danger| danger.lines);
        return fresh_by(danger, move |lines| lines.map(|lines| call(portal, &lines)));
    }
    let number = &portal.config().emergency.number;
    let inside = view! {
        <p>{t(key::EMERGENCY_ABOUT)}</p>
        <a class="button button--danger" href=format!("tel:{number}")>
            {icon("phone", "")}{fill(key::EMERGENCY_CALL, &[("number", number)])}
        </a>
    };
    notice(Tone::Alarm, Some(t(key::EMERGENCY_TITLE)), inside.into_any())
}

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
