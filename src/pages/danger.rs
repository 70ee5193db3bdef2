//! The call, which stands above everything else of a screen where somebody is in danger.

use crate::{
    i18n::{fill, key, t},
    state::{
        Portal, danger_sent,
        outbox::{Row, outbox},
        triage,
    },
    ui::{
        fresh::fresh_by,
        icon::icon,
        notice::{Tone, notice},
    },
};
use leptos::prelude::*;
use tanggap_core::{lexicon::HelpLine, service::ServiceKind};

/// On every screen of the form a call comes first: in an emergency (DESIGN §2.4), and where danger was told.
pub fn told(portal: Portal) -> AnyView {
    let urgent = untrack(|| portal.service()).is_some_and(|service| service.kind == ServiceKind::Emergency);
    if !urgent {
        let lines = move || triage::danger(portal).map(|danger| danger.lines);
        return fresh_by(lines, move |lines| lines.map(|lines| call(portal, &lines)));
    }
    let number = &portal.config().emergency.number;
    let inside = view! {
        <p>{t(key::EMERGENCY_ABOUT)}</p>
        <a class="button button--danger" href=format!("tel:{number}")>
            {icon("phone", "")}{fill(key::EMERGENCY_CALL, &[("number", number)])}
        </a>
        {beside_told(portal)}
    };
    notice(Tone::Alarm, Some(t(key::EMERGENCY_TITLE)), inside.into_any())
}

/// Whom the city names beside the call, for the draft at hand: where the call has a screen of its own.
pub fn beside_told(portal: Portal) -> AnyView {
    let lines = move || triage::danger(portal).map(|danger| danger.lines).unwrap_or_default();
    fresh_by(lines, move |lines| beside(portal, &lines))
}

/// The call on a report's receipt: as long as the report has not arrived, and after it was sent on this visit in any case.
/// The danger is as near as it was before *Send* was pressed.
pub fn of_report(portal: Portal, row: Memo<Row>) -> AnyView {
    let mirror = outbox();
    let matters = Memo::new(move |_| {
        row.with(|row| {
            !row.word.has_arrived() || mirror.with(|outbox| outbox.sent_here.contains(row.uid.as_str()))
        })
    });
    let shown = move |matters: bool| {
        matters.then(|| {
            let lines = row.with_untracked(|row| danger_sent::lines(portal, row));
            fresh_by(move || lines.get(), move |lines| lines.map(|lines| call(portal, &lines)))
        })
    };
    fresh_by(move || matters.get(), shown)
}

/// The same for the call's own screen.
pub fn beside_report(portal: Portal, row: &Row) -> AnyView {
    let lines = danger_sent::lines(portal, row);
    fresh_by(move || lines.get().unwrap_or_default(), move |lines| beside(portal, &lines))
}

/// The call, as on the first screen, and whom the city names beside it. Read out at once.
pub fn call(portal: Portal, lines: &[HelpLine]) -> AnyView {
    let language = portal.language.get_untracked();
    let emergency = &portal.config().emergency;
    let number = emergency.number.clone();
    view! {
        <div class="stack stack--small first screen-only" role="alert">
            <a class="call" href=format!("tel:{number}")>
                <span class="call__icon">{icon("phone", "")}</span>
                <strong class="call__title">{fill(key::DANGER_CALL, &[("number", &number)])}</strong>
                " "
                <span class="call__about">{emergency.about.get(&language).to_owned()}</span>
            </a>
            {beside(portal, lines)}
        </div>
    }
    .into_any()
}

fn beside(portal: Portal, lines: &[HelpLine]) -> AnyView {
    let language = portal.language.get_untracked();
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
    beside.into_any()
}
