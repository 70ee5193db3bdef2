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
    view! {
        <section class="stack">
            <h2>{t(key::SENT_NEXT)}</h2>
            <ol class="timeline">
                <li class="timeline__item timeline__item--next"><p class="timeline__what">{fill(key::SENT_NEXT_READ, &[("desk", &desk)])}</p></li>
                <li class="timeline__item timeline__item--next">
                    <p class="timeline__what">{t(key::SENT_NEXT_ANSWER)}</p>
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
