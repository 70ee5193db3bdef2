//! A legal clock: the last day as a date, then how many days are left, as a bar too, and what a lapsed one opens.

use super::case::Case;
use crate::{
    i18n::{fill, key, t},
    routes,
    state::{
        Portal, following,
        language::{self, DateStyle},
    },
};
use leptos::prelude::*;
use tanggap_core::{
    escalation::{Gate, gate},
    instant::Instant,
    status::Status,
    wire::ClockReading,
};
use time::Date;

use crate::state::tracker::Known;

/// The clock while it counts, and the way on once it has lapsed or an answer does not satisfy.
pub fn clock(case: &Case, known: &Known) -> AnyView {
    let portal = case.portal;
    let card = known
        .report
        .clock
        .as_ref()
        .filter(|_| known.report.status.is_open() && known.report.status != Status::Answered);
    let open = gate(&known.report, &known.updates, following::today(portal), portal.config().utc_offset);
    let href = routes::href(routes::escalate(&case.ticket));
    let way_on = match open {
        Some(Gate::OpenSince(since)) => {
            let words = fill(key::CLOCK_LAPSED_SINCE, &[("date", &day(portal, since))]);
            Some(
                view! {
                    <p>{words}</p>
                    <a class="button" href=href>{t(key::CLOCK_ESCALATE)}</a>
                }
                .into_any(),
            )
        }
        Some(Gate::OpensOn(date)) => {
            let words = fill(key::CLOCK_OPENS_ON, &[("date", &day(portal, date))]);
            Some(view! { <p class="soft">{words}</p> }.into_any())
        }
        Some(Gate::Answered(_)) => Some(
            view! { <a class="button button--plain" href=href>{t(key::CLOCK_NOT_SATISFIED)}</a> }.into_any(),
        ),
        None => None,
    };
    view! {
        {card.map(|clock| reading(portal, clock))}
        {way_on.map(|inside| view! { <div class="stack stack--small">{inside}</div> })}
    }
    .into_any()
}

fn reading(portal: Portal, clock: &ClockReading) -> AnyView {
    let late = clock.day > clock.days;
    let passed = clock.day.min(clock.days);
    let (left, over) = (clock.days - passed, clock.day.saturating_sub(clock.days));
    let all = clock.days.to_string();
    // What was read some days ago may have lapsed since: which days count the desk knows, the last one is known here.
    let lapsed = !late && following::today(portal) > clock.due;
    let late = late || lapsed;
    let words = match (late, left, clock.working) {
        _ if lapsed => t(key::CLOCK_LAPSED),
        (true, _, true) => fill(key::CLOCK_LATE_WORKING, &[("days", &over.to_string())]),
        (true, _, false) => fill(key::CLOCK_LATE, &[("days", &over.to_string())]),
        (false, 0, _) => t(key::CLOCK_LAST),
        (false, left, true) => fill(key::CLOCK_LEFT_WORKING, &[("days", &left.to_string()), ("all", &all)]),
        (false, left, false) => fill(key::CLOCK_LEFT, &[("days", &left.to_string()), ("all", &all)]),
    };
    let (card, meter) =
        if late { ("card clock clock--late", "meter meter--late") } else { ("card clock", "meter") };
    view! {
        <section class=card aria-labelledby="clock-due">
            <div class="clock__head">
                <h2 class="clock__due" id="clock-due">{fill(key::CLOCK_DUE, &[("date", &day(portal, clock.due))])}</h2>
                <p class="clock__left" id="clock-left">{words}</p>
            </div>
            <progress class=meter max=all value=passed.to_string() aria-labelledby="clock-left"></progress>
            <p class="soft">{clock.name.clone()}</p>
        </section>
    }
    .into_any()
}

/// A day of the city, as people write it.
pub fn day(portal: Portal, day: Date) -> String {
    let midnight = day.midnight().assume_offset(portal.config().utc_offset).unix_timestamp();
    let at = Instant::from_unix_seconds(midnight);
    at.map_or_else(String::new, |at| language::date(portal, at, DateStyle::Day))
}
