//! What happens next and by when, as the desk's own clock for this service says; and that nobody will be told.

use crate::{
    i18n::{fill, key, t},
    pages::{standing, ticket::clock_day},
    state::{
        Portal,
        due::{self, Due},
        outbox::Row,
    },
    ui::fresh::{fresh_by, fresh_words},
};
use leptos::prelude::*;
use tanggap_core::config::DeskKind;

pub fn next(portal: Portal, row: Memo<Row>) -> AnyView {
    let due = due::due(portal, row);
    let (desk, has_key) = row.with_untracked(|row| (portal.desk_name(&row.desk), row.has_key()));
    let follow = has_key.then(|| {
        let number = move || row.with(standing::number);
        view! {
            <li class="timeline__item timeline__item--next">
                <p class="timeline__what">{t(key::SENT_NEXT_FOLLOW)}</p>
                <p class="timeline__when digits" translate="no">{fresh_words(number)}</p>
                <p>{t(key::SENT_NEXT_TALK)}</p>
            </li>
        }
    });
    // Oversight's clock is for word of how far it is, and not for the result.
    let desk_kind = row.with_untracked(|row| portal.config().desk(&row.desk).map(|desk| desk.kind));
    let is_oversight = desk_kind == Some(DeskKind::Oversight);
    let what = move || {
        let name = due.with(|due| due.as_ref().map(|due| due.name.clone()));
        name.filter(|name| is_oversight && !name.is_empty()).unwrap_or_else(|| t(key::SENT_NEXT_ANSWER))
    };
    view! {
        <section class="stack">
            <h2>{t(key::SENT_NEXT)}</h2>
            <ol class="timeline">
                <li class="timeline__item timeline__item--next"><p class="timeline__what">{fill(key::SENT_NEXT_READ, &[("desk", &desk)])}</p></li>
                <li class="timeline__item timeline__item--next">
                    <p class="timeline__what">{fresh_words(what)}</p>
                    {fresh_by(move || due.get(), move |due| due.map(|due| by(portal, &due)))}
                </li>
                {follow}
            </ol>
            <p><strong>{t(key::SENT_NO_NOTICE)}</strong></p>
        </section>
    }
    .into_any()
}

/// The last day, and of how many; the number alone as long as nobody can name the day.
fn by(portal: Portal, due: &Due) -> AnyView {
    let unit = if due.working { key::CLOCK_WORKING_DAYS } else { key::CLOCK_DAYS };
    let days = fill(unit, &[("days", &due.days.to_string())]);
    match due.day {
        Some(day) => view! {
            <p>{fill(key::CLOCK_DUE, &[("date", &clock_day(portal, day))])}</p>
            <p class="timeline__when">{days}</p>
        }
        .into_any(),
        None => view! { <p>{fill(key::SENT_NEXT_BY, &[("days", &days)])}</p> }.into_any(),
    }
}
